// A heat map: numbers by cells or districts, drawn as SVG, with a legend, a table of the same numbers, steps of time and a comparison.
import { HEAT, changeClasses, heatClasses, numbers, signed } from './colours.js';
import { fill, h } from './dom.js';
import { NEAREST, WORLD, common, fitting, latitude, mercator, turned } from './earth.js';
import { get, pageAddress, tokens } from './net.js';
import { language, t } from './texts.js';

const NS = 'http://www.w3.org/2000/svg';
const POINTS_FROM = 14;
const MOST_POINTS = 200;
const MOST_ROWS = 500;
const PLAY_MS = 1200;
const STEP_LOOKS_BACK = { DAY: 30, WEEK: 26 * 7, MONTH: 365 };

/** The map that an element holds already. */
const mounted = new WeakMap();

/**
 * Puts a map into an element; the one that is there already is asked anew.
 *
 * options: filter: the names and values of the filter that is the same everywhere.
 * Gives update(filter), to be called when the filter changes, and remove().
 */
export function mount(element, { filter = {} } = {}) {
  const there = mounted.get(element);
  if (there && element.contains(there.root)) {
    there.update(filter);
    return there;
  }
  there?.remove();
  const map = new Heat(element, filter);
  mounted.set(element, map);
  return map;
}

class Heat {
  constructor(element, filter) {
    this.filter = filter;
    this.view = null;
    this.size = { width: 800, height: 480 };
    this.answer = null;
    this.outlines = [];
    this.frame = 0;
    this.asked = 0;
    this.pointers = new Map();
    this.build(element);
    this.signedIn = () => this.load(true);
    tokens.addEventListener('change', this.signedIn);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.stage);
    this.load(true);
  }

  update(filter) {
    this.filter = filter;
    this.load(false);
  }

  remove() {
    clearInterval(this.playing);
    clearTimeout(this.waiting);
    this.resized.disconnect();
    tokens.removeEventListener('change', this.signedIn);
    this.root.remove();
  }

  // The parts

  build(element) {
    const select = (name, values) => {
      const control = h('select', { onchange: () => this.chosen(name) }, values.map((value) => h('option', { value }, t(`heat.${name}.${value || 'none'}`))));
      this[name] = control;
      return h('label', null, t(`heat.${name}`), ' ', control);
    };
    const button = (text, label, action) => h('button', { type: 'button', class: 'small', 'aria-label': label, title: label, onclick: action }, text);
    this.tools = h('div', { class: 'heat-tools' },
      select('by', ['CELLS', 'TERRITORIES']),
      select('measure', ['count', 'perThousand', 'perKm2']),
      select('step', ['', 'DAY', 'WEEK', 'MONTH']),
      select('compare', ['', 'previous']));
    this.svg = svg('svg', { class: 'heat-map', tabindex: 0, role: 'application', 'aria-label': t('heat.map') });
    this.tip = h('p', { class: 'heat-tip', 'aria-hidden': 'true', hidden: true });
    this.stage = h('div', { class: 'heat-stage' }, this.svg,
      h('div', { class: 'heat-zoom' },
        button('+', t('heat.nearer'), () => this.zoomBy(1)),
        button('−', t('heat.farther'), () => this.zoomBy(-1)),
        button('⤢', t('heat.whole'), () => this.whole())),
      this.tip);
    this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': t('heat.time'), oninput: () => this.show(Number(this.slider.value)) });
    this.play = h('button', { type: 'button', class: 'small', onclick: () => this.togglePlay() }, t('heat.play'));
    this.when = h('output', { class: 'heat-when' });
    this.time = h('div', { class: 'heat-time', hidden: true }, this.play, this.slider, this.when);
    this.legend = h('div', { class: 'heat-legend' });
    this.status = h('p', { class: 'status', role: 'status' });
    this.table = h('details', { class: 'heat-table' });
    this.points = h('div', { class: 'heat-points' });
    this.root = h('div', { class: 'heat' }, this.tools, this.stage, h('p', { class: 'hint' }, t('heat.keys')), this.time, this.legend, this.status, this.points, this.table);
    fill(element, this.root);
    this.listen();
  }

  listen() {
    const map = this.svg;
    map.addEventListener('keydown', (event) => this.key(event));
    map.addEventListener('wheel', (event) => {
      // The page scrolls as always, unless the reader is at work with the map
      if (event.ctrlKey || document.activeElement === map) {
        event.preventDefault();
        this.zoomBy(-Math.sign(event.deltaY) * 0.5, this.at(event));
      }
    }, { passive: false });
    map.addEventListener('pointerdown', (event) => {
      map.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.at(event));
    });
    map.addEventListener('pointermove', (event) => this.moved(event));
    for (const end of ['pointerup', 'pointercancel']) {
      map.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    }
    map.addEventListener('pointerleave', () => { this.tip.hidden = true; });
    map.addEventListener('dblclick', (event) => this.zoomBy(1, this.at(event)));
  }

  at(event) {
    const box = this.svg.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  key(event) {
    const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (moves[event.key]) {
      this.pan(-moves[event.key][0], -moves[event.key][1]);
    } else if (event.key === '+' || event.key === '=') {
      this.zoomBy(1);
    } else if (event.key === '-') {
      this.zoomBy(-1);
    } else if (event.key === '0') {
      this.whole();
    } else {
      return;
    }
    event.preventDefault();
  }

  moved(event) {
    const here = this.at(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.hint(event);
      return;
    }
    if (this.pointers.size === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y);
      this.zoomBy(Math.log2(Math.max(1, apart(here)) / Math.max(1, apart(before))), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 });
    } else {
      this.pan(here.x - before.x, here.y - before.y);
    }
    this.pointers.set(event.pointerId, here);
  }

  hint(event) {
    const feature = this.drawn?.get(event.target);
    this.tip.hidden = !feature;
    if (feature) {
      this.tip.textContent = `${this.name(feature)}: ${this.told(feature)}`;
    }
  }

  // What is looked at

  fit() {
    const width = Math.max(200, Math.round(this.stage.clientWidth));
    const size = { width, height: Math.max(260, Math.min(560, Math.round(width * 0.6))) };
    if (size.width !== this.size.width || size.height !== this.size.height) {
      this.size = size;
      this.draw();
      this.later();
    }
  }

  /** Points of the screen for the whole world. */
  scale() {
    return WORLD * 2 ** this.view.zoom;
  }

  place(lon, lat) {
    const scale = this.scale();
    let x = (lon - this.view.lon) / 360;
    if (this.view.crosses) {
      x -= Math.round(x);
    }
    return [this.size.width / 2 + x * scale, this.size.height / 2 + (mercator(this.view.lat) - mercator(lat)) * scale];
  }

  pan(x, y) {
    if (!this.view) {
      return;
    }
    const scale = this.scale();
    this.view.lon = turned(this.view.lon - x / scale * 360);
    this.view.lat = latitude(mercator(this.view.lat) + y / scale);
    this.changed();
  }

  zoomBy(levels, around = { x: this.size.width / 2, y: this.size.height / 2 }) {
    if (!this.view) {
      return;
    }
    const x = around.x - this.size.width / 2;
    const y = around.y - this.size.height / 2;
    const zoom = Math.max(0, Math.min(NEAREST, this.view.zoom + levels));
    const grown = 1 / this.scale() - 1 / (WORLD * 2 ** zoom);
    this.view.lon = turned(this.view.lon + x * grown * 360);
    this.view.lat = latitude(mercator(this.view.lat) - y * grown);
    this.view.zoom = zoom;
    this.changed();
  }

  whole() {
    this.view = fitting(this.everything ?? [], this.size);
    this.changed();
  }

  changed() {
    this.tip.hidden = true;
    this.draw();
    this.later();
  }

  /** Asks anew once the reader has stopped moving, where what is seen depends on how near one looks. */
  later() {
    clearTimeout(this.waiting);
    if (this.answer && this.answer.by === 'CELLS') {
      this.waiting = setTimeout(() => this.load(false), 350);
    }
  }

  box() {
    const halfWidth = this.size.width / 2 / this.scale() * 360;
    const halfHeight = this.size.height / 2 / this.scale();
    const north = latitude(mercator(this.view.lat) + halfHeight);
    const south = latitude(mercator(this.view.lat) - halfHeight);
    const [west, east] = halfWidth >= 180 ? [-180, 180] : [turned(this.view.lon - halfWidth), turned(this.view.lon + halfWidth)];
    return [west, south, east, north].map((each) => each.toFixed(5)).join(',');
  }

  // Asking

  chosen(name) {
    if (name === 'step' && this.step.value) {
      this.compare.value = '';
    } else if (name === 'compare' && this.compare.value) {
      this.step.value = '';
    }
    if (name === 'measure') {
      this.show(this.frame);
    } else {
      this.load(false);
    }
  }

  parameters() {
    const asked = { ...this.filter };
    if (this.compare.value && asked.from && asked.to) {
      asked.compare = this.compare.value;
    }
    if (this.step.value) {
      asked.step = this.step.value;
      if (!asked.from && this.answer?.sight !== 'PUBLIC') {
        const from = new Date(Date.now() - STEP_LOOKS_BACK[this.step.value] * 86_400_000);
        asked.from = from.toISOString().slice(0, 10);
      }
    }
    if (this.answer && this.answer.sight !== 'PUBLIC') {
      asked.by = this.by.value;
    }
    if (this.view && asked.by === 'CELLS') {
      asked.bbox = this.box();
      asked.zoom = Math.round(this.view.zoom);
    }
    return asked;
  }

  async load(isFirst) {
    const mine = ++this.asked;
    this.status.textContent = t('list.loading');
    try {
      if (isFirst) {
        this.answer = null;
        this.view = null;
        const districts = await get('api/v1/insights/heat', { sight: 'PUBLIC' });
        this.outlines = districts.features;
        if (mine !== this.asked) {
          return;
        }
        // How closely the reader may look
        this.answer = await get('api/v1/insights/heat', { ...this.filter, by: '', shapes: false, zoom: 4 });
        this.measure.value = this.answer.sight === 'MERGED' ? 'perKm2' : 'count';
        this.everything = [...this.outlines, ...common(this.answer.features)].map((each) => each.geometry).filter(Boolean);
        this.view = fitting(this.everything, this.size);
      }
      const answer = await get('api/v1/insights/heat', this.parameters());
      if (mine !== this.asked) {
        return;
      }
      this.answer = answer;
      this.adapt();
      // The last step is what is there now
      this.show(this.frame > 0 ? Math.min(this.frame, this.frames().length - 1) : this.frames().length - 1);
      await this.loadPoints(mine);
    } catch (problem) {
      if (mine === this.asked) {
        this.status.textContent = [...new Set([problem.message, ...(problem.fields ?? []).map((each) => each.message)])].join(' ');
        this.answer ??= { sight: 'PUBLIC', by: 'TERRITORIES', crowd: 0, features: [] };
        this.draw();
      }
    }
  }

  /** Offers what may be asked, and no more. */
  adapt() {
    const isPublic = this.answer.sight === 'PUBLIC';
    this.by.value = this.answer.by;
    this.by.parentElement.hidden = isPublic;
    for (const option of this.step.options) {
      option.hidden = isPublic && option.value !== '' && option.value !== 'WEEK';
    }
    const measures = new Set(this.answer.features.flatMap((each) => Object.keys(each.properties)));
    for (const option of this.measure.options) {
      option.hidden = option.value !== 'count' && !measures.has(option.value);
    }
    if (this.measure.selectedOptions[0]?.hidden) {
      this.measure.value = 'count';
    }
    this.measure.parentElement.hidden = ![...this.measure.options].some((option) => option.value !== 'count' && !option.hidden);
    const steps = this.frames();
    this.time.hidden = steps.length < 2;
    this.slider.max = steps.length - 1;
    if (this.time.hidden) {
      this.stop();
    }
  }

  async loadPoints(mine) {
    const isNear = this.answer.sight === 'EXACT' && !this.answer.steps && this.view && this.view.zoom >= POINTS_FROM && this.answer.by === 'CELLS';
    this.messages = [];
    fill(this.points);
    if (isNear) {
      const page = await get('api/v1/messages', { ...this.filter, bbox: this.box(), limit: MOST_POINTS });
      if (mine !== this.asked) {
        return;
      }
      this.messages = page.items.filter((each) => each.location);
      this.draw();
      fill(this.points,
        h('h3', null, t('heat.points', this.messages.length)),
        h('ul', null, this.messages.slice(0, 50).map((each) => h('li', null, h('a', { href: pageAddress(`messages/${each.number}`) }, each.number), ` ${each.topic?.name ?? ''}`))));
    }
  }

  // Numbers

  frames() {
    return this.answer?.steps ?? [{ from: this.answer?.from, to: this.answer?.to, total: this.answer?.total, elsewhere: this.answer?.elsewhere }];
  }

  isCompared() {
    return Boolean(this.answer.before);
  }

  count(feature) {
    const { counts, count } = feature.properties;
    return counts ? counts[this.frame] : count;
  }

  value(feature) {
    const told = feature.properties;
    if (this.isCompared()) {
      return told.change;
    }
    const count = this.count(feature);
    if (count === null || this.measure.value === 'count') {
      return count;
    }
    return this.measure.value === 'perKm2'
      ? told.km2 ? count / told.km2 : null
      : told.population ? 1000 * count / told.population : null;
  }

  told(feature) {
    const { part, before, change, perThousand } = feature.properties;
    const count = this.count(feature);
    const number = count === null ? t('heat.hidden', this.answer.crowd) : t(part ? 'heat.atLeast' : 'heat.messages', numbers.format(count));
    const compared = this.isCompared() ? `; ${t('heat.before')}: ${before === null ? t('heat.hiddenShort') : numbers.format(before)}${change === null ? '' : ` (${signed(change)})`}` : '';
    const rate = perThousand === undefined || this.answer.steps ? '' : `; ${t('heat.perThousandOf', numbers.format(perThousand))}`;
    return number + compared + rate;
  }

  name(feature) {
    if (feature.properties.name) {
      return feature.properties.name;
    }
    const [level, x, y] = feature.id.split('/').map(Number);
    const side = 2 ** level;
    return `${((y + 0.5) * 180 / side - 90).toFixed(3)}, ${((x + 0.5) * 360 / side - 180).toFixed(3)}`;
  }

  // Showing

  show(frame) {
    this.frame = Math.max(0, frame);
    this.slider.value = this.frame;
    this.classes = this.isCompared() ? changeClasses(this.answer.features.map((each) => each.properties.change)) : heatClasses(this.allValues());
    const step = this.frames()[this.frame];
    this.when.textContent = period(step);
    this.status.textContent = this.summary(step);
    this.draw();
    this.showLegend();
    this.showTable();
  }

  /** Of all steps, so that a colour means the same in each. */
  allValues() {
    const kept = this.frame;
    const values = [];
    for (let frame = 0; frame < this.frames().length; frame++) {
      this.frame = frame;
      values.push(...this.answer.features.map((each) => this.value(each)));
    }
    this.frame = kept;
    return values;
  }

  summary(step) {
    const total = step.total === null || step.total === undefined ? t('heat.noTotal') : t('heat.total', numbers.format(step.total));
    const elsewhere = step.elsewhere ? ` ${t('heat.elsewhere', numbers.format(step.elsewhere))}` : '';
    const sight = t(`heat.sight.${this.answer.sight}`, this.answer.crowd);
    return `${period(step)}: ${total}${elsewhere} ${sight}`;
  }

  draw() {
    this.svg.setAttribute('viewBox', `0 0 ${this.size.width} ${this.size.height}`);
    this.drawn = new Map();
    if (!this.view || !this.answer) {
      this.svg.replaceChildren();
      return;
    }
    const colours = svg('g', { class: 'heat-colours' });
    const byTerritories = this.answer.by === 'TERRITORIES';
    const shapes = new Map(this.outlines.map((each) => [each.id, each.geometry]));
    for (const feature of this.answer.features) {
      const value = this.value(feature);
      const geometry = feature.geometry ?? shapes.get(feature.id);
      if (geometry && (byTerritories || value)) {
        const colour = value === null || value === undefined ? 'url(#heat-hidden)' : this.colour(value);
        const shape = svg('path', { d: this.path(geometry), fill: colour, 'fill-rule': 'evenodd', 'fill-opacity': byTerritories ? 0.9 : 0.8 });
        this.drawn.set(shape, feature);
        colours.append(shape);
      }
    }
    const lines = svg('g', { class: 'heat-lines' }, this.outlines.filter((each) => each.geometry).map((each) => svg('path', { d: this.path(each.geometry) })));
    const dots = svg('g', { class: 'heat-dots' }, (this.messages ?? []).map((each) => {
      const [x, y] = this.place(each.location.lon, each.location.lat);
      return svg('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: 4 });
    }));
    const hatch = svg('pattern', { id: 'heat-hidden', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: 6, height: 6, fill: '#eceff2' }), svg('path', { d: 'M0 6L6 0', stroke: '#8a949e' }));
    this.svg.replaceChildren(svg('defs', {}, hatch), colours, lines, dots);
  }

  path(geometry) {
    const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
    const parts = [];
    for (const ring of polygons.flat()) {
      let last = '';
      const corners = [];
      for (const [lon, lat] of ring) {
        const [x, y] = this.place(lon, lat);
        // What is finer than a tenth of a point nobody sees
        const corner = `${x.toFixed(1)} ${y.toFixed(1)}`;
        if (corner !== last) {
          corners.push(corner);
          last = corner;
        }
      }
      parts.push(`M${corners.join('L')}Z`);
    }
    return parts.join('');
  }

  colour(value) {
    return (this.classes.find((each) => value <= each.to) ?? this.classes[this.classes.length - 1])?.colour ?? HEAT[0];
  }

  showLegend() {
    const unit = t(this.isCompared() ? 'heat.unit.change' : `heat.unit.${this.measure.value}`);
    const swatch = (colour) => svg('svg', { class: 'heat-swatch', viewBox: '0 0 20 14', 'aria-hidden': 'true' }, svg('rect', { width: 20, height: 14, fill: colour }));
    const hasHidden = this.answer.features.some((each) => this.value(each) === null);
    fill(this.legend,
      h('strong', null, unit),
      h('ul', null,
        this.classes.map((each) => h('li', null, swatch(each.colour), ' ', each.label)),
        hasHidden ? h('li', null, swatch('#b9c0c8'), ' ', t('heat.hidden', this.answer.crowd)) : null));
  }

  showTable() {
    const isCompared = this.isCompared();
    const isPlaced = this.answer.by === 'TERRITORIES';
    const known = (number) => (number === null || number === undefined ? t('heat.hiddenShort') : numbers.format(number));
    const all = this.answer.features.filter((each) => isPlaced || this.count(each));
    const rows = [...all].sort((one, other) => (this.value(other) ?? -Infinity) - (this.value(one) ?? -Infinity)).slice(0, MOST_ROWS);
    const hasRate = rows.some((each) => each.properties.perThousand !== undefined) && !this.answer.steps;
    const head = [t(isPlaced ? 'heat.district' : 'heat.cell'), t('heat.count'), ...(isCompared ? [t('heat.before'), t('heat.change')] : []), ...(hasRate ? [t('heat.unit.perThousand')] : [])];
    fill(this.table,
      h('summary', null, t('heat.table', all.length)),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('heat.table', all.length) },
        h('table', null,
          h('thead', null, h('tr', null, head.map((each) => h('th', { scope: 'col' }, each)))),
          h('tbody', null, rows.map((each) => h('tr', null,
            h('th', { scope: 'row' }, this.name(each)),
            h('td', null, (each.properties.part ? '≥ ' : '') + known(this.count(each))),
            isCompared ? [h('td', null, known(each.properties.before)), h('td', null, each.properties.change === null ? t('heat.hiddenShort') : signed(each.properties.change))] : null,
            hasRate ? h('td', null, known(each.properties.perThousand)) : null))))),
      rows.length < all.length ? h('p', { class: 'hint' }, t('heat.rows', MOST_ROWS)) : null);
  }

  // Time

  togglePlay() {
    if (this.playing) {
      this.stop();
      return;
    }
    this.play.textContent = t('heat.pause');
    this.playing = setInterval(() => this.show((this.frame + 1) % this.frames().length), PLAY_MS);
  }

  stop() {
    clearInterval(this.playing);
    this.playing = null;
    this.play.textContent = t('heat.play');
  }
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children.flat());
  return element;
}

function period({ from, to }) {
  const day = (date) => new Date(`${date}T12:00:00Z`).toLocaleDateString(language, { timeZone: 'UTC' });
  if (!from && !to) {
    return t('heat.always');
  }
  return `${from ? day(from) : '…'} – ${to ? day(to) : '…'}`;
}
