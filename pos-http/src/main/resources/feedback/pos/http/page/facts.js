// A message as people read it: state, deadline, what was written and answered.
import { day, moment, time } from './dates.js';
import { h } from './dom.js';
import { found } from './found.js';
import { get, pageAddress } from './net.js';
import { stepList } from './steps.js';
import { t } from './texts.js';

const EXCERPT = 140;
const OWED = new Set(['SUBMITTED', 'MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'POSTPONED']);

/** The public states on the way of a message that is admitted. */
const WAY = ['MODERATION_NEW', 'MODERATION_ACCEPT', 'SET_EXECUTOR', 'SEND_RESPONSE'];

export function zoneOf(message) {
  return message.deadline.zone;
}

/** What the citizen is told about where the message stands. */
export function publicState(message) {
  return message.stage === 'WITHDRAWN' ? t('status.WITHDRAWN') : t(`status.${message.status}`);
}

/** The line of public states with the one reached. Several inner states read the same and are shown once. */
export function way(message) {
  const now = publicState(message);
  let states = WAY.map((status) => t(`status.${status}`));
  if (message.stage === 'DECLINED' || message.stage === 'WITHDRAWN') {
    states = [states[0], now];
  }
  const reached = states.indexOf(now);
  return h('ol', { class: 'way', 'aria-label': t('message.way') }, states.map((state, index) =>
    h('li', { class: index < reached ? 'past' : index === reached ? 'now' : 'ahead', 'aria-current': index === reached ? 'step' : null }, state)));
}

export function isOwed(message) {
  return OWED.has(message.stage);
}

/** Until when the answer is owed, or when it was given; in a list, without the date that is past. */
export function dueLine(message, isInList = false) {
  const zone = zoneOf(message);
  const { due, overdue } = message.deadline;
  if (isOwed(message)) {
    return h('p', { class: overdue ? 'due late' : 'due' }, t(overdue ? 'due.late' : 'due.until', moment(due, zone)));
  }
  const sentAt = message.answer?.sentAt;
  return sentAt ? h('p', { class: 'due' }, t(isInList ? 'due.answered' : 'due.answeredAndDue', moment(sentAt, zone), moment(due, zone))) : null;
}

/** Why the deadline is what it is, fetched when somebody wants to know. */
export function dueReasons(message) {
  const place = h('div', null, h('p', { class: 'hint' }, t('list.loading')));
  const details = h('details', { class: 'why' }, h('summary', null, t('due.why')), place);
  details.addEventListener('toggle', async () => {
    if (!details.open || details.dataset.loaded) {
      return;
    }
    details.dataset.loaded = 'yes';
    try {
      const { steps } = await get(`api/v1/messages/${message.id}/deadline`);
      place.replaceChildren(stepList(steps));
    } catch (problem) {
      delete details.dataset.loaded;
      place.replaceChildren(h('p', { class: 'notice bad' }, problem.message));
    }
  });
  return details;
}

/** A message in a list. address: where it leads; state: the word shown for where it stands. */
export function card(message, address, state) {
  const text = message.text.length > EXCERPT ? `${message.text.slice(0, EXCERPT).trimEnd()}…` : message.text;
  return h(
    'li',
    { class: 'card', 'data-id': message.id },
    h('p', { class: 'card-head' }, h('a', { href: address }, message.number), h('span', { class: `badge ${message.stage.toLowerCase()}` }, state), late(message)),
    h('p', { class: 'card-text' }, text),
    found(message),
    h('p', { class: 'hint' }, `${message.topic.name} · ${message.organization.name}`),
    dueLine(message, true),
  );
}

function late(message) {
  return isOwed(message) && message.deadline.overdue ? h('span', { class: 'badge bad' }, t('due.overdue')) : null;
}

/** Names and values; lines without a value are left out. */
export function facts(lines) {
  return h('dl', { class: 'facts' }, lines
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));
}

/** What everybody may know who may see the message. */
export function commonFacts(message) {
  const topic = message.topic.pathNames ?? [message.topic.name];
  return [
    [t('fact.topic'), topic.join(' → ') + (message.topic.fastTrack ? ` (${t('fact.fastTrack')})` : '')],
    [t('fact.organization'), message.organization.name],
    [t('fact.executor'), message.executor?.name],
    [t('fact.address'), message.address],
    [t('fact.kind'), t(`kind.${message.kind}`)],
    [t('fact.createdAt'), time(message.createdAt, zoneOf(message))],
    [t('fact.applicant'), message.applicant?.name],
    [t('fact.coApplicants'), message.coApplicants?.map((each) => each.name).join(', ')],
    [t('fact.public'), t(message.public ? 'yes' : 'no')],
    [t('fact.parent'), linkTo(message.parent)],
    [t('fact.child'), linkTo(message.child)],
    [t('fact.joined'), linkTo(message.joined)],
    [t('fact.followers'), message.followers],
    [t('fact.round'), message.round > 0 ? message.round : null],
  ];
}

function linkTo(id) {
  return id ? h('a', { href: pageAddress(`messages/${id}`) }, t('fact.open')) : null;
}

export function written(text) {
  return h('p', { class: 'written' }, text);
}

/** An answer or a draft of one. */
export function answer(given) {
  return h('div', { class: 'answer' }, h('p', null, h('span', { class: 'badge answered' }, t(`outcome.${given.outcome}`))), written(given.text));
}

/** The promise of a later date, told with an intermediate answer. */
export function postponement(message) {
  const promised = message.postponement;
  return promised
    ? h('div', { class: 'notice' }, h('p', null, h('strong', null, t(message.stage === 'APPROVAL' ? 'postponed.asked' : 'postponed.until', day(promised.until)))), written(promised.text),
      promised.reason ? h('p', { class: 'hint' }, t('postponed.reason', promised.reason)) : null)
    : null;
}

/** The question to the applicant and the reply. */
export function question(message) {
  const asked = message.question;
  return asked
    ? h('div', { class: 'notice' }, h('p', null, h('strong', null, t('question.asked'))), written(asked.text),
      asked.reply ? [h('p', null, h('strong', null, t('question.reply'))), written(asked.reply)]
        : h('p', { class: 'hint' }, t('question.until', moment(asked.until, zoneOf(message)))))
    : null;
}

export function rating(message) {
  const given = message.rating;
  return given
    ? h('div', null, h('p', null, h('strong', null, t('rating.given', given.stars))), given.reason ? written(given.reason) : null,
      given.comment ? written(given.comment) : null)
    : null;
}
