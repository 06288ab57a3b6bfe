// What colour a number has on a map, and how that is told.
import { language } from './texts.js';

// YlGnBu and PuOr of ColorBrewer: told apart by the colour-blind, and in grey
export const HEAT = ['#ffffcc', '#c7e9b4', '#7fcdbb', '#41b6c4', '#2c7fb8', '#253494'];
const CHANGE = ['#542788', '#998ec3', '#d8daeb', '#f7f7f7', '#fee0b6', '#f1a340', '#b35806'];
export const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

/** Up to six classes of as many places each, so that a few hot ones do not make the rest one colour. */
export function heatClasses(values) {
  const sorted = values.filter((each) => each).sort((one, other) => one - other);
  if (sorted.length === 0) {
    return [{ to: 0, colour: HEAT[0], label: '0' }];
  }
  const whole = sorted.every(Number.isInteger);
  const edges = HEAT.map((colour, index) => sorted[Math.min(sorted.length - 1, Math.ceil((index + 1) * sorted.length / HEAT.length) - 1)]);
  const distinct = [...new Set(edges)];
  let from = sorted[0];
  return distinct.map((to, index) => {
    const colour = HEAT[distinct.length === 1 ? 3 : Math.round(index * (HEAT.length - 1) / (distinct.length - 1))];
    const label = from === to ? numbers.format(to) : `${numbers.format(from)} – ${numbers.format(to)}`;
    from = whole ? to + 1 : to;
    return { to, colour, label };
  });
}

/** Seven classes around nothing, as far down as up. */
export function changeClasses(values) {
  const most = Math.max(1, ...values.map((each) => Math.abs(each ?? 0)));
  const third = Math.max(1, Math.ceil(most / 3));
  const tops = [-2 * third - 1, -third - 1, -1, 0, third, 2 * third, Math.max(most, 3 * third)];
  let from = -Math.max(most, 3 * third);
  return tops.map((to, index) => {
    const label = from === to ? signed(to) : `${signed(from)} … ${signed(to)}`;
    from = to + 1;
    return { to, colour: CHANGE[index], label };
  });
}

export function signed(number) {
  return number > 0 ? `+${numbers.format(number)}` : numbers.format(number).replace('-', '−');
}
