// Charts as SVG, each with a table of the same numbers: those who cannot see the one read the other. No style of its own stands in the markup.
import { h } from './dom.js';
import { t } from './texts.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 640;
const LINE = 26;
const HEIGHT = 200;

/** So much room the name of a column takes, on a wide screen and on a phone's. */
const ROOM = 130;
const NARROW_ROOM = 220;

/** On a phone the whole drawing shrinks: letters are larger there, and names stand above their bars, where nothing cuts them. */
function isNarrow() {
  return matchMedia('(max-width: 30rem)').matches;
}

function chartClass() {
  return isNarrow() ? 'chart narrow' : 'chart';
}

function s(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function short(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Bars that lie: items [{label, value, before}]. */
export function bars(title, items) {
  const most = Math.max(1, ...items.map((each) => Math.max(each.value, each.before ?? 0)));
  const narrow = isNarrow();
  const left = narrow ? 0 : 210;
  const line = narrow ? 2 * LINE + 8 : LINE;
  const scale = (value) => (WIDTH - left - (narrow ? 110 : 60)) * value / most;
  const marks = items.flatMap((each, index) => {
    const y = narrow ? index * line + LINE : index * line;
    const before = each.before === undefined || each.before === null ? []
      : [s('rect', { class: 'chart-before', x: left, y: y + 16, width: scale(each.before), height: 4 })];
    return [
      narrow ? s('text', { class: 'chart-label', x: 0, y: y - 5 }, short(each.label, 48))
        : s('text', { class: 'chart-label', x: left - 8, y: y + 15, 'text-anchor': 'end' }, short(each.label, 28)),
      s('rect', { class: 'chart-bar', x: left, y: y + 4, width: scale(each.value), height: 12 }),
      ...before,
      s('text', { class: 'chart-value', x: left + scale(each.value) + 6, y: y + 15 }, String(each.value)),
    ];
  });
  const hasBefore = items.some((each) => each.before !== undefined && each.before !== null);
  return figure(title, s('svg', { viewBox: `0 0 ${WIDTH} ${items.length * line + 4}`, role: 'img', 'aria-label': title, class: chartClass() }, ...marks),
    [title, t('chart.value'), ...(hasBefore ? [t('chart.before')] : [])],
    items.map((each) => [each.label, each.value, ...(hasBefore ? [each.before ?? '—'] : [])]));
}

/** Bars that stand, each with a part of it in another colour: items [{label, value, part}]. */
export function columns(title, items, value, part) {
  const most = Math.max(1, ...items.map((each) => each.value));
  const narrow = isNarrow();
  const left = narrow ? 84 : 44;
  const step = (WIDTH - left) / Math.max(1, items.length);
  const scale = (amount) => (HEIGHT - 40) * amount / most;
  const bottom = HEIGHT - 24;
  const marks = items.flatMap((each, index) => {
    const x = left + index * step;
    const width = Math.max(1, step * 0.8);
    const every = Math.max(1, Math.ceil(items.length / (narrow ? 2 : 5)));
    return [
      s('rect', { class: 'chart-bar', x, y: bottom - scale(each.value), width, height: scale(each.value) }, s('title', {}, `${each.label}: ${each.value}`)),
      s('rect', { class: 'chart-part', x, y: bottom - scale(each.part), width, height: scale(each.part) }),
      ...(index % every === 0 && x < WIDTH - (narrow ? NARROW_ROOM : ROOM) ? [s('text', { class: 'chart-label', x, y: HEIGHT - 8 }, each.label)] : []),
    ];
  });
  const axis = [
    s('line', { class: 'chart-axis', x1: left, y1: bottom, x2: WIDTH, y2: bottom }),
    s('text', { class: 'chart-value', x: left - 6, y: bottom - scale(most) + 5, 'text-anchor': 'end' }, String(most)),
    s('text', { class: 'chart-value', x: left - 6, y: bottom, 'text-anchor': 'end' }, '0'),
  ];
  return figure(title, s('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title, class: chartClass() }, ...axis, ...marks),
    [title, value, part], items.map((each) => [each.label, each.value, each.part]),
    h('ul', { class: 'legend' }, h('li', null, h('span', { class: 'swatch bar' }), value), h('li', null, h('span', { class: 'swatch part' }), part)));
}

function figure(title, drawing, heads, rows, legend) {
  return h('figure', { class: 'figure' },
    h('figcaption', null, title),
    rows.length === 0 ? h('p', { class: 'empty' }, t('insights.nothing')) : [drawing, legend,
      h('details', null, h('summary', null, t('chart.table')),
        h('table', { class: 'table' },
          h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
          h('tbody', null, rows.map(([label, ...cells]) => h('tr', null, h('th', { scope: 'row' }, label), cells.map((cell) => h('td', null, cell)))))))]);
}
