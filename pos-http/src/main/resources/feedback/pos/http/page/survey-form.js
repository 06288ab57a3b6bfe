// The form of a survey. Which questions are asked follows from the answers, and the server says which: one place that knows.
import { afterPause, h } from './dom.js';
import { call, Problem } from './net.js';
import { onceFor } from './once.js';
import { label } from './poll-words.js';
import { t } from './texts.js';

const PAUSE_MILLIS = 250;
const OTHER = 'other:';

/**
 * The form.
 *
 * @param sent is given what the server answers
 */
export function surveyForm(poll, path, sent) {
  const kept = `pos-draft-${poll.id}`;
  const before = JSON.parse(sessionStorage.getItem(kept) ?? '{}');
  const questions = poll.survey.sections.flatMap((section) => section.questions).map((question, index) => fieldOf(question, index + 1, before[question.name]));
  const byName = new Map(questions.map((each) => [each.name, each]));
  const summary = h('div', { class: 'notice bad', role: 'alert', hidden: true });
  const progress = h('p', { class: 'status', role: 'status' });
  const button = h('button', { type: 'submit', class: 'primary' }, t('survey.send'));
  const sections = poll.survey.sections.map((section) => ({
    names: section.questions.map((each) => each.name),
    element: h(
      'div',
      { class: 'survey-section' },
      section.title ? h('h3', null, label(section.title)) : null,
      section.description ? h('p', { class: 'hint' }, label(section.description)) : null,
      section.questions.map((each) => byName.get(each.name).element),
    ),
  }));
  const element = h('form', { novalidate: true, class: 'form questions' }, summary, sections.map((each) => each.element), progress, h('div', { class: 'buttons' }, button));

  const answers = () => Object.fromEntries(questions.filter((each) => !each.element.hidden).map((each) => [each.name, each.value()]).filter(([, value]) => value !== null));

  let asked = 0;
  async function look() {
    const turn = ++asked;
    sessionStorage.setItem(kept, JSON.stringify(answers()));
    const checked = await call('POST', `${path}/check`, { body: { choices: answers() } });
    if (turn !== asked) {
      return;
    }
    const visible = new Set(checked.visible);
    let changed = false;
    questions.forEach((each) => {
      changed ||= each.element.hidden === visible.has(each.name);
      each.element.hidden = !visible.has(each.name);
    });
    sections.forEach((each) => {
      each.element.hidden = each.names.every((name) => byName.get(name).element.hidden);
    });
    progress.textContent = checked.required > 0 ? t('survey.progress', checked.answered, checked.required) : '';
    if (changed) {
      // What was hidden or shown may hide or show others
      await look();
    }
  }

  const lookSoon = afterPause(PAUSE_MILLIS, look);
  element.addEventListener('input', (event) => {
    summary.hidden = true;
    questions.find((each) => each.element.contains(event.target))?.say(null);
    lookSoon();
  });
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    try {
      await look();
      const once = onceFor(poll.id);
      const answer = await call('POST', `${path}/ballots`, { body: { choices: answers(), once: once.value } });
      once.done();
      sessionStorage.removeItem(kept);
      sent(answer);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      show(problem, byName, summary);
    } finally {
      button.disabled = false;
    }
  });
  look();
  return element;
}

/** Beside the question it is about; the rest above all. */
function show(problem, byName, summary) {
  const elsewhere = [];
  let first = null;
  for (const { field, message } of problem.fields) {
    const [, name] = field.split('.');
    const question = field.startsWith('choices.') ? byName.get(name) : null;
    if (question) {
      question.say(message);
      first ??= question;
    } else {
      elsewhere.push(message);
    }
  }
  summary.replaceChildren(h('p', null, problem.message), ...(elsewhere.length > 0 ? [h('ul', null, elsewhere.map((each) => h('li', null, each)))] : []));
  summary.hidden = false;
  (first ?? { focus: () => summary.focus() }).focus();
}

function fieldOf(question, place, value) {
  const id = `question-${place}`;
  const hint = question.description ? h('p', { id: `${id}-hint`, class: 'hint' }, label(question.description)) : null;
  const error = h('p', { id: `${id}-error`, class: 'error', hidden: true });
  const described = [hint?.id, error.id].filter(Boolean).join(' ');
  const title = [label(question.title), question.required ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : null];
  const control = CONTROLS[question.type](question, id, value ?? null, described);
  const element = control.isSingle
    ? h('div', { class: 'field question' }, h('label', { for: id }, title), hint, control.element, error)
    : h('fieldset', { class: 'field question', 'aria-describedby': described }, h('legend', null, title), hint, control.element, error);
  return {
    name: question.name,
    element,
    value: control.value,
    focus: () => control.inputs[0].focus(),
    say(text) {
      error.textContent = text ?? '';
      error.hidden = !text;
      control.inputs.forEach((each) => each.setAttribute('aria-invalid', text ? 'true' : 'false'));
    },
  };
}

function choice(type, name, code, text, checked) {
  const input = h('input', { type, name, value: code, checked });
  return { input, element: h('label', { class: 'check-line' }, input, h('span', null, text)) };
}

/** The choices of a question, with «none» and «other» where there are some. */
function choicesOf(question, id, type, value) {
  const given = Array.isArray(value) ? value : [value];
  const other = given.find((each) => each && typeof each === 'object')?.other ?? '';
  const lines = (question.choices ?? []).map((each) => choice(type, id, each.code, label(each.title), given.includes(each.code)));
  if (question.none) {
    lines.push(choice(type, id, 'none', label(question.none), given.includes('none')));
  }
  const words = h('input', { type: 'text', 'aria-label': question.other ? label(question.other) : '', value: other });
  if (question.other) {
    const line = choice(type, id, OTHER, label(question.other), other !== '');
    words.addEventListener('input', () => {
      line.input.checked = words.value.trim() !== '' || line.input.checked;
    });
    lines.push(line);
  }
  return {
    inputs: lines.map((line) => line.input),
    element: h('div', { class: 'choices' }, lines.map((line) => line.element), question.other ? words : null),
    chosen: () => lines.filter((line) => line.input.checked).map((line) => (line.input.value === OTHER ? { other: words.value.trim() } : line.input.value)),
  };
}

function typed(type, question, id, value, described, extra = {}) {
  const input = h('input', { id, type, value: value ?? '', 'aria-describedby': described, autocomplete: 'off', ...extra });
  return { isSingle: true, inputs: [input], element: input, text: () => input.value.trim() };
}

const CONTROLS = {
  single(question, id, value) {
    const made = choicesOf(question, id, 'radio', value);
    return { ...made, value: () => made.chosen()[0] ?? null };
  },
  multiple(question, id, value) {
    const made = choicesOf(question, id, 'checkbox', value);
    return { ...made, value: () => (made.chosen().length > 0 ? made.chosen() : null) };
  },
  scale(question, id, value) {
    const steps = [];
    for (let step = question.min; step <= question.max; step += question.step ?? 1) {
      steps.push(choice('radio', id, String(step), String(step), value === step));
    }
    return {
      inputs: steps.map((each) => each.input),
      element: h('div', { class: 'scale' }, question.low ? h('span', { class: 'hint' }, label(question.low)) : null, steps.map((each) => each.element), question.high ? h('span', { class: 'hint' }, label(question.high)) : null),
      value: () => {
        const chosen = steps.find((each) => each.input.checked);
        return chosen ? Number(chosen.input.value) : null;
      },
    };
  },
  matrix(question, id, value) {
    const rows = question.rows.map((row) => ({
      row,
      cells: question.columns.map((column) => h('input', { type: 'radio', name: `${id}-${row.code}`, value: column.code, 'aria-label': `${label(row.title)}: ${label(column.title)}`, checked: value?.[row.code] === column.code })),
    }));
    return {
      inputs: rows.flatMap((each) => each.cells),
      element: h('div', { class: 'wide' }, h('table', { class: 'table matrix' }, h('thead', null, h('tr', null, h('td', null), question.columns.map((column) => h('th', { scope: 'col' }, label(column.title))))), h('tbody', null, rows.map((each) => h('tr', null, h('th', { scope: 'row' }, label(each.row.title)), each.cells.map((cell) => h('td', null, cell))))))),
      value: () => {
        const chosen = rows.map((each) => [each.row.code, each.cells.find((cell) => cell.checked)?.value]).filter(([, column]) => column);
        return chosen.length > 0 ? Object.fromEntries(chosen) : null;
      },
    };
  },
  ranking(question, id, value) {
    const places = (question.choices ?? []).map((each) => {
      const rank = Array.isArray(value) ? value.indexOf(each.code) + 1 : 0;
      const input = h('input', { type: 'number', id: `${id}-${each.code}`, min: 1, max: question.choices.length, step: 1, inputmode: 'numeric', value: rank > 0 ? rank : '' });
      return { code: each.code, input, element: h('div', { class: 'points-line' }, h('label', { for: input.id }, label(each.title)), input) };
    });
    return {
      inputs: places.map((each) => each.input),
      element: h('div', null, h('p', { class: 'hint' }, t('survey.ranks')), places.map((each) => each.element)),
      value: () => {
        const ranked = places.filter((each) => each.input.value !== '').sort((a, b) => Number(a.input.value) - Number(b.input.value));
        return ranked.length > 0 ? ranked.map((each) => each.code) : null;
      },
    };
  },
  text(question, id, value, described) {
    if (!question.lines) {
      const made = typed('text', question, id, value, described);
      return { ...made, value: () => made.text() || null };
    }
    const input = h('textarea', { id, rows: 4, 'aria-describedby': described }, value ?? '');
    return { isSingle: true, inputs: [input], element: input, value: () => input.value.trim() || null };
  },
  number(question, id, value, described) {
    const made = typed('text', question, id, value, described, { inputmode: 'decimal' });
    return {
      ...made,
      // What is no number goes to the server as it is, which says so beside the question
      value: () => {
        const text = made.text().replace(',', '.');
        return text === '' ? null : /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
      },
    };
  },
  date(question, id, value, described) {
    const made = typed('date', question, id, value, described, { min: question.min, max: question.max });
    return { ...made, value: () => made.text() || null };
  },
};
