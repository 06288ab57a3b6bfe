// What is said of polls in lists and on their own page.
import { time } from './dates.js';
import { h } from './dom.js';
import { pageAddress } from './net.js';
import { language, t } from './texts.js';

/** Of a text in one or two languages: the reader's. */
export function label(text) {
  return typeof text === 'string' ? text : (text?.[language] ?? text?.ru ?? '');
}

/** From when to when, with the zone. */
export function pollTime(poll) {
  if (poll.stage === 'OPEN' && poll.opens && !poll.takesBallots && new Date(poll.opens) > new Date()) {
    return h('p', { class: 'due' }, t('poll.begins'), ' ', time(poll.opens, poll.zone));
  }
  if (poll.stage === 'OPEN') {
    return poll.closes ? h('p', { class: 'due' }, t('poll.until'), ' ', time(poll.closes, poll.zone)) : h('p', { class: 'due' }, t('poll.untilClosed'));
  }
  return null;
}

/** How far it has come, as a badge. */
export function pollBadge(poll) {
  return h('span', { class: poll.stage === 'PUBLISHED' ? 'badge closed' : 'badge' }, t(`poll.stage.${poll.stage}`));
}

/** A poll in a list. */
export function pollCard(poll) {
  return h(
    'li',
    { class: 'card' },
    h('p', { class: 'card-head' }, h('a', { href: pageAddress(`polls/${poll.id}`) }, poll.title), pollBadge(poll)),
    h('p', { class: 'hint' }, t(`poll.kind.${poll.kind}`), ' · ', poll.organization.name),
    pollTime(poll),
  );
}

/** A number with thin gaps. */
export function number(value) {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-RU', { maximumFractionDigits: 2 }).format(value);
}

/** A share as a percentage. */
export function percent(share) {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-RU', { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
