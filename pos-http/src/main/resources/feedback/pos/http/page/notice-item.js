// A notice as people read it, in lists and before they report what is known already.
import { moment } from './dates.js';
import { h } from './dom.js';
import { t } from './texts.js';

export const KINDS = ['PLANNED_WORK', 'SHUT_OFF', 'ACCIDENT', 'TRAFFIC', 'EVENT', 'WARNING', 'INFORMATION'];

/** When it holds, in the zone of who issues it. */
function period(notice) {
  return notice.until
    ? t('notices.period', moment(notice.from, notice.zone), moment(notice.until, notice.zone))
    : t('notices.since', moment(notice.from, notice.zone));
}

export function noticeItem(notice) {
  return h(
    'li',
    { class: 'card', id: notice.id },
    h('p', { class: 'card-head' }, h('span', { class: notice.when === 'WITHDRAWN' ? 'badge withdrawn' : 'badge' }, notice.kindName), h('strong', null, notice.title)),
    h('p', { class: 'due' }, period(notice), ' · ', t(`noticeWhen.${notice.when}`)),
    notice.withdrawal ? h('p', null, t('notices.withdrawn', notice.withdrawal)) : null,
    h('p', { class: 'written' }, notice.text),
    h('p', { class: 'hint' }, [notice.organization.name, ...notice.topics.map((each) => each.name)].join(' · ')),
  );
}
