// Why a message is where it is, for officials: what to look at is shown at once, the way there when somebody wants to know.
import { h } from './dom.js';
import { get } from './net.js';
import { roles } from './session.js';
import { t } from './texts.js';

/** A place that fills itself; null for those who hold no office. */
export function whyHere(message) {
  if (roles().length === 0) {
    return null;
  }
  const place = h('div', null);
  get(`api/v1/messages/${message.id}/route`).then(({ steps, warnings }) => {
    place.replaceChildren(
      ...(warnings.length > 0 ? [h('div', { class: 'notice', role: 'note' }, warnings.map((text) => h('p', null, text)))] : []),
      ...(steps.length > 0 ? [h('details', { class: 'why' }, h('summary', null, t('route.why')), h('ol', { class: 'steps' }, steps.map((step) => h('li', null, step.text))))] : []),
    );
  }, (problem) => place.replaceChildren(h('p', { class: 'notice bad' }, problem.message)));
  return place;
}
