// The desk of the officials: a list on the one side, on the other a message with what the role may do to it.
import { actsFor, formOf, nameOf } from './acts.js';
import { showDeskList, replaceCard } from './desk-list.js';
import { moment } from './dates.js';
import { fill, h } from './dom.js';
import { answer, commonFacts, dueLine, dueReasons, facts, postponement, publicState, question, rating, written, zoneOf } from './facts.js';
import { hints } from './hints.js';
import { historyOf } from './history.js';
import { get, pageAddress } from './net.js';
import { whyHere } from './route.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { similarTo } from './similar.js';
import { t } from './texts.js';

const who = document.getElementById('desk-who');
const desk = document.getElementById('desk-place');
const panel = document.getElementById('desk-panel');

/** How often a message was asked for: a slow answer does not take the place of a later one. */
let opened = 0;

function begin() {
  desk.hidden = roles().length === 0;
  if (!me) {
    fill(who, t('desk.signIn'), ' ', h('button', { type: 'button', class: 'primary small', onclick: askToSignIn }, t('session.in')));
    return;
  }
  if (desk.hidden) {
    fill(who, t('desk.noOffice'));
    return;
  }
  fill(who, t('desk.who', me.name, roles().map((role) => t(`role.${role}`)).join(', ')),
    roles().some((role) => ['ANALYST', 'MODERATOR', 'ADMINISTRATOR'].includes(role)) ? [' · ', h('a', { href: pageAddress('topics') }, t('topics.heading'))] : null,
    roles().includes('ADMINISTRATOR') ? [' ', h('a', { href: pageAddress('rules') }, t('desk.rules'))] : null);
  showDeskList();
  open();
}

/**
 * The message is named behind the # of the address, so that it can be linked to and gone back from. A narrow screen shows
 * either the list or the message.
 */
async function open() {
  const name = decodeURIComponent(location.hash.slice(1));
  const part = document.getElementById(name);
  desk.classList.toggle('chosen', Boolean(me && name && !part));
  part?.scrollIntoView();
  if (!desk.classList.contains('chosen')) {
    return;
  }
  panel.setAttribute('aria-busy', 'true');
  const asked = ++opened;
  let draw;
  try {
    const message = await get(`api/v1/messages/${encodeURIComponent(name)}`);
    draw = () => show(message, '');
  } catch (problem) {
    draw = () => fill(panel, back(), h('p', { class: 'notice bad', role: 'alert' }, problem.message));
  }
  if (asked !== opened) {
    return;
  }
  draw();
  panel.removeAttribute('aria-busy');
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'start' });
}

function back() {
  return h('p', { class: 'back' }, h('a', { href: '#desk-list-heading' }, t('desk.back')));
}

function show(message, done) {
  const zone = zoneOf(message);
  const history = h('div', null, h('p', { class: 'hint' }, t('list.loading')));
  fill(
    panel,
    back(),
    h('h2', { class: 'panel-heading' }, message.number, ' ', h('span', { class: `badge ${message.stage.toLowerCase()}` }, t(`stage.${message.stage}`))),
    h('p', { class: 'status', role: 'status' }, done),
    h('p', { class: 'hint' }, t('desk.publicState', publicState(message)), ' · ',
      h('a', { href: pageAddress(`messages/${message.number}`) }, t('desk.page')), ' · ',
      h('button', { type: 'button', class: 'link', onclick: open }, t('desk.reload'))),
    dueLine(message),
    message.deadline.stageDue ? h('p', { class: 'hint' }, t('desk.stageDue', moment(message.deadline.stageDue, zone))) : null,
    dueReasons(message),
    whyHere(message),
    hints(message),
    written(message.text),
    question(message),
    message.draft ? [h('h3', null, t('desk.draft')), answer(message.draft)] : null,
    message.stage === 'APPROVAL' || message.stage === 'POSTPONED' ? postponement(message) : null,
    message.answer ? [h('h3', null, t('message.answer')), answer(message.answer)] : null,
    message.rating ? [h('h3', null, t('message.rating')), rating(message)] : null,
    h('h3', null, t('desk.acts')),
    acts(message),
    similarTo(message, (after) => {
      show(after, t('desk.done', t('act.join'), t(`stage.${after.stage}`)));
      replaceCard(after);
      panel.focus();
    }),
    facts(commonFacts(message)),
    h('h3', null, t('message.history')),
    history,
  );
  historyOf(message).then((list) => fill(history, list));
}

/** A row of buttons, each opening the form of its verb below the row. */
function acts(message) {
  const possible = actsFor(message);
  if (possible.length === 0) {
    return h('p', { class: 'hint' }, t(message.joined ? 'desk.joined' : 'desk.noActs'));
  }
  const place = h('div', { id: 'act-place', class: 'act-place' });
  const buttons = possible.map((act) =>
    h('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'act-place', 'data-act': act.id, onclick: (event) => toggle(act, event.target) }, nameOf(act)));

  function toggle(act, button) {
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    buttons.forEach((each) => each.setAttribute('aria-expanded', 'false'));
    if (isOpen) {
      fill(place);
      return;
    }
    button.setAttribute('aria-expanded', 'true');
    fill(place, h('h4', null, nameOf(act)), h('p', { class: 'hint' }, t(`explain.${act.id}`)), formOf(act, message, (after) => {
      show(after, t('desk.done', nameOf(act), t(`stage.${after.stage}`)));
      replaceCard(after);
      panel.focus();
    }));
    place.querySelector('input, select, textarea, button').focus();
  }

  return [h('div', { class: 'buttons' }, buttons), place];
}

addEventListener('hashchange', open);
onSession(begin);
