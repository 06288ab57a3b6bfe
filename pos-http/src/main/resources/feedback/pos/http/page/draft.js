// A draft of a legal act with its discussion, or the list of drafts.
import { moment } from './dates.js';
import { showDiscussion } from './discussion.js';
import { fill, h } from './dom.js';
import { showList } from './lists.js';
import { get, pageAddress } from './net.js';
import './session.js';
import { t } from './texts.js';

const PAGE = 20;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const place = document.getElementById('draft-place');
const id = decodeURIComponent(location.pathname.split('/drafts/')[1] ?? '');
const period = (draft) => t('draft.period', moment(draft.from, zone), moment(draft.until, zone));

async function show() {
  try {
    const draft = await get(`api/v1/drafts/${encodeURIComponent(id)}`);
    document.getElementById('draft-title').textContent = draft.title;
    document.title = draft.title;
    fill(place, h('p', { class: 'lead' }, `${draft.organization.name} · ${period(draft)}`), h('section', { 'aria-label': t('draft.text') }, h('p', { class: 'written' }, draft.text)));
    await showDiscussion(document.getElementById('discussion-place'), draft.subject);
  } catch (problem) {
    fill(place, h('p', { class: 'notice bad', role: 'alert' }, problem.message));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

if (id) {
  show();
} else {
  document.getElementById('draft-discussion').parentElement.hidden = true;
  place.removeAttribute('aria-busy');
  showList(place, {
    load: (after) => get('api/v1/drafts', { limit: PAGE, after }),
    item: (draft) => h('li', { class: 'card' }, h('p', { class: 'card-head' }, h('a', { href: pageAddress(`drafts/${draft.id}`) }, draft.title)), h('p', { class: 'hint' }, `${draft.organization.name} · ${period(draft)}`)),
    empty: t('draft.empty'),
  });
}
