// Dates as people say them: the day in words, and always the zone, since a deadline means the clock of the body that answers.
import { language, t } from './texts.js';

const locale = language === 'en' ? 'en-GB' : 'ru-RU';
const MOSCOW = 'Europe/Moscow';

/** Everybody in Russia reads times as Moscow's plus so many hours. */
const RUSSIAN = new Set([
  'Europe/Kaliningrad', 'Europe/Moscow', 'Europe/Simferopol', 'Europe/Kirov', 'Europe/Volgograd', 'Europe/Astrakhan',
  'Europe/Saratov', 'Europe/Ulyanovsk', 'Europe/Samara', 'Asia/Yekaterinburg', 'Asia/Omsk', 'Asia/Novosibirsk',
  'Asia/Barnaul', 'Asia/Tomsk', 'Asia/Novokuznetsk', 'Asia/Krasnoyarsk', 'Asia/Irkutsk', 'Asia/Chita', 'Asia/Yakutsk',
  'Asia/Khandyga', 'Asia/Vladivostok', 'Asia/Ust-Nera', 'Asia/Magadan', 'Asia/Sakhalin', 'Asia/Srednekolymsk',
  'Asia/Kamchatka', 'Asia/Anadyr',
]);

/** «18 мая 2026, 23:59 МСК» */
export function moment(instant, zone) {
  const date = new Date(instant);
  const parts = partsOf(date, zone, { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute} ${zoneName(date, zone)}`;
}

/** «18 мая 2026», of a local date such as 2026-05-18. */
export function day(localDate) {
  const parts = partsOf(new Date(`${localDate}T00:00:00Z`), 'UTC', { day: 'numeric', month: 'long', year: 'numeric' });
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/** The local date of an instant, as date fields want it. */
export function localDate(instant, zone) {
  const parts = partsOf(new Date(instant), zone, { day: '2-digit', month: '2-digit', year: 'numeric' });
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The name of a month, 1 to 12, as it stands at the head of a calendar. */
export function monthName(month) {
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The days of the week from Monday on, each short and in full. */
export function weekdayNames() {
  // The first of January 2024 was a Monday
  return Array.from({ length: 7 }, (_, index) => ['short', 'long'].map((weekday) =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, index + 1)))));
}

/** A time element that machines can read too. */
export function time(instant, zone) {
  const element = document.createElement('time');
  element.dateTime = instant;
  element.textContent = moment(instant, zone);
  return element;
}

function partsOf(date, timeZone, options) {
  const parts = new Intl.DateTimeFormat(locale, { ...options, timeZone }).formatToParts(date);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

function zoneName(date, zone) {
  const offset = minutesFromUtc(date, zone);
  const hours = RUSSIAN.has(zone) ? (offset - minutesFromUtc(date, MOSCOW)) / 60 : null;
  if (hours !== null && Number.isInteger(hours)) {
    return t('zone.moscow') + (hours === 0 ? '' : hours > 0 ? `+${hours}` : `−${-hours}`);
  }
  const sign = offset < 0 ? '−' : '+';
  const minutes = Math.abs(offset) % 60;
  return `UTC${sign}${Math.floor(Math.abs(offset) / 60)}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

function minutesFromUtc(date, timeZone) {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName').value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}
