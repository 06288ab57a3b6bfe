// The production calendar of a year on a page: twelve months, what kind of day each is, and how many are worked.
import { showImport } from './calendar-import.js';
import { day, monthName, weekdayNames } from './dates.js';
import { fill, h } from './dom.js';
import { get, pageAddress } from './net.js';
import { me, onSession } from './session.js';
import { language, t } from './texts.js';

/** A sign for each kind, so that nobody needs the colours; plain days have none. */
const MARKS = {
  HOLIDAY: '★',
  TRANSFERRED_OFF: '→',
  DECREED_OFF: '◇',
  SHORT: '*',
  WORKING_WEEKEND: '+',
  WORKING_WEEKEND_SHORT: '+*',
};
const KINDS = ['WORK', 'WEEKEND', ...Object.keys(MARKS)];
const HOURS = 8;

const place = document.getElementById('calendar-place');
const heading = document.getElementById('calendar-heading');
const importing = document.getElementById('calendar-import');
const asked = location.pathname.split('/').at(-1);
const year = /^\d{4}$/.test(asked) ? Number(asked) : new Date().getFullYear();
const region = new URLSearchParams(location.search).get('region');

async function load() {
  place.setAttribute('aria-busy', 'true');
  try {
    show(await get(`api/v1/calendar/${/^\d{4}$/.test(asked) || asked === 'calendar' ? year : encodeURIComponent(asked)}`, { region }));
  } catch (problem) {
    fill(place, h('p', { class: 'notice bad', role: 'alert' }, problem.message), moves());
  } finally {
    place.removeAttribute('aria-busy');
  }
}

function addressOf(which, calendar = region) {
  const address = new URL(pageAddress(`calendar/${which}`));
  if (calendar) {
    address.searchParams.set('region', calendar);
  }
  return address.href;
}

/** To the years before and after. */
function moves() {
  return h('nav', { class: 'years no-print', 'aria-label': t('calendar.years') },
    h('a', { href: addressOf(year - 1), rel: 'prev' }, `← ${year - 1}`),
    h('strong', { 'aria-current': 'page' }, year),
    h('a', { href: addressOf(year + 1), rel: 'next' }, `${year + 1} →`));
}

function show(found) {
  const title = t('calendar.yearHeading', found.year);
  document.title = title;
  heading.textContent = title;
  fill(place, moves(), whose(found), source(found), legend(found), months(found), totals(found));
}

/** Whose calendar it is, and which others there are. */
function whose(found) {
  const others = found.calendars.length > 1 || !found.calendars.includes(found.calendar)
    ? h('span', { class: 'no-print' }, ' ', t('calendar.others'), ' ', found.calendars.map((id) => [h('a', {
      href: addressOf(found.year, id),
      'aria-current': id === found.calendar ? 'true' : null,
    }, nameOf(id)), ' ']))
    : null;
  return h('p', null, h('strong', null, nameOf(found.calendar)), others);
}

function nameOf(id) {
  return id === 'RU' ? t('calendar.russia') : t('calendar.region', id);
}

/** Since when it is known, and by which act. */
function source(found) {
  if (!found.decreed) {
    return h('p', { class: 'notice' }, t('calendar.notDecreed'));
  }
  return h('p', { class: 'hint' }, found.act ? t('calendar.act', found.act, day(found.known)) : t('calendar.known', day(found.known)),
    ' ', t('calendar.edition', found.edition));
}

function legend(found) {
  const present = new Set(found.days.map((each) => each.type));
  return h('ul', { class: 'legend', 'aria-label': t('calendar.legend') }, KINDS.filter((kind) => present.has(kind)).map((kind) =>
    h('li', null, h('span', { class: `day ${kind.toLowerCase()}`, 'aria-hidden': 'true' }, 12, h('span', { class: 'mark' }, MARKS[kind] ?? '')), t(`calendar.type.${kind}`))));
}

function months(found) {
  const names = weekdayNames();
  return h('div', { class: 'months' }, Array.from({ length: 12 }, (_, index) => {
    const days = found.days.filter((each) => Number(each.date.slice(5, 7)) === index + 1);
    return h('div', { class: 'month' }, month(monthName(index + 1), names, days), notable(days));
  }));
}

function month(name, names, days) {
  const first = (new Date(`${days[0].date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array(first).fill(null), ...days];
  const weeks = [];
  for (let at = 0; at < cells.length; at += 7) {
    weeks.push(cells.slice(at, at + 7));
  }
  return h('table', null,
    h('caption', null, name, ' ', h('span', { class: 'hint' }, t('calendar.worked', count(days, (each) => each.working)))),
    h('thead', null, h('tr', null, names.map(([short, long]) => h('th', { scope: 'col', abbr: long }, short)))),
    h('tbody', null, weeks.map((week) => h('tr', null, Array.from({ length: 7 }, (_, index) => cell(week[index]))))));
}

function cell(each) {
  if (!each) {
    return h('td', null);
  }
  const mark = MARKS[each.type];
  return h('td', { class: `day ${each.type.toLowerCase()}`, title: mark ? wordsOf(each) : null },
    h('time', { datetime: each.date }, Number(each.date.slice(8))),
    mark ? [h('span', { class: 'mark', 'aria-hidden': 'true' }, mark), h('span', { class: 'unseen' }, ` ${wordsOf(each)}`)] : null);
}

/** What kind of day it is; names are the words of the act, which are Russian. */
function wordsOf(each) {
  const name = each.name && language === 'ru' ? `: ${each.name}` : '';
  const from = each.movedFrom ? ` (${t('calendar.movedFrom', day(each.movedFrom))})` : '';
  return t(`calendar.type.${each.type}`) + name + from;
}

/** The days of a month that are not plain, those in a row that are alike together. */
function notable(days) {
  const groups = [];
  for (const each of days) {
    const last = groups.at(-1);
    if (MARKS[each.type] && last?.words === wordsOf(each) && last.to === Number(each.date.slice(8)) - 1) {
      last.to += 1;
    } else if (MARKS[each.type]) {
      const number = Number(each.date.slice(8));
      groups.push({ from: number, to: number, words: wordsOf(each) });
    }
  }
  return h('ul', { class: 'notable' }, groups.map((group) =>
    h('li', null, h('strong', null, group.from === group.to ? group.from : `${group.from}–${group.to}`), ` ${group.words}`)));
}

function count(days, wanted) {
  return days.filter(wanted).length;
}

function totals(found) {
  const row = (name, days, isAll) => h('tr', isAll ? { class: 'all' } : null,
    h('th', { scope: 'row' }, name),
    h('td', null, days.length),
    h('td', null, count(days, (each) => each.working)),
    h('td', null, count(days, (each) => each.short)),
    h('td', null, count(days, (each) => !each.working)));
  const quarter = (number) => found.days.filter((each) => Math.ceil(Number(each.date.slice(5, 7)) / 3) === number);
  const hours = HOURS * found.workingDays - count(found.days, (each) => each.short);
  return h('section', { class: 'totals', 'aria-labelledby': 'totals-heading' },
    h('h2', { id: 'totals-heading' }, t('calendar.totals')),
    h('table', { class: 'table' },
      h('thead', null, h('tr', null, ['period', 'days', 'working', 'short', 'off'].map((name) => h('th', { scope: 'col' }, t(`calendar.column.${name}`))))),
      h('tbody', null,
        [1, 2, 3, 4].map((number) => row(t('calendar.quarter', number), quarter(number), false)),
        row(t('calendar.wholeYear', found.year), found.days, true))),
    h('p', { class: 'hint' }, t('calendar.hours', hours)));
}

function offer() {
  const may = (me?.grants ?? []).some((grant) => grant.role === 'ADMINISTRATOR');
  importing.hidden = !may;
  if (may) {
    showImport(document.getElementById('calendar-import-place'), load);
  }
}

onSession(offer);
load();
