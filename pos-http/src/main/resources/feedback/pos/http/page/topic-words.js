// For the moderator: what the model in force makes of a message, with the words that speak for each topic; a click chooses one.
import { moment } from './dates.js';
import { fill, h } from './dom.js';
import { zoneOf } from './facts.js';
import { get } from './net.js';
import { t } from './texts.js';

/** The proposals for a message. choose: called with the code of the topic clicked. */
export function proposals(message, choose) {
  const place = h('div', { class: 'proposals' });
  get(`api/v1/messages/${message.id}/topics`, { limit: 5 }).then(
    (found) => fill(place, promise(found, message), list(found, choose)),
    (problem) => fill(place, h('p', { class: 'hint' }, problem.message)),
  );
  return place;
}

/** Until when the fast track can be taken back with its date. */
function promise(found, message) {
  return found.demotionUntil ? h('p', { class: 'hint' }, t('topic.demotionUntil', moment(found.demotionUntil, zoneOf(message)))) : null;
}

function list(found, choose) {
  if (found.items.length === 0) {
    return h('p', { class: 'hint' }, t('topic.noProposals'));
  }
  return [
    h('p', { class: 'hint' }, t(found.accepted ? 'topic.sureProposals' : 'topic.proposals', Math.round(100 * found.threshold))),
    h('ul', { class: 'cards' }, found.items.map((each) => h('li', null,
      h('button', { type: 'button', class: 'chip', onclick: () => choose(each.code) }, `${each.pathNames.join(' → ')} — ${Math.round(100 * each.probability)} %`),
      each.fastTrack ? [' ', h('span', { class: 'badge' }, t('fact.fastTrack'))] : null,
      each.words.length > 0 ? h('span', { class: 'hint' }, ` ${t('topic.words', each.words.join(', '))}`) : null))),
  ];
}
