// Who is signed in, and the dialog by which one signs in or changes.
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { call, get, keepToken, pageAddress, Problem, settings, token, tokens } from './net.js';
import { t } from './texts.js';

/** The signed-in person as GET /api/v1/me tells, or null. */
export let me = null;

const place = document.getElementById('session');
const listeners = [];
let dialog = null;

/** Calls the function now that it is known who is signed in, and whenever that changes. */
export function onSession(listener) {
  listeners.push(listener);
  listener();
}

/** The roles held, each once. */
export function roles() {
  return [...new Set((me?.grants ?? []).map((grant) => grant.role))];
}

async function find() {
  if (!token()) {
    return null;
  }
  try {
    return await get('api/v1/me');
  } catch (problem) {
    if (problem.status === 401) {
      keepToken(null);
    }
    return null;
  }
}

async function refresh() {
  me = await find();
  draw();
  listeners.forEach((listener) => listener());
}

function draw() {
  if (me) {
    const held = roles().map((role) => t(`role.${role}`));
    const offices = held.length > 2 ? t('session.manyRoles', held.length) : held.join(', ');
    fill(
      place,
      h('span', { class: 'who' }, h('strong', null, me.name), offices ? h('span', { class: 'offices' }, offices) : null),
      settings.demo ? h('button', { type: 'button', class: 'link', onclick: askToSignIn }, t('session.change')) : null,
      h('button', { type: 'button', class: 'link', onclick: () => keepToken(null) }, t('session.out')),
    );
  } else {
    fill(place, h('button', { type: 'button', class: 'primary small', onclick: askToSignIn }, t('session.in')));
  }
}

/** Opens the dialog. */
export async function askToSignIn() {
  if (!dialog) {
    dialog = h('dialog', { class: 'sign-in', 'aria-labelledby': 'sign-in-heading' });
    document.body.append(dialog);
    fill(
      dialog,
      h('h2', { id: 'sign-in-heading' }, t('session.heading')),
      settings.demo ? await demoPeople() : null,
      tokenForm(),
    );
  }
  if (!dialog.open) {
    dialog.showModal();
  }
}

function tokenForm() {
  const pasted = field({ name: 'token', type: 'password', label: t('session.token'), hint: t('session.tokenHint'), required: true });
  return form({
    fields: [pasted],
    submit: t('session.in'),
    beside: h('button', { type: 'button', onclick: () => dialog.close() }, t('session.cancel')),
    async send(values) {
      if (!values.token) {
        throw new Problem(422, { detail: t('session.tokenMissing'), errors: [{ field: 'token', message: t('session.tokenMissing') }] });
      }
      await call('GET', 'api/v1/me', { bearer: values.token });
      pasted.input.value = '';
      enter(values.token);
    },
  });
}

function enter(value) {
  dialog.close();
  keepToken(value);
}

async function demoPeople() {
  let people;
  try {
    people = (await call('GET', 'api/v1/demo/tokens', { bearer: null })).items;
  } catch {
    return null;
  }
  const group = (heading, members) => [
    h('h3', null, heading),
    h('ul', { class: 'people' }, members.map((person) =>
      h('li', null, h('button', { type: 'button', onclick: () => enter(person.token) }, person.name)))),
  ];
  return h(
    'div',
    null,
    h('p', { class: 'hint' }, t('session.demo')),
    group(t('session.citizens'), people.filter((person) => person.roles.length === 0)),
    group(t('session.officials'), people.filter((person) => person.roles.length > 0)),
  );
}

// Links that stand in the page itself keep the language that the reader has chosen
for (const link of document.querySelectorAll('header a, footer a')) {
  if (!link.getAttribute('href').startsWith('?') && !link.getAttribute('href').startsWith('#')) {
    link.href = pageAddress(link.href);
  }
}

tokens.addEventListener('change', refresh);
me = await find();
draw();
