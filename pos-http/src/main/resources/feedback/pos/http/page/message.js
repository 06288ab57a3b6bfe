// The page of one message, for the applicant and, where it is public, for everybody.
import { actsFor, formOf, nameOf } from './acts.js';
import { fill, h } from './dom.js';
import { answer, commonFacts, dueLine, dueReasons, facts, isOwed, postponement, question, rating, way, written } from './facts.js';
import { hints } from './hints.js';
import { historyOf, refusalIn } from './history.js';
import { get, pageAddress } from './net.js';
import { whyHere } from './route.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { t } from './texts.js';

/** What the applicant does here; officials act at the desk. */
const OWN = new Set(['reply', 'rate', 'escalate', 'withdraw']);

const place = document.getElementById('message-place');
const status = document.getElementById('message-status');
const name = decodeURIComponent(location.pathname.split('/').at(-1));

async function load() {
  place.setAttribute('aria-busy', 'true');
  try {
    show(await get(`api/v1/messages/${encodeURIComponent(name)}`));
  } catch (problem) {
    showProblem(problem);
  } finally {
    place.removeAttribute('aria-busy');
  }
}

function showProblem(problem) {
  fill(
    place,
    h('h1', null, t('message.heading', name)),
    h('div', { class: 'notice bad', role: 'alert' }, h('p', null, problem.message)),
    problem.status === 404 && !me ? [
      h('p', null, t('message.signIn')),
      h('button', { type: 'button', class: 'primary', onclick: askToSignIn }, t('session.in')),
    ] : null,
  );
}

function show(message) {
  document.title = t('message.heading', message.number);
  const heading = h('h1', { tabindex: '-1' }, t('message.heading', message.number));
  const history = h('div', null);
  const refusal = h('div', null);
  fill(
    place,
    heading,
    way(message),
    refusal,
    isOwed(message) || message.answer ? h('div', { class: 'deadline' }, dueLine(message), dueReasons(message)) : null,
    whyHere(message),
    message.joined ? h('p', { class: 'notice' }, t('message.joined')) : null,
    hints(message),
    question(message),
    postponement(message),
    message.answer ? section('answer', t('message.answer'), answer(message.answer)) : null,
    message.rating ? section('rating', t('message.rating'), rating(message)) : null,
    message.child ? h('p', { class: 'notice' }, t('message.escalated'), ' ', h('a', { href: pageAddress(`messages/${message.child}`) }, t('fact.open'))) : null,
    ownActs(message, (act) => act.id !== 'withdraw'),
    section('text', t('message.text'), written(message.text), facts(commonFacts(message))),
    ownActs(message, (act) => act.id === 'withdraw'),
    message.applicant ? section('history', t('message.history'), history) : null,
    message.applicant && roles().length > 0 ? h('p', null, h('a', { href: `${pageAddress('desk')}#${message.number}` }, t('message.toDesk'))) : null,
  );
  if (message.applicant) {
    historyOf(message, (items) => fill(refusal, message.stage === 'DECLINED' ? refusalIn(items) : null)).then((list) => fill(history, list));
  }
  return heading;
}

function section(id, heading, ...content) {
  return h('section', { 'aria-labelledby': `${id}-heading` }, h('h2', { id: `${id}-heading` }, heading), content);
}

function ownActs(message, wanted) {
  return actsFor(message).filter((act) => OWN.has(act.id) && wanted(act)).map((act) => {
    const made = formOf(act, message, (after) => {
      const heading = show(after);
      status.textContent = t(`done.${act.id}`);
      heading.focus();
    });
    const explained = h('p', { class: 'hint' }, t(`explain.${act.id}`));
    return act.id === 'withdraw'
      ? h('details', { class: 'act' }, h('summary', null, nameOf(act)), explained, made)
      : section(act.id, t(`ask.${act.id}`), explained, made);
  });
}

onSession(load);
