// What has happened to a message, line by line.
import { day, moment, time } from './dates.js';
import { h } from './dom.js';
import { zoneOf } from './facts.js';
import { get } from './net.js';
import { has, t } from './texts.js';

/** The history of a message, as far as the reader may know it. noted: what is called with the facts first, if anything. */
export async function historyOf(message, noted = () => {}) {
  try {
    const { items } = await get(`api/v1/messages/${message.id}/history`);
    noted(items);
    return h('ol', { class: 'history' }, items.map((item) => line(item, zoneOf(message))));
  } catch (problem) {
    return h('p', { class: 'notice bad' }, problem.message);
  }
}

/** Why a message was declined, to be read before everything else. */
export function refusalIn(items) {
  const told = items.findLast((item) => item.event === 'Declined')?.details;
  return told ? h('div', { class: 'notice bad' }, details(told).map((text) => h('p', null, text))) : null;
}

function line(item, zone) {
  const what = has(`event.${item.event}`) ? t(`event.${item.event}`) : item.event;
  const who = item.role === 'SYSTEM' ? t('history.system') : [t(`role.${item.role}`), item.byName].filter(Boolean).join(', ');
  return h(
    'li',
    null,
    h('p', { class: 'history-head' }, h('strong', null, what), ' ', h('span', { class: 'hint' }, time(item.at, zone), ` · ${who}`)),
    details(item.details ?? {}, zone).map((text) => h('p', { class: 'written small' }, text)),
  );
}

function details(told, zone) {
  const named = [
    ['organization', told.organization?.name],
    ['executor', told.executor?.name],
    ['topic', told.topicName],
    ['rule', told.rule],
    ['outcome', told.outcome && t(`outcome.${told.outcome}`)],
    ['kind', told.kind && t(`kind.${told.kind}`)],
    ['stars', told.stars],
    ['cause', told.cause && t(`cause.${told.cause}`)],
    ['wasDue', told.before && moment(told.before, zone)],
    ['until', told.until && (told.until.includes('T') ? moment(told.until, zone) : day(told.until))],
    ['due', told.due && moment(told.due, zone)],
    ['toldRole', told.toldRole && [t(`role.${told.toldRole}`), told.toldOrganization?.name].filter(Boolean).join(', ')],
    ['source', told.source],
    ['reason', told.reason && (has(`reason.${told.reason}`) ? t(`reason.${told.reason}`) : told.reason)],
  ];
  return [
    ...named.filter(([, value]) => value).map(([name, value]) => `${t(`detail.${name}`)}: ${value}`),
    ...[told.question, told.text, told.comment].filter(Boolean),
  ];
}
