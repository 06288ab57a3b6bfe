// What was found by words: the pieces of a message in which they stand, marked; and what was looked for instead of a misspelt word.
import { h } from './dom.js';
import { t } from './texts.js';

/** The pieces in which words were found; nothing where nobody looked for any. */
export function found(message) {
  const shown = (message.highlights ?? []).filter((each) => each.field !== 'number');
  return shown.map((each) => h('p', { class: 'found' }, h('span', { class: 'hint' }, `${t(`found.${each.field}`)}: `), marked(each)));
}

/** Text and marks as nodes, so that whatever people wrote stays text. */
function marked({ text, hits }) {
  const parts = [];
  let at = 0;
  for (const [from, to] of hits) {
    parts.push(text.slice(at, from), h('mark', null, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/** Tells that other words were looked for than those typed. */
export function instead(page) {
  return page.shownFor ? t('found.instead', page.shownFor) : null;
}
