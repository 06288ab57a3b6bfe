// How topics were found: figures for each topic, mistakes, what was learned, and what a sure detector may do.
import { day, localDate, moment } from './dates.js';
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { call, download, get } from './net.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { t } from './texts.js';

const READERS = ['ANALYST', 'MODERATOR', 'ADMINISTRATOR'];
const MODES = ['ON', 'SHADOW', 'OFF'];
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const filters = document.getElementById('topics-filters');
const status = document.getElementById('topics-status');
const place = document.getElementById('topics-place');

/** What was asked for last: the table is asked for by the same. */
let wanted = {};

function begin() {
  fill(place);
  status.textContent = '';
  if (!me) {
    fill(filters, h('p', null, t('topics.signIn'), ' ', h('button', { type: 'button', class: 'primary small', onclick: askToSignIn }, t('session.in'))));
  } else if (!roles().some((role) => READERS.includes(role))) {
    fill(filters, h('p', { class: 'notice' }, t('topics.noOffice')));
  } else {
    fill(filters, filterForm());
    load({});
  }
}

function filterForm() {
  const newest = ['1000', '10000', '100000'].map((value) => ({ value, label: t('topics.newestOf', Number(value).toLocaleString()) }));
  return form({
    fields: [
      field({ name: 'from', type: 'date', label: t('topics.from') }),
      field({ name: 'to', type: 'date', label: t('topics.to') }),
      field({ name: 'newest', type: 'select', label: t('topics.newest'), value: '10000', options: newest }),
    ],
    submit: t('topics.show'),
    send: (values) => load(values),
  });
}

async function load(values) {
  wanted = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  status.textContent = t('list.loading');
  try {
    const report = await get('api/v1/topics/report', wanted);
    show(report);
    status.textContent = report.examined === 0 ? t('topics.none')
      : t('topics.examined', report.examined, dayOf(report.from), dayOf(report.to)) + (report.truncated ? ` ${t('topics.truncated')}` : '');
  } catch (problem) {
    status.textContent = '';
    fill(place, h('p', { class: 'notice bad', role: 'alert' }, problem.message));
  }
}

function show(report) {
  fill(place,
    topics(report),
    h('p', null, h('button', { type: 'button', class: 'link', onclick: () => download(`api/v1/topics/report.csv?${new URLSearchParams(wanted)}`, 'topics.csv') }, t('topics.csv'))),
    section('confusions', confusions(report.confusions)),
    section('drift', drift(report.drift)),
    section('models', models(report.models)),
    section('learnings', learnings(report.learnings)));
}

function section(id, content) {
  return h('section', { 'aria-labelledby': `${id}-heading` }, h('h2', { id: `${id}-heading` }, t(`topics.heading.${id}`)), content);
}

/** A table that may be wider than the screen is moved sideways by itself, also by keys. */
function table(label, columns, rows) {
  return h('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': label },
    h('table', { class: 'table' },
      h('thead', null, h('tr', null, columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', null, rows)));
}

function dayOf(instant) {
  return day(localDate(instant, ZONE));
}

function percent(share) {
  return share === undefined ? '—' : `${(100 * share).toFixed(1)} %`;
}

function topics(report) {
  const columns = ['topic', 'messages', 'model', 'rule', 'person', 'applicant', 'confirmed', 'coverage', 'precision', 'shadow', 'calibration', 'mode'];
  return table(t('topics.table'), columns.map((name) => t(`topics.column.${name}`)), [
    row(t('topics.all'), '', report.all, null),
    report.topics.map((each) => row(each.name, each.pathNames.slice(0, -1).join(' → '), each, each)),
  ]);
}

function row(name, path, figures, topic) {
  return h('tr', topic ? null : { class: 'all' },
    h('th', { scope: 'row' }, name, path ? h('span', { class: 'hint' }, ` ${path}`) : null),
    [figures.messages, figures.byModel, figures.byRule, figures.byPerson, figures.byApplicant, figures.confirmed].map((count) => h('td', null, count)),
    h('td', null, percent(figures.coverage)),
    h('td', null, percent(figures.precision), figures.precision === undefined ? null
      : h('span', { class: 'hint' }, ` ${t('topics.interval', percent(figures.precisionLeast), percent(figures.precisionMost), figures.sureLooked)}`)),
    h('td', null, figures.shadow === 0 ? '—' : [figures.shadow, h('span', { class: 'hint' }, ` ${percent(figures.shadowPrecision)}`)]),
    h('td', null, figures.looked === 0 ? '—' : `${percent(figures.meanProbability)} / ${percent(figures.rightShare)}`),
    h('td', null, topic ? mode(topic) : ''));
}

/** Administrators switch it at once; others read it. */
function mode(topic) {
  if (!roles().includes('ADMINISTRATOR')) {
    return t(`topics.mode.${topic.mode}`);
  }
  const choice = h('select', { 'aria-label': t('topics.modeOf', topic.name) },
    MODES.map((each) => h('option', { value: each, selected: each === topic.mode }, t(`topics.mode.${each}`))),
    h('option', { value: '' }, t('topics.mode.inherit')));
  choice.addEventListener('change', async () => {
    choice.disabled = true;
    try {
      const set = await call('PUT', `api/v1/topics/${encodeURIComponent(topic.code)}/acceptance`, { body: { mode: choice.value || null } });
      choice.value = set.mode;
      status.textContent = t('topics.modeSet', topic.name, t(`topics.mode.${set.mode}`));
    } catch (problem) {
      choice.value = topic.mode;
      status.textContent = problem.message;
    } finally {
      choice.disabled = false;
    }
  });
  return choice;
}

function confusions(found) {
  return found.length === 0 ? h('p', { class: 'hint' }, t('topics.noConfusions'))
    : table(t('topics.heading.confusions'), ['proposed', 'chosen', 'count', 'sure'].map((name) => t(`topics.column.${name}`)),
      found.map((each) => h('tr', null, h('th', { scope: 'row' }, each.proposedName), h('td', null, each.chosenName), h('td', null, each.count), h('td', null, each.sure))));
}

function drift(found) {
  const strength = found.psi < 0.1 ? 'little' : found.psi < 0.25 ? 'some' : 'much';
  return [
    h('p', null, t('topics.psi', found.psi.toFixed(3)), ' ', t(`topics.drift.${strength}`)),
    found.topics.length === 0 ? null
      : table(t('topics.heading.drift'), ['topic', 'older', 'newer'].map((name) => t(`topics.column.${name}`)),
        found.topics.map((each) => h('tr', null, h('th', { scope: 'row' }, each.name), h('td', null, each.older), h('td', null, each.newer)))),
  ];
}

function models(found) {
  return found.length === 0 ? h('p', { class: 'hint' }, t('topics.noModels'))
    : table(t('topics.heading.models'), ['digest', 'fromTo', 'judged', 'sure', 'precision'].map((name) => t(`topics.column.${name}`)),
      found.map((each) => h('tr', null, h('th', { scope: 'row' }, each.model), h('td', null, `${dayOf(each.from)} – ${dayOf(each.to)}`),
        h('td', null, each.judged), h('td', null, each.sure), h('td', null, percent(each.sureLooked === 0 ? undefined : each.sureRight / each.sureLooked)))));
}

function learnings(found) {
  return found.length === 0 ? h('p', { class: 'hint' }, t('topics.noLearnings'))
    : table(t('topics.heading.learnings'), ['at', 'lessons', 'heldOut', 'before', 'after', 'result', 'digest'].map((name) => t(`topics.column.${name}`)),
      found.map((each) => h('tr', null, h('th', { scope: 'row' }, moment(each.at, ZONE)), h('td', null, t('topics.lessons', each.lessons, each.fresh)), h('td', null, each.heldOut),
        h('td', null, percent(each.before)), h('td', null, percent(each.after)), h('td', null, t(`topics.learned.${each.reason}`)), h('td', null, each.model))));
}

onSession(begin);
