// Forms: labels, hints, counters, and what is wrong shown beside the field it is about.
import { fill, h } from './dom.js';
import { Problem } from './net.js';
import { t } from './texts.js';

let made = 0;

/**
 * A field. spec: name, label, type (text, textarea, date, password, select, radio, checkbox), hint, required, limit, value,
 * options [{value, label}] or groups [{label, options}], before and after (elements around the control).
 */
export function field(spec) {
  const id = `field-${++made}-${spec.name}`;
  const hint = spec.hint ? h('p', { id: `${id}-hint`, class: 'hint' }, spec.hint) : null;
  const error = h('p', { id: `${id}-error`, class: 'error', hidden: true });
  const common = {
    id,
    name: spec.name,
    required: spec.required,
    'aria-describedby': [hint?.id, error.id].filter(Boolean).join(' '),
  };
  const control = CONTROLS[spec.type ?? 'text'](spec, common);
  const counter = spec.limit ? countBelow(control.input, spec.limit) : null;
  const element = control.group
    ? h('fieldset', { class: 'field', 'aria-describedby': common['aria-describedby'] }, h('legend', null, label(spec)), hint, control.element, error)
    : spec.type === 'checkbox'
      ? h('div', { class: 'field check' }, h('div', { class: 'check-line' }, control.element, h('label', { for: id }, label(spec))), hint, error)
      : h('div', { class: 'field' }, h('label', { for: id }, label(spec)), hint, spec.before, control.element, counter, error, spec.after);
  const say = (text) => {
    error.textContent = text ?? '';
    error.hidden = !text;
    for (const each of control.all ?? [control.input]) {
      each.setAttribute('aria-invalid', text ? 'true' : 'false');
    }
  };
  control.element.addEventListener('input', () => say(null));
  return {
    name: spec.name,
    element,
    input: control.input,
    value: control.value,
    set: control.set,
    focus: () => control.input.focus(),
    say,
  };
}

function label(spec) {
  return [spec.label, spec.required ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : null];
}

function input(type) {
  return (spec, common) => {
    const element = h('input', { ...common, type, value: spec.value, autocomplete: 'off' });
    return { element, input: element, value: () => element.value.trim() };
  };
}

const CONTROLS = {
  text: input('text'),
  search: input('search'),
  password: input('password'),
  date: input('date'),
  email: input('email'),
  tel: input('tel'),
  textarea(spec, common) {
    const element = h('textarea', { ...common, rows: spec.rows ?? 4 }, spec.value);
    return { element, input: element, value: () => element.value.trim() };
  },
  select(spec, common) {
    const element = h('select', common, options(spec));
    // The value wanted may come before the choices do
    let wanted = spec.value ?? '';
    const choose = (value) => {
      element.value = value;
      if (element.selectedIndex < 0) {
        element.selectedIndex = 0;
      } else {
        wanted = '';
      }
    };
    choose(wanted);
    element.addEventListener('change', () => {
      wanted = '';
    });
    return {
      element,
      input: element,
      value: () => wanted || element.value,
      set(choices) {
        const before = wanted || element.value;
        fill(element, options(choices));
        choose(before);
      },
    };
  },
  radio(spec, common) {
    const all = spec.options.map((option) =>
      h('input', { type: 'radio', name: common.id, value: option.value, checked: option.value === spec.value }));
    const lines = spec.options.map((option, index) =>
      h('label', { class: 'check-line' }, all[index], h('span', null, option.label)));
    return {
      group: true,
      all,
      element: h('div', { class: 'choices' }, lines),
      input: all[0],
      value: () => all.find((each) => each.checked)?.value ?? '',
    };
  },
  checkbox(spec, common) {
    const element = h('input', { ...common, type: 'checkbox', checked: spec.value });
    return { element, input: element, value: () => element.checked };
  },
};

function options({ options: single = [], groups = [] }) {
  const option = (each) => h('option', { value: each.value }, each.label);
  return [
    single.map(option),
    groups.map((group) => h('optgroup', { label: group.label }, group.options.map(option))),
  ];
}

/** Characters as the server counts them: by code points. */
function countBelow(control, limit) {
  const counter = h('p', { class: 'counter' });
  const count = () => {
    const left = limit - [...control.value].length;
    counter.textContent = left >= 0 ? t('form.left', left) : t('form.over', -left);
    counter.classList.toggle('over', left < 0);
  };
  control.addEventListener('input', count);
  control.form?.addEventListener('reset', count);
  count();
  return counter;
}

/**
 * A form. spec: fields (what field() made), submit (text of the button), danger, send(values): a promise; a Problem thrown by
 * it is shown beside the fields it names.
 */
export function form(spec) {
  const summary = h('div', { class: 'notice bad', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: spec.danger ? 'danger' : 'primary' }, spec.submit);
  const element = h(
    'form',
    { novalidate: true, class: 'form', autocomplete: 'off' },
    summary,
    spec.fields.length > 2 && spec.fields.some((each) => each.input?.required) ? h('p', { class: 'hint' }, t('form.required')) : null,
    spec.fields.map((each) => each.element),
    h('div', { class: 'buttons' }, button, spec.beside),
  );
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    clear(spec.fields, summary);
    try {
      await spec.send(values(spec.fields));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      show(problem, spec.fields, summary);
    } finally {
      button.disabled = false;
    }
  });
  return element;
}

/** What the fields hold; empty ones are left out. */
function values(fields) {
  return Object.fromEntries(fields.map((each) => [each.name, each.value()]).filter(([, value]) => value !== ''));
}

function clear(fields, summary) {
  summary.hidden = true;
  fields.forEach((each) => each.say(null));
}

function show(problem, fields, summary) {
  const elsewhere = [];
  let first = null;
  for (const wrong of problem.fields) {
    const found = fields.find((each) => each.name === wrong.field)
      ?? fields.find((each) => each.name === wrong.field.split(/[.[]/, 1)[0]);
    if (found) {
      found.say(wrong.message);
      first ??= found;
    } else {
      elsewhere.push(`${wrong.field}: ${wrong.message}`);
    }
  }
  fill(summary, h('p', null, problem.message), elsewhere.map((line) => h('p', null, line)));
  summary.hidden = false;
  if (first) {
    first.focus();
  }
}
