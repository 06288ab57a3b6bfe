// What the page says: one flat file of texts for each language.

/** The language of the page, chosen by the server. */
export const language = document.documentElement.lang === 'en' ? 'en' : 'ru';

const response = await fetch(new URL(`texts-${language}.json`, import.meta.url));
const texts = await response.json();

/** The text with its places {0}, {1}, … filled in; the key itself where nobody wrote the text. */
export function t(key, ...args) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\d)}/g, (place, index) => args[index] ?? place);
}

/** Whether the text exists: for words that a newer server may send. */
export function has(key) {
  return key in texts;
}
