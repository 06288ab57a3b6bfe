// What is known already, shown to whoever is about to report it.
import { afterPause, fill, h } from './dom.js';
import { call, settings } from './net.js';
import { noticeItem } from './notice-item.js';
import { onSession } from './session.js';
import { t } from './texts.js';

const ENOUGH = 15;

/** A part of the form by which a citizen writes: notices in force there, of the same topic. Never in the way of sending. */
export function noticeHint({ text, topic, territory }) {
  const said = h('p', { class: 'hint', role: 'status' });
  const list = h('div', null);
  const element = h('div', { class: 'concerning' }, said, list);
  let asked = 0;

  async function look() {
    const written = text.value();
    if (territory.value() === '' || (written.length < ENOUGH && topic.value() === '') || [...written].length > settings.textLimit) {
      show([]);
      return;
    }
    const turn = ++asked;
    const about = { text: written, topic: topic.value(), territory: territory.value() };
    let found;
    try {
      found = await call('POST', 'api/v1/notices/concerning', { body: Object.fromEntries(Object.entries(about).filter(([, value]) => value !== '')) });
    } catch {
      // A hint is a courtesy: the message can be sent without it
      return;
    }
    if (turn === asked) {
      show(found.items);
    }
  }

  function show(notices) {
    said.textContent = notices.length > 0 ? t('concerning.heading') : '';
    fill(list, notices.length > 0 ? [h('ul', { class: 'cards notice' }, notices.map(noticeItem)), h('p', { class: 'hint' }, t('concerning.still'))] : null);
  }

  const soon = afterPause(900, look);
  text.input.addEventListener('input', soon);
  topic.input.addEventListener('change', soon);
  territory.input.addEventListener('change', soon);
  onSession(soon);

  return { name: 'notices', element, value: () => '', focus: () => text.focus(), say() {} };
}
