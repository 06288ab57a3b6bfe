// The auto-rules, for administrators: their order, which are in use, what is wrong with them, and a dry run over past messages.
import { fill, h } from './dom.js';
import { call, get, pageAddress } from './net.js';
import { inWords, ruleForm } from './rules-form.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { t } from './texts.js';

const place = document.getElementById('rules-place');
const status = document.getElementById('rules-status');
const AMOUNTS = [100, 1000, 10000];

/** What is on the page: it may differ from what is stored until it is saved. */
let rules = [];
let version = 0;
let alerts = [];
let figures = new Map();
let editing = -1;
let changed = false;

async function load() {
  place.setAttribute('aria-busy', 'true');
  try {
    if (!me || !roles().includes('ADMINISTRATOR')) {
      fill(place, h('p', null, t('rules.forAdministrators')), me ? null : h('button', { type: 'button', class: 'primary', onclick: askToSignIn }, t('session.in')));
      return;
    }
    take(await get('api/v1/rules'));
    draw();
  } catch (problem) {
    fill(place, wrong(problem));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

function take(found) {
  ({ rules, version, alerts } = found);
  figures = new Map();
  editing = -1;
  changed = false;
}

function wrong(problem) {
  return h('div', { class: 'notice bad', role: 'alert' }, h('p', null, problem.message), (problem.fields ?? []).map((each) => h('p', null, `${each.field}: ${each.message}`)));
}

function draw(problem = null) {
  const amount = h('select', { 'aria-label': t('rules.newest') }, AMOUNTS.map((each) => h('option', { value: each, selected: each === 1000 }, t('rules.amount', each))));
  fill(place,
    problem,
    alerts.length > 0 ? h('div', { class: 'notice bad' }, h('p', null, h('strong', null, t('rules.alerts'))), h('ul', null, alerts.map((each) => h('li', null, `${each.rule}: ${each.text}`)))) : null,
    rules.length === 0 ? h('p', { class: 'empty' }, t('rules.empty')) : null,
    h('ol', { class: 'rules' }, rules.map(item)),
    editing === rules.length ? h('section', null, ruleForm({}, (rule) => change(() => rules.push(rule)), close)) : null,
    h('div', { class: 'buttons' },
      h('button', { type: 'button', onclick: () => edit(rules.length) }, t('rules.add')),
      h('button', { type: 'button', class: 'primary', disabled: !changed, onclick: save }, t('rules.save')),
      h('button', { type: 'button', onclick: () => tryOut(Number(amount.value)) }, t('rules.try')), amount),
    h('p', { class: 'hint' }, t('rules.tryHint')));
}

function item(rule, index) {
  const alert = alerts.find((each) => each.rule === rule.id);
  const found = figures.get(rule.id);
  return h('li', { class: rule.on ? 'rule' : 'rule off' },
    h('p', { class: 'rule-head' }, h('strong', null, rule.id), rule.note ? ` — ${rule.note}` : null, ' ',
      alert ? h('span', { class: 'badge bad' }, t('rules.off')) : null),
    inWords(rule),
    found ? figuresOf(found) : null,
    editing === index ? ruleForm(rule, (next) => change(() => rules.splice(index, 1, next)), close) : h('div', { class: 'buttons' },
      h('label', null, h('input', { type: 'checkbox', checked: rule.on, onchange: (event) => change(() => rules.splice(index, 1, { ...rule, on: event.target.checked })) }), ` ${t('rules.on')}`),
      move(index, -1, '↑', t('rules.up', rule.id)), move(index, 1, '↓', t('rules.down', rule.id)),
      h('button', { type: 'button', class: 'link', onclick: () => edit(index) }, t('rules.edit')),
      h('button', { type: 'button', class: 'link', onclick: () => change(() => rules.splice(index, 1)) }, t('rules.remove'))));
}

function figuresOf(found) {
  return h('div', { class: 'figures' },
    h('p', null, t('rules.figures', found.fired, found.changed), ' ', found.decided > 0 ? t('rules.agreed', found.agreed, found.decided) : null),
    found.samples.length > 0 ? h('details', null, h('summary', null, t('rules.samples', found.samples.length)),
      h('ul', null, found.samples.map((each) => h('li', null, h('a', { href: pageAddress(`messages/${each.number}`) }, each.number))))) : null);
}

function move(index, by, sign, label) {
  const to = index + by;
  return h('button', { type: 'button', class: 'small', 'aria-label': label, disabled: to < 0 || to >= rules.length, onclick: () => change(() => rules.splice(to, 0, ...rules.splice(index, 1))) }, sign);
}

function edit(index) {
  editing = index;
  draw();
  place.querySelector('form input')?.focus();
}

function close() {
  editing = -1;
  draw();
}

function change(work) {
  work();
  editing = -1;
  changed = true;
  status.textContent = t('rules.unsaved');
  draw();
}

async function save() {
  try {
    take(await call('PUT', 'api/v1/rules', { body: { rules }, headers: { 'If-Match': `"${version}"` } }));
    status.textContent = t('rules.saved');
    draw();
  } catch (problem) {
    draw(wrong(problem));
  }
}

async function tryOut(newest) {
  status.textContent = t('rules.trying');
  try {
    const trial = await call('POST', 'api/v1/rules/try', { body: { rules, newest } });
    figures = new Map(trial.items.map((each) => [each.rule, each]));
    alerts = trial.alerts;
    status.textContent = t('rules.tried', trial.examined, trial.fired);
    draw();
  } catch (problem) {
    status.textContent = '';
    draw(wrong(problem));
  }
}

onSession(load);
