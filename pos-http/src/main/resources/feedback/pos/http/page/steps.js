// Why a deadline is what it is: step by step, each with its dates.
import { day } from './dates.js';
import { h } from './dom.js';
import { language, t } from './texts.js';

/** The steps as a list to be read and counted along. */
export function stepList(steps) {
  return h('ol', { class: 'steps' }, steps.map((step) => h('li', null,
    dates(step),
    h('p', null, step.text),
    Array.isArray(step.off) ? spans(step.off) : null)));
}

function dates(step) {
  const at = (date) => h('time', { datetime: date }, day(date));
  if (!step.from && !step.to) {
    return null;
  }
  // What came of it all repeats no move
  const moved = step.from && step.to && step.from !== step.to && step.rule !== 'due';
  return h('p', { class: 'step-dates' }, moved ? [at(step.from), ' → ', at(step.to)] : at(step.to ?? step.from),
    moved ? h('span', { class: 'hint' }, ` ${t('steps.days', step.days > 0 ? `+${step.days}` : `−${-step.days}`)}`) : null);
}

/** The days that did not count, each with its reason. */
function spans(off) {
  return h('details', null, h('summary', null, t('steps.off')), h('ul', null, off.map((span) => {
    const name = span.name && language === 'ru' ? span.name : t(`calendar.type.${span.type}`);
    return h('li', null, span.from === span.to ? day(span.from) : `${day(span.from)} – ${day(span.to)}`, `: ${name}`);
  })));
}
