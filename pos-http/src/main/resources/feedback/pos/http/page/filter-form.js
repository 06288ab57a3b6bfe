// The form of the one filter: the same names as behind the question mark of lists, figures and exports.
import { topicGroups } from './catalog.js';
import { field, form } from './forms.js';
import { organizationField, territories } from './organizations.js';
import { h } from './dom.js';
import { t } from './texts.js';

/** All names of the filter. */
export const FILTER = ['q', 'from', 'to', 'organization', 'territory', 'topic', 'kind', 'fastTrack', 'stage', 'outcome', 'overdue', 'rating', 'channel'];

const STAGES = ['MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'POSTPONED', 'ANSWERED', 'CLOSED', 'DECLINED', 'WITHDRAWN'];
const OUTCOMES = ['SOLVED', 'PARTLY_SOLVED', 'EXPLAINED', 'REJECTED', 'FORWARDED', 'POSTPONED'];
const CHANNELS = ['EPGU', 'WIDGET', 'MOBILE', 'PORTAL', 'OPERATOR', 'OTHER_SYSTEM', 'OPEN311'];
const OFTEN = 4;

/**
 * The form. values: what it begins with; send(values): a promise, whose problem is shown beside the fields; compare: whether and with what to begin
 * the choice of the period to compare with.
 */
export function filterForm(values, send, { compare }) {
  const any = { value: '', label: t('filter.any') };
  const choice = (name, label, options) => field({ name, type: 'select', label, value: values[name], options: [any, ...options] });
  const flag = (name, label) => choice(name, label, [{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]);
  const named = (prefix, codes) => codes.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  const fields = [
    field({ name: 'from', type: 'date', label: t('filter.from'), value: values.from }),
    field({ name: 'to', type: 'date', label: t('filter.to'), value: values.to }),
    field({ name: 'compare', type: 'select', label: t('filter.compare'), value: compare, options: [{ value: 'previous', label: t('filter.compare.previous') }, { value: 'none', label: t('filter.compare.none') }] }),
    organizationField({ name: 'organization', label: t('field.organization'), first: any, value: values.organization }),
    choice('territory', t('filter.territory'), []),
    choice('topic', t('field.topic'), []),
    choice('kind', t('filter.kind'), named('kind', ['MESSAGE', 'APPEAL'])),
    flag('fastTrack', t('filter.fastTrack')),
    choice('stage', t('filter.stage'), named('stage', STAGES)),
    choice('outcome', t('field.outcome'), named('outcome', OUTCOMES)),
    flag('overdue', t('filter.late')),
    choice('rating', t('field.stars'), ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))),
    choice('channel', t('filter.channel'), named('channel', CHANNELS)),
    field({ name: 'q', type: 'search', label: t('filter.q'), value: values.q }),
  ];
  const byName = Object.fromEntries(fields.map((each) => [each.name, each]));
  topicGroups().then(
    ({ options, groups }) => byName.topic.set({ options: [any, ...options], groups }),
    (problem) => byName.topic.say(problem.message),
  );
  territories().then(
    (options) => byName.territory.set({ options: [any, ...options] }),
    (problem) => byName.territory.say(problem.message),
  );
  const made = form({ fields, submit: t('filter.show'), send });
  made.classList.add('filter-grid');
  const rest = fields.slice(OFTEN).map((each) => each.element);
  const more = h('details', { class: 'filter-more', open: fields.slice(OFTEN).some((each) => values[each.name]) }, h('summary', null, t('filter.others')), h('div', { class: 'filter-grid-inner' }, rest));
  fields[OFTEN - 1].element.after(more);
  return made;
}
