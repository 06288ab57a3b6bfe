// A ballot for projects, in each of the forms in which one can vote.
import { h } from './dom.js';
import { call, Problem } from './net.js';
import { number } from './poll-words.js';
import { t } from './texts.js';
import { onceFor } from './once.js';

const BY_POINTS = new Set(['SCORE', 'CUMULATIVE']);

/**
 * The form of a ballot.
 *
 * @param sent is given what the server answers
 */
export function ballotForm(poll, path, sent) {
  const { vote } = poll;
  const lines = vote.projects.map((project, index) => lineOf(vote, project, index));
  const token = poll.electorate.access === 'TOKENS' ? tokenField() : null;
  const summary = h('div', { class: 'notice bad', role: 'alert', hidden: true });
  const state = h('p', { class: 'status', role: 'status' });
  const button = h('button', { type: 'submit', class: 'primary' }, t('ballot.send'));
  const element = h(
    'form',
    { novalidate: true, class: 'form' },
    summary,
    token?.element,
    h('fieldset', { class: 'field' }, h('legend', null, t(`form.vote.${vote.form}`, vote.min, vote.max, vote.points, vote.budget ? number(vote.budget) : '')), h('div', { class: 'ballot-lines' }, lines.map((line) => line.element))),
    state,
    h('div', { class: 'buttons' }, button),
  );
  const tell = () => {
    state.textContent = stateOf(vote, lines);
  };
  element.addEventListener('input', () => {
    summary.hidden = true;
    lines.forEach((line) => line.say(null));
    tell();
  });
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    try {
      const once = onceFor(poll.id);
      const answer = await call('POST', `${path}/ballots`, { body: { choices: choicesOf(vote, lines), once: once.value, ...(token ? { token: token.value() } : {}) } });
      once.done();
      sent(answer);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      show(problem, vote, lines, token, summary);
    } finally {
      button.disabled = false;
    }
  });
  tell();
  return element;
}

function lineOf(vote, project, index) {
  const id = `project-${index}`;
  const error = h('p', { id: `${id}-error`, class: 'error', hidden: true });
  const input = h('input', { id, 'aria-describedby': `${id}-about ${id}-error`, ...controlOf(vote) });
  if (vote.form === 'ONE') {
    input.name = 'project';
  }
  const isChosen = input.type === 'radio' || input.type === 'checkbox';
  const name = h('label', { for: id }, project.title);
  const about = h(
    'div',
    { id: `${id}-about`, class: 'about' },
    project.cost === undefined ? null : h('p', { class: 'hint' }, t('ballot.cost', number(project.cost))),
    project.exclusive ? h('p', { class: 'hint' }, t('ballot.exclusive', project.exclusive)) : null,
    project.description ? h('details', null, h('summary', null, t('ballot.more')), h('p', { class: 'written' }, project.description)) : null,
  );
  return {
    project,
    input,
    element: h('div', { class: 'project' }, h('div', { class: isChosen ? 'check-line' : 'points-line' }, isChosen ? [input, name] : [name, input]), about, error),
    amount: () => (isChosen ? Number(input.checked) : Number.parseInt(input.value || '0', 10)),
    say(text) {
      error.textContent = text ?? '';
      error.hidden = !text;
      input.setAttribute('aria-invalid', text ? 'true' : 'false');
    },
  };
}

function controlOf(vote) {
  if (vote.form === 'ONE') {
    return { type: 'radio' };
  }
  if (BY_POINTS.has(vote.form)) {
    return { type: 'number', min: 0, max: vote.points, step: 1, inputmode: 'numeric' };
  }
  return vote.form === 'RANKED' ? { type: 'number', min: 1, max: vote.max, step: 1, inputmode: 'numeric' } : { type: 'checkbox' };
}

const chosen = (lines) => lines.filter((line) => line.amount() !== 0);

function stateOf(vote, lines) {
  const named = chosen(lines);
  const points = named.reduce((sum, line) => sum + line.amount(), 0);
  if (vote.form === 'CUMULATIVE') {
    return t('ballot.points', points, vote.points);
  }
  if (vote.form === 'BUDGET') {
    return t('ballot.spent', number(named.reduce((sum, line) => sum + (line.project.cost ?? 0), 0)), number(vote.budget));
  }
  return vote.form === 'ONE' ? '' : t('ballot.chosen', named.length, vote.max);
}

function choicesOf(vote, lines) {
  if (BY_POINTS.has(vote.form)) {
    return Object.fromEntries(chosen(lines).map((line) => [line.project.id, line.amount()]));
  }
  const named = vote.form === 'RANKED' ? chosen(lines).sort((a, b) => a.amount() - b.amount()) : chosen(lines);
  return named.map((line) => line.project.id);
}

/** Beside the project it is about; the rest above all. */
function show(problem, vote, lines, token, summary) {
  const elsewhere = [];
  const ids = choicesOf(vote, lines);
  for (const { field, message } of problem.fields) {
    const place = /^choices(?:\[(\d+)\]|\.(.+))$/.exec(field);
    const wanted = place ? (place[2] ?? (Array.isArray(ids) ? ids[Number(place[1])] : null)) : null;
    const line = lines.find((each) => each.project.id === wanted);
    if (line) {
      line.say(message);
    } else if (field === 'token' && token) {
      token.say(message);
    } else {
      elsewhere.push(message);
    }
  }
  summary.replaceChildren(h('p', null, problem.message), ...(elsewhere.length > 0 ? [h('ul', null, elsewhere.map((each) => h('li', null, each)))] : []));
  summary.hidden = false;
  (lines.find((line) => line.input.getAttribute('aria-invalid') === 'true')?.input ?? lines[0].input).focus();
}

function tokenField() {
  const input = h('input', { id: 'ballot-token', autocomplete: 'off', 'aria-describedby': 'ballot-token-error' });
  const error = h('p', { id: 'ballot-token-error', class: 'error', hidden: true });
  return {
    element: h('div', { class: 'field' }, h('label', { for: 'ballot-token' }, t('ballot.token')), input, error),
    value: () => input.value.trim(),
    say(text) {
      error.textContent = text;
      error.hidden = !text;
    },
  };
}
