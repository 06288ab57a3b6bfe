// For administrators: bring acts on calendars in, after a look at which days change and which messages move.
import { day, moment } from './dates.js';
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { call, download, get, pageAddress } from './net.js';
import { t } from './texts.js';

const PAUSE = 400;
const LIMIT = 200000;

/** Puts the form into a place. done: called when the calendar has changed. */
export function showImport(place, done) {
  const result = h('div', { id: 'calendar-result' });
  const status = h('p', { class: 'status', role: 'status' });
  const text = field({ name: 'text', type: 'textarea', rows: 8, label: t('calendar.text'), hint: t('calendar.textHint'), required: true, limit: LIMIT });
  const file = h('input', { type: 'file', id: 'calendar-file', accept: '.txt,text/plain' });
  file.addEventListener('change', async () => {
    if (file.files.length > 0) {
      text.input.value = await file.files[0].text();
      text.input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  const preview = form({
    fields: [text],
    submit: t('calendar.preview'),
    beside: h('button', { type: 'button', onclick: () => look({}, null) }, t('calendar.recountPreview')),
    async send(values) {
      fill(result);
      const plan = await call('POST', 'api/v1/calendar/preview', { body: { text: values.text ?? '' } });
      await look({ text: values.text }, plan);
    },
  });

  /** Shows what would change; plan: what of the calendars, or null where only the messages are looked at. */
  async function look(body, plan) {
    fill(result, plan ? changes(plan) : null);
    const run = await counted('preview', body);
    if (run) {
      fill(result, plan ? changes(plan) : null, impact(run), plan ? confirm(body.text) : run.moved + run.internalOnly > 0 ? recount() : null);
    }
  }

  /** Has it counted, and says how far it is; null where that was refused. */
  async function counted(path, body) {
    try {
      let run = await call('POST', `api/v1/recounts${path ? `/${path}` : ''}`, { body });
      while (run.state === 'RUNNING') {
        status.textContent = t('calendar.counting', run.examined);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        run = await get(`api/v1/recounts/${run.id}`);
      }
      status.textContent = run.state === 'FAILED' ? t('calendar.failed') : '';
      return run;
    } catch (problem) {
      status.textContent = '';
      result.append(h('p', { class: 'notice bad', role: 'alert' }, problem.message));
      return null;
    }
  }

  function confirm(accepted) {
    return h('div', { class: 'notice' }, h('p', null, t('calendar.confirmHint')),
      h('button', { type: 'button', class: 'primary', onclick: (event) => once(event, async () => {
        const plan = await call('POST', 'api/v1/calendar/editions', { body: { text: accepted } });
        fill(result, h('p', { class: 'notice good' }, t(plan.added ? 'calendar.added' : 'calendar.addedBefore')), recount());
        done();
      }) }, t('calendar.confirm')));
  }

  function recount() {
    return h('div', { class: 'notice' }, h('p', null, t('calendar.recountHint')),
      h('button', { type: 'button', class: 'primary', onclick: (event) => once(event, async () => {
        const run = await counted('', {});
        if (run) {
          fill(result, h('p', { class: 'notice good' }, t('calendar.recounted')), impact(run));
        }
      }) }, t('calendar.recount')));
  }

  async function once(event, action) {
    event.target.disabled = true;
    try {
      await action();
    } catch (problem) {
      result.append(h('p', { class: 'notice bad', role: 'alert' }, problem.message));
    } finally {
      event.target.disabled = false;
    }
  }

  fill(place, h('p', { class: 'hint' }, t('calendar.importHint')),
    h('div', { class: 'field' }, h('label', { for: 'calendar-file' }, t('calendar.file')), file), preview, status, result);
}

/** Which days change, and how many are worked then. */
function changes(plan) {
  return h('div', null,
    h('h3', null, t('calendar.changes')),
    plan.warnings.map((warning) => h('p', { class: 'notice' }, warning)),
    h('ul', null, plan.years.map((year) => h('li', null, year.before === undefined
      ? t('calendar.yearNew', year.calendar, year.year, year.after)
      : t('calendar.yearChanges', year.calendar, year.year, year.before, year.after)))),
    h('details', { open: plan.days.length <= 20 }, h('summary', null, t('calendar.daysDiffer', plan.days.length)),
      h('ul', null, plan.days.map((each) =>
        h('li', null, h('strong', null, day(each.date)), `: ${t(`calendar.type.${each.before}`)} → ${t(`calendar.type.${each.after}`)}`)))));
}

/** Which messages move. */
function impact(run) {
  return h('div', null,
    h('h3', null, t('calendar.messages')),
    h('p', null, t('calendar.impact', run.examined, run.moved, run.becomeOverdue, run.noLongerOverdue)),
    run.moved > 0 ? [
      h('details', null, h('summary', null, t('calendar.firstMoved', run.items.length)),
        h('ul', { class: 'moved' }, run.items.map((each) => h('li', null,
          h('a', { href: pageAddress(`messages/${each.number}`) }, each.number), `: ${moment(each.from, each.zone)} → ${moment(each.to, each.zone)}`,
          each.becomesOverdue ? [' ', h('span', { class: 'badge bad' }, t('due.overdue'))] : null)))),
      h('p', null, h('button', { type: 'button', class: 'link', onclick: () => download(`api/v1/recounts/${run.id}/items.csv`, `recount-${run.id}.csv`) }, t('calendar.list')),
        run.truncated ? ` ${t('calendar.truncated')}` : ''),
    ] : null);
}
