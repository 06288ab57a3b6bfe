// Figures for officials: indicators with what they were, charts, tables, reports and exports, all by one filter that stands in the address.
import { bars, columns } from './charts.js';
import { day, localDate, moment, monthName } from './dates.js';
import { fill, h } from './dom.js';
import { FILTER, filterForm } from './filter-form.js';
import { download, get, pageAddress } from './net.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { language, t } from './texts.js';
import { showViews } from './views.js';

const READERS = ['ANALYST', 'HEAD', 'CURATOR', 'COORDINATOR', 'ADMINISTRATOR'];
const TILES = ['received', 'answered', 'inTimeShare', 'open', 'overdue', 'meanDays', 'p90Days', 'goodShare', 'escalatedShare', 'fastTrackShare', 'fastInTimeShare', 'forwardedShare'];
const COLUMNS = ['received', 'answered', 'inTimeShare', 'open', 'overdue', 'meanDays', 'goodShare', 'averageStars', 'escalated'];
const STAGES = ['MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'ANSWERED'];
/** Conditions by which passages through stages, and answers of executors, are not counted. */
const NOT_OF_EXECUTORS = ['q', 'topic', 'territory'];
const NOT_OF_STAGES = [...NOT_OF_EXECUTORS, 'rating', 'outcome', 'overdue', 'stage'];
const SPLITS = ['organization', 'territory', 'district', 'topic', 'channel', 'outcome', 'kind'];

/** What is so at the moment of asking, of whichever period the messages are: two periods cannot be compared by it. */
const OF_NOW = ['open', 'overdue', 'overdueShare', 'postponed'];
const DAYS_IN_COLUMNS = 62;
const USUAL_DAYS = 90;
const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-RU', { maximumFractionDigits: 1 });

/** Numbers with the same minus sign as in the printed reports, whatever the browser's own is. */
const number = { format: (value) => format.format(value).replace('-', '−') };

const filters = document.getElementById('insights-filters');
const status = document.getElementById('insights-status');
const place = document.getElementById('insights-place');

/** How often was asked: a slow answer does not take the place of a later one. */
let asked = 0;

/** The modules that are put in, by name. */
const mounted = new Map();

function begin() {
  fill(place);
  status.textContent = '';
  document.getElementById('insights-views').hidden = true;
  if (!me) {
    fill(filters, h('p', null, t('insights.signIn'), ' ', h('button', { type: 'button', class: 'primary small', onclick: askToSignIn }, t('session.in'))));
    // What everybody may see, which the map knows by itself
    showOthers({}, ['heat']);
  } else if (!roles().some((role) => READERS.includes(role))) {
    fill(filters, h('p', { class: 'notice' }, t('insights.noOffice')));
    showOthers({}, ['heat']);
  } else {
    start(fromAddress());
  }
}

function start(values) {
  fill(filters, h('section', { 'aria-labelledby': 'filter-heading' }, h('h2', { id: 'filter-heading' }, t('insights.filter')),
    filterForm(values, load, { compare: values.compare })));
  document.getElementById('insights-views').hidden = false;
  showViews(document.getElementById('insights-views-place'), fromAddress, (filter) => {
    keep(filter);
    start(filter);
  });
  load(values).catch((problem) => {
    status.textContent = problem.message;
  });
}

function fromAddress() {
  const given = new URLSearchParams(location.search);
  const values = Object.fromEntries([...FILTER, 'compare'].filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
  values.compare ??= 'previous';
  if (!FILTER.some((name) => name in values)) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const now = Date.now();
    values.from = localDate(now - USUAL_DAYS * 86_400_000, zone);
    values.to = localDate(now, zone);
  }
  return values;
}

function keep(values) {
  const address = new URL(location.href);
  [...FILTER, 'compare'].forEach((name) => {
    if (values[name]) {
      address.searchParams.set(name, values[name]);
    } else {
      address.searchParams.delete(name);
    }
  });
  history.replaceState(history.state, '', address);
}

/** Throws what the server refuses, so that the form can say it beside its field. */
async function load(values) {
  const turn = ++asked;
  const wanted = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  if (wanted.compare === 'none') {
    delete wanted.compare;
  }
  if (!wanted.from || !wanted.to) {
    delete wanted.compare;
  }
  const filter = { ...wanted };
  delete filter.compare;
  status.textContent = t('list.loading');
  let summary;
  try {
    summary = await get('api/v1/insights/summary', { ...wanted, by: byTime(filter), limit: 200 });
  } catch (problem) {
    status.textContent = '';
    throw problem;
  }
  if (turn !== asked) {
    return;
  }
  keep({ ...values });
  status.textContent = t('insights.asOf', moment(summary.now, summary.zone))
    + (summary.compared ? ` ${t('insights.compared', day(localDate(summary.compared.from, summary.zone)), day(localDate(new Date(summary.compared.to) - 1, summary.zone)))}` : '')
    + (summary.waiting > 0 ? ` ${t('insights.waiting', summary.waiting)}` : '');
  show(summary, wanted, filter);
  showOthers(filter);
}

function byTime(filter) {
  const days = filter.from && filter.to ? (new Date(filter.to) - new Date(filter.from)) / 86_400_000 : Infinity;
  return days <= DAYS_IN_COLUMNS ? 'day' : days <= 7 * DAYS_IN_COLUMNS ? 'week' : 'month';
}

/** Heat maps and emerging problems are modules of their own, which may be absent; each is put in once and told of another filter. */
async function showOthers(filter, names = ['heat', 'emerging']) {
  for (const name of names) {
    const element = document.getElementById(name);
    if (mounted.has(name)) {
      mounted.get(name)?.update?.(filter);
    } else {
      mounted.set(name, null);
      try {
        const module = await import(`./${name}.js`);
        fill(element);
        mounted.set(name, module.mount(element, { filter }));
        document.getElementById(`${name}-section`).hidden = false;
      } catch {
        fill(element);
      }
    }
  }
}

function show(summary, wanted, filter) {
  const indicators = Object.fromEntries(summary.indicators.map((each) => [each.key, each]));
  const splits = h('div');
  const stages = h('div');
  const executors = h('div');
  fill(place,
    section('figures', h('ul', { class: 'tiles' }, TILES.map((key) => tile(indicators[key]))), all(summary)),
    section('time', columns(t(`insights.by.${summary.by}`), summary.items.map((each) => ({
      label: timeLabel(summary.by, each.key), value: each.values.received, part: each.values.answered,
    })), t('insights.received'), t('insights.answeredOfThese'))),
    section('ageing', h('div', { class: 'insight-columns' },
      bars(t('insights.openAge'), groups(summary.distributions.openAge, days)),
      bars(t('insights.overdueAge'), groups(summary.distributions.overdueAge, days)),
      bars(t('insights.stars'), groups(summary.distributions.stars, (key) => key)),
      bars(t('insights.outcomes'), groups(summary.distributions.outcome, (key) => t(`outcome.${key}`))),
      bars(t('insights.channels'), groups(summary.distributions.channel, (key) => t(`channel.${key}`))),
      bars(t('insights.forwards'), groups(summary.distributions.forwards, (key) => key)))),
    section('splits', splits),
    section('stages', stages),
    section('executors', executors),
    section('downloads', downloads(filter)));
  showSplit(splits, 'organization', wanted, filter, indicators);
  showStages(stages, filter);
  showExecutors(executors, wanted, indicators);
}

function section(id, ...content) {
  return h('section', { 'aria-labelledby': `${id}-heading` }, h('h2', { id: `${id}-heading` }, t(`insights.heading.${id}`)), content);
}

/** A table that may be wider than the screen is moved sideways by itself, also by keys. */
function table(label, heads, rows) {
  return h('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': label },
    h('table', { class: 'table' },
      h('thead', null, h('tr', null, heads.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', null, rows)));
}

function days(group) {
  return group.endsWith('+') ? t('insights.moreDays', Number.parseInt(group, 10) - 1) : t('insights.days', group.replace('-', '–'));
}

function groups(distribution, name) {
  return Object.entries(distribution).map(([key, value]) => ({ label: name(key), value }));
}

function timeLabel(by, key) {
  if (by === 'month') {
    return `${monthName(Number(key.slice(5, 7)))} ${key.slice(0, 4)}`;
  }
  return day(key);
}

/** A value as people read it; of few a share is «3 of 7». */
function said(indicator, value, few, part, whole) {
  if (value === null || value === undefined) {
    return '—';
  }
  if (indicator.unit === 'SHARE') {
    return few && part !== undefined ? t('insights.ofFew', part, whole) : `${number.format(100 * value)} %${few ? '*' : ''}`;
  }
  return number.format(value) + (few ? '*' : '');
}

function difference(indicator) {
  const sign = indicator.change > 0 ? '+' : '';
  return indicator.unit === 'SHARE' ? `${sign}${number.format(100 * indicator.change)} ${t('insights.points')}` : sign + number.format(indicator.change);
}

function changeOf(indicator) {
  if (!('before' in indicator) || OF_NOW.includes(indicator.key)) {
    return null;
  }
  if (indicator.change === null) {
    return h('p', { class: 'hint' }, t('insights.noBefore'));
  }
  const better = indicator.wish === 'NEITHER' || indicator.change === 0 ? '' : (indicator.change > 0) === (indicator.wish === 'MORE') ? 'better' : 'worse';
  return h('p', { class: 'hint' }, t('insights.before', said(indicator, indicator.before, false)), ', ',
    h('span', { class: better || null }, difference(indicator), better ? ` — ${t(`insights.${better}`)}` : ''));
}

function tile(indicator) {
  return h('li', { class: 'tile', title: indicator.definition },
    h('p', { class: 'tile-title' }, indicator.title),
    h('p', { class: 'tile-value' }, said(indicator, indicator.value, indicator.few, indicator.part, indicator.whole)),
    changeOf(indicator));
}

/** All indicators with their definitions, behind a summary. */
function all(summary) {
  const compared = Boolean(summary.compared);
  const heads = [t('insights.indicator'), t('insights.value'), ...(compared ? [t('insights.was'), t('insights.change')] : []), t('insights.definition')];
  return h('details', null, h('summary', null, t('insights.all')),
    table(t('insights.all'), heads, summary.indicators.map((each) => h('tr', null,
      h('th', { scope: 'row' }, each.title),
      h('td', null, said(each, each.value, each.few, each.part, each.whole)),
      compared ? [h('td', null, said(each, each.before, each.fewBefore)), h('td', null, each.change === null || OF_NOW.includes(each.key) ? '—' : difference(each))] : null,
      h('td', { class: 'definition' }, each.definition)))),
    h('p', { class: 'hint' }, t('insights.fewNote')));
}

async function showSplit(element, by, wanted, filter, indicators) {
  const choice = h('select', { 'aria-label': t('insights.splitBy') }, SPLITS.map((each) => h('option', { value: each, selected: each === by }, t(`insights.by.${each}`))));
  const result = h('div', null, h('p', { class: 'hint' }, t('list.loading')));
  choice.addEventListener('change', () => showSplit(element, choice.value, wanted, filter, indicators));
  fill(element, h('p', null, h('label', null, t('insights.splitBy'), ' ', choice)), result);
  const rows = [];
  const more = h('button', { type: 'button', hidden: true }, t('list.more'));
  const body = h('tbody');
  let next = null;
  async function page() {
    try {
      const summary = await get('api/v1/insights/summary', { ...wanted, by, limit: 50, after: next });
      rows.push(...summary.items);
      body.append(...summary.items.map((each) => splitRow(by, each, filter, indicators)));
      next = summary.next;
      more.hidden = !next;
      if (!result.contains(body)) {
        fill(result,
          rows.length === 0 ? h('p', { class: 'empty' }, t('insights.nothing')) : [
            by === 'topic' || by === 'territory' ? bars(t(`insights.top.${by}`), rows.slice(0, 10).map((each) => ({ label: each.name, value: each.values.received, before: each.before?.received }))) : null,
            h('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': t(`insights.by.${by}`) }, h('table', { class: 'table' },
              h('thead', null, h('tr', null, h('th', { scope: 'col' }, t(`insights.by.${by}`)), COLUMNS.map((key) => h('th', { scope: 'col' }, indicators[key].title)))), body)),
            h('p', { class: 'hint' }, t('insights.fewNote')),
          ], more);
      }
    } catch (problem) {
      fill(result, h('p', { class: 'notice bad', role: 'alert' }, problem.message));
    }
  }
  more.addEventListener('click', page);
  await page();
}

function splitRow(by, each, filter, indicators) {
  const name = splitName(by, each);
  const mayRead = roles().some((role) => READERS.includes(role) && role !== 'ANALYST');
  const narrowed = !mayRead || by === 'district' || each.key === '' ? null : { ...filter, [by]: each.key };
  return h('tr', null,
    h('th', { scope: 'row' }, narrowed ? h('a', { href: pageWith('desk', { stage: 'all', ...narrowed }) }, name) : name),
    COLUMNS.map((key) => h('td', null, said(indicators[key], each.values[key], each.few.includes(key)),
      each.before && key === 'received' ? h('span', { class: 'hint' }, ` (${t('insights.before', said(indicators[key], each.before[key], false))})`) : null)));
}

function splitName(by, each) {
  if (each.key === '') {
    return t('insights.without');
  }
  return by === 'channel' ? t(`channel.${each.key}`) : by === 'outcome' ? t(`outcome.${each.key}`) : by === 'kind' ? t(`kind.${each.key}`) : each.name;
}

function pageWith(path, values) {
  const address = new URL(pageAddress(path));
  Object.entries(values).forEach(([name, value]) => address.searchParams.set(name, value));
  return address.href;
}

/** Stages are counted by bodies and days: a condition they are not counted by is said in words, and nothing is asked. */
async function showStages(element, filter) {
  if (NOT_OF_STAGES.some((name) => filter[name])) {
    fill(element, h('p', { class: 'hint' }, t('insights.stagesNot')));
    return;
  }
  try {
    const found = await get('api/v1/insights/stages', filter);
    const row = (name, stages) => h('tr', null, h('th', { scope: 'row' }, name), STAGES.map((stage) => h('td', null,
      stages[stage].passed === 0 ? '—' : t('insights.lateOf', stages[stage].late, stages[stage].passed),
      stages[stage].passed === 0 ? null : h('span', { class: 'hint' }, ` ${t('insights.meanDays', number.format(stages[stage].meanDays))}`))));
    fill(element, table(t('insights.heading.stages'), [t('insights.by.organization'), ...STAGES.map((stage) => t(`insights.stage.${stage}`))],
      [row(t('insights.total'), found.all), ...found.items.map((each) => row(each.name, each.stages))]), h('p', { class: 'hint' }, t('insights.stagesNote')));
  } catch (problem) {
    fill(element, h('p', { class: 'hint' }, [problem.message, ...(problem.fields ?? []).map((each) => `${each.field}: ${each.message}`)].join(' ')));
  }
}

async function showExecutors(element, wanted, indicators) {
  if (NOT_OF_EXECUTORS.some((name) => wanted[name])) {
    fill(element, h('p', { class: 'hint' }, t('insights.executorsNot')));
    return;
  }
  try {
    const found = await get('api/v1/insights/executors', { ...wanted, limit: 20 });
    const keys = ['answered', 'inTimeShare', 'meanDays', 'rated', 'averageStars', 'goodShare'];
    fill(element, found.items.length === 0 ? h('p', { class: 'empty' }, t('insights.nothing'))
      : table(t('insights.heading.executors'), [t('insights.executor'), ...keys.map((key) => indicators[key].title), ...(wanted.compare ? [t('insights.starsBefore')] : [])],
        found.items.map((each) => h('tr', null, h('th', { scope: 'row' }, each.name),
          keys.map((key) => h('td', null, said(indicators[key], each.values[key], each.few.includes(key)))),
          wanted.compare ? h('td', null, said(indicators.averageStars, each.before?.averageStars, false)) : null))),
    h('p', { class: 'hint' }, t('insights.executorsNote')));
  } catch (problem) {
    fill(element, h('p', { class: 'hint' }, [problem.message, ...(problem.fields ?? []).map((each) => `${each.field}: ${each.message}`)].join(' ')));
  }
}

function downloads(filter) {
  const said_ = h('p', { class: 'status', role: 'status' });
  const save = (path, name) => async () => {
    said_.textContent = t('list.loading');
    try {
      await download(path, name);
      said_.textContent = t('insights.saved', name);
    } catch (problem) {
      said_.textContent = [problem.message, ...(problem.fields ?? []).map((each) => `${each.field}: ${each.message}`)].join(' ');
    }
  };
  const button = (text, path, name) => h('button', { type: 'button', onclick: save(path, name) }, text);
  const query = (more) => new URLSearchParams({ ...more, ...filter });
  const month = h('select', { 'aria-label': t('insights.month') }, lastMonths().map((each) => h('option', { value: each }, timeLabel('month', each))));
  const monthly = (suffix) => () => {
    const rest = { ...filter };
    delete rest.from;
    delete rest.to;
    save(`api/v1/insights/report.${suffix}?${new URLSearchParams({ ...rest, report: 'monthly', month: month.value })}`, `monthly-${month.value}.${suffix}`)();
  };
  return [
    h('h3', null, t('insights.monthly')),
    h('div', { class: 'buttons' }, h('label', null, t('insights.month'), ' ', month),
      ['html', 'xlsx', 'csv'].map((suffix) => h('button', { type: 'button', onclick: monthly(suffix) }, t(`insights.file.${suffix}`)))),
    h('h3', null, t('insights.region')),
    h('div', { class: 'buttons' }, ['html', 'xlsx', 'csv'].map((suffix) => button(t(`insights.file.${suffix}`), `api/v1/insights/report.${suffix}?${query({ report: 'region' })}`, `region.${suffix}`))),
    h('h3', null, t('insights.export')),
    h('div', { class: 'buttons' }, ['xlsx', 'csv'].map((suffix) => button(t(`insights.file.${suffix}`), `api/v1/insights/export.${suffix}?${query({})}`, `messages.${suffix}`))),
    said_,
  ];
}

function lastMonths() {
  const now = new Date();
  return Array.from({ length: 13 }, (_, back) => {
    const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1));
    return month.toISOString().slice(0, 7);
  }).slice(1).concat(new Date(Date.UTC(now.getFullYear(), now.getMonth(), 1)).toISOString().slice(0, 7));
}

onSession(begin);
