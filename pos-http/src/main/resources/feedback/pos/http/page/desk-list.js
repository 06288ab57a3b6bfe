// The list of the desk and its filters. The filters stand in the address, so that a view can be kept and passed on.
import { topicGroups } from './catalog.js';
import { afterPause, fill, h } from './dom.js';
import { card } from './facts.js';
import { field } from './forms.js';
import { FILTER } from './filter-form.js';
import { showList } from './lists.js';
import { get } from './net.js';
import { organizationField } from './organizations.js';
import { roles } from './session.js';
import { t } from './texts.js';
import { showViews } from './views.js';

const PAGE = 20;
const STAGES = ['MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'POSTPONED', 'ANSWERED', 'CLOSED', 'DECLINED', 'WITHDRAWN'];
const MINE = 'mine';
const ALL = 'all';

/** The stages at which a role has its work. */
const WORK = {
  MODERATOR: ['MODERATION'],
  COORDINATOR: ['COORDINATION'],
  EXECUTOR: ['EXECUTION'],
  HEAD: ['APPROVAL'],
};

const NAMES = ['q', 'stage', 'organization', 'topic', 'overdue', 'applicant'];

/** Conditions that other pages may send one here with: the list keeps to them and says so. */
const OTHERS = FILTER.filter((name) => !NAMES.includes(name));

const items = document.getElementById('desk-items');

function work() {
  return [...new Set(roles().flatMap((role) => WORK[role] ?? []))];
}

/** Shows filters and list for whoever is signed in. */
export function showDeskList() {
  const asked = new URLSearchParams(location.search);
  const any = { value: '', label: t('filter.any') };
  const stages = [
    ...(work().length > 0 ? [{ value: MINE, label: t('filter.myWork') }] : []),
    { value: ALL, label: t('filter.allStages') },
    ...STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
  ];
  const fields = [
    field({ name: 'q', type: 'search', label: t('filter.q'), value: asked.get('q') }),
    field({ name: 'stage', type: 'select', label: t('filter.stage'), options: stages, value: asked.get('stage') ?? stages[0].value }),
    organizationField({ name: 'organization', label: t('field.organization'), first: any, value: asked.get('organization') }),
    field({ name: 'topic', type: 'select', label: t('field.topic'), options: [any], value: asked.get('topic') }),
    field({ name: 'overdue', type: 'checkbox', label: t('filter.overdue'), value: asked.get('overdue') === 'true' }),
    field({ name: 'applicant', type: 'search', label: t('filter.applicant'), value: asked.get('applicant') }),
  ];
  const topic = fields[3];
  topicGroups().then(
    ({ options, groups }) => topic.set({ options: [any, ...options], groups }),
    (problem) => topic.say(problem.message),
  );
  const load = () => list(Object.fromEntries(fields.map((each) => [each.name, each.value()])));
  const [words, stage, organization, about, overdue, applicant] = fields.map((each) => each.element);
  const more = h('details', { open: ['organization', 'topic', 'applicant'].some((name) => asked.has(name)) }, h('summary', null, t('filter.more')), organization, about, applicant);
  const filters = h('form', { class: 'form filters', role: 'search' }, words, stage, overdue, more);
  const views = h('div');
  const kept = h('details', null, h('summary', null, t('views.heading')), views);
  kept.addEventListener('toggle', () => kept.open && showViews(views, current, use), { once: true });
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
    load();
  });
  filters.addEventListener('input', afterPause(300, load));
  fill(document.getElementById('desk-filters'), filters, othersNote(), kept);
  load();
}

function list(chosen) {
  keep(chosen);
  const stage = chosen.stage === MINE ? work().join(',') : chosen.stage === ALL ? '' : chosen.stage;
  const filter = { ...others(), ...chosen, stage, overdue: chosen.overdue ? true : '' };
  showList(items, {
    load: (after) => get('api/v1/messages', { ...filter, limit: PAGE, after }),
    item: entry,
    empty: t('desk.empty'),
  });
}

function others() {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(OTHERS.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
}

/** What else the list is narrowed by, and a way to drop it. */
function othersNote() {
  const given = Object.entries(others());
  if (given.length === 0) {
    return null;
  }
  const drop = () => {
    const address = new URL(location.href);
    OTHERS.forEach((name) => address.searchParams.delete(name));
    history.replaceState(history.state, '', address);
    showDeskList();
  };
  return h('p', { class: 'hint' }, t('desk.extra', given.map(([name, value]) => `${name} = ${value}`).join(', ')), ' ',
    h('button', { type: 'button', class: 'link', onclick: drop }, t('desk.extraDrop')));
}

/** Puts a saved view in force. */
function use(filter) {
  const address = new URL(location.href);
  FILTER.forEach((name) => address.searchParams.delete(name));
  address.searchParams.set('stage', ALL);
  Object.entries(filter).forEach(([name, value]) => address.searchParams.set(name, value));
  history.replaceState(history.state, '', address);
  showDeskList();
}

/** The filter in force, as it is kept in a view. */
function current() {
  const asked = new URLSearchParams(location.search);
  const filter = Object.fromEntries(FILTER.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
  const stage = filter.stage === MINE ? work().join(',') : filter.stage;
  delete filter.stage;
  return stage && stage !== ALL ? { ...filter, stage } : filter;
}

function entry(message) {
  return card(message, `#${message.number}`, t(`stage.${message.stage}`));
}

/** Shows a message in the list as it is now. */
export function replaceCard(message) {
  items.querySelector(`[data-id="${CSS.escape(message.id)}"]`)?.replaceWith(entry(message));
}

function keep(chosen) {
  const address = new URL(location.href);
  for (const name of NAMES) {
    const value = chosen[name];
    if (value) {
      address.searchParams.set(name, value);
    } else {
      address.searchParams.delete(name);
    }
  }
  history.replaceState(history.state, '', address);
}
