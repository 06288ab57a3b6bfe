// Problems that emerge: where more messages on a topic come than are usual, with what speaks for it. To be put into any page for officials.
import { day, moment } from './dates.js';
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { call, get, pageAddress } from './net.js';
import { language, t } from './texts.js';

const STAGES = ['OPEN', 'ENDED', 'DISMISSED'];
const NAMES = ['topic', 'organization', 'bbox', 'from', 'to'];
const LOCALE = language === 'en' ? 'en-GB' : 'ru-RU';
const LEAST = 0.1;

/**
 * Shows them in an element, and is told of another filter by `update`.
 *
 * @param filter what of a page's filter they know: topic, organization, bbox, from, to; the rest is passed over
 */
export function mount(element, { filter = {} } = {}) {
  let known = knownOf(filter);
  /** How often was asked: a slow answer does not take the place of a later one. */
  let asked = 0;
  const list = h('ul', { class: 'cards' });
  const more = h('p');
  const status = h('p', { role: 'status' });
  const stage = h('select', { onchange: () => load() },
    STAGES.map((each) => h('option', { value: each }, t(`emerging.stage.${each}`))), h('option', { value: '' }, t('emerging.stage.all')));
  const parts = [h('p', null, h('label', null, t('emerging.stage'), ' ', stage)), status, list, more];

  async function load(after) {
    const turn = ++asked;
    status.textContent = t('list.loading');
    try {
      const page = await get('api/v1/insights/emerging', { ...known, ...(stage.value && { stage: stage.value }), ...(after && { after }), limit: 20 });
      if (turn !== asked) {
        return;
      }
      const items = page.items.map((each) => problem(each, load));
      if (after) {
        list.append(...items);
      } else {
        fill(list, items);
      }
      status.textContent = list.children.length === 0 ? t('emerging.none') : '';
      fill(more, page.next ? h('button', { type: 'button', onclick: () => load(page.next) }, t('emerging.more')) : null);
    } catch (refused) {
      if (refused.status === 401 || refused.status === 403) {
        // Nothing went wrong: whoever counts messages and does not read them sees no evidence of them either
        fill(element, h('p', { class: 'hint' }, t('emerging.readers')));
        return;
      }
      status.textContent = refused.message;
    }
  }

  function begin() {
    fill(element, ...parts);
    load();
  }

  begin();
  return {
    update(next) {
      known = knownOf(next);
      begin();
    },
  };
}

function knownOf(filter) {
  return Object.fromEntries(NAMES.filter((name) => filter[name]).map((name) => [name, filter[name]]));
}

function problem(found, reload) {
  const best = found.strongest;
  const details = h('div');
  const open = h('button', { type: 'button', class: 'link', onclick: () => show(found.id, details, reload) }, t('emerging.details'));
  return h('li', { class: 'card', id: found.id },
    h('p', { class: 'card-head' },
      h('span', { class: 'badge' }, found.stage === 'OPEN' ? t(`emerging.trend.${found.trend}`) : t(`emerging.stage.${found.stage}`)),
      h('strong', null, found.topic.path.join(' – '))),
    h('p', null, t('emerging.counts', found.observed, number(found.expected), day(found.first), day(found.last))),
    h('p', null, t('emerging.strongest', best.observed, number(best.expected), day(best.from), day(best.to), number(best.everyDays))),
    found.evidence.words.length > 0 ? h('p', null, t('emerging.words', found.evidence.words.join(', '))) : null,
    h('p', { class: 'hint' }, t('emerging.persons', found.evidence.persons, found.evidence.looked, Math.round(100 * found.evidence.alike)), ' · ', found.organization.name, ' · ', where(found.zone)),
    chart(found.days),
    found.ending ? h('p', { class: 'hint' }, t(`emerging.ending.${found.ending}`)) : null,
    found.decision ? h('p', null, t('emerging.dismissed', found.decision.reason, moment(found.decision.until))) : null,
    h('p', null, open),
    details);
}

function number(value) {
  const format = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
  return value < LEAST ? t('emerging.lessThan', format.format(LEAST)) : format.format(value);
}

/** The district in which its middle lies, if there is one, and where exactly. */
function where(zone) {
  if (zone.whole) {
    return t('emerging.whole');
  }
  const [west, south, east, north] = zone.bbox.map((each) => new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(each));
  const exact = t('emerging.box', west, east, south, north);
  return zone.district ? `${zone.district} (${exact})` : exact;
}

/** Bars of what came, with a line of what is usual; the same is said in words for those who do not see it. */
function chart(days) {
  if (days.length === 0) {
    return null;
  }
  const most = Math.max(1, ...days.map((each) => Math.max(each.observed, each.expected)));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${days.length * 6} 40`);
  svg.setAttribute('width', days.length * 6);
  svg.setAttribute('height', 40);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', t('emerging.chart', days.map((each) => each.observed).join(', ')));
  days.forEach((each, index) => {
    svg.append(shape('rect', { x: index * 6, y: 40 - (38 * each.observed) / most, width: 5, height: (38 * each.observed) / most, fill: 'currentColor' }));
    const usual = 40 - (38 * each.expected) / most;
    svg.append(shape('line', { x1: index * 6, x2: index * 6 + 5, y1: usual, y2: usual, stroke: 'currentColor', 'stroke-width': 1, 'stroke-dasharray': '2 1' }));
  });
  const top = days.reduce((highest, each) => Math.max(highest, each.observed), 0);
  return h('figure', { class: 'figure' }, svg,
    h('figcaption', { class: 'hint' }, t('emerging.bars', day(days[0].day), day(days.at(-1).day), number(top))));
}

function shape(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}

async function show(id, place, reload) {
  try {
    const found = await get(`api/v1/insights/emerging/${id}`);
    fill(place,
      h('ul', null, found.evidence.messages.map((each, index) => h('li', null, h('a', { href: pageAddress(`messages/${each}`) }, t('emerging.message', index + 1))))),
      found.links.message ? h('p', null, h('a', { href: pageAddress(`messages/${found.links.message}`) }, t('emerging.leader'))) : null,
      found.decidable && found.stage !== 'DISMISSED' ? dismissal(id, reload) : null);
  } catch (refused) {
    fill(place, h('p', { class: 'notice bad', role: 'alert' }, refused.message));
  }
}

function dismissal(id, reload) {
  return form({
    fields: [
      field({ name: 'reason', type: 'text', label: t('emerging.reason'), required: true }),
      field({ name: 'days', type: 'number', label: t('emerging.days'), value: '30' }),
    ],
    submit: t('emerging.dismiss'),
    send: async (values) => {
      await call('POST', `api/v1/insights/emerging/${id}/dismiss`, { body: { reason: values.reason, days: Number(values.days) || 30 } });
      await reload();
    },
  });
}
