// Saved views: filters with names, one's own and those of one's bodies.
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { call, get } from './net.js';
import { organizationField } from './organizations.js';
import { t } from './texts.js';

/**
 * Shows the views with buttons to use, to change and to remove them, and a form to keep the present filter.
 *
 * current(): the filter that is in force; use(filter): puts another one in force.
 */
export async function showViews(place, current, use) {
  const status = h('p', { class: 'status', role: 'status' });
  const list = h('ul', { class: 'cards' });
  const again = async (said) => {
    try {
      const page = await get('api/v1/views');
      fill(list, page.items.map(item));
      status.textContent = said || (page.items.length === 0 ? t('views.none') : '');
    } catch (problem) {
      status.textContent = problem.message;
    }
  };
  const act = (work, said) => async () => {
    try {
      await work();
      await again(said);
    } catch (problem) {
      status.textContent = problem.message;
    }
  };

  function item(view) {
    const address = `api/v1/views/${view.id}`;
    const headers = { 'If-Match': `"${view.version}"` };
    const content = { name: view.name, filter: view.filter, columns: view.columns, sort: view.sort, organization: view.organization?.id };
    return h('li', { class: 'card' }, h('div', { class: 'card-head' },
      h('button', { type: 'button', class: 'link', onclick: () => use(view.filter) }, view.name),
      view.organization ? h('span', { class: 'badge' }, t('views.sharedWith', view.organization.name)) : null,
      view.mine ? [
        h('button', { type: 'button', class: 'small', onclick: act(() => call('PUT', address, { body: { ...content, filter: kept(current()) }, headers }), t('views.changed')) }, t('views.replace')),
        h('button', { type: 'button', class: 'small', onclick: act(() => call('DELETE', address, { headers }), t('views.removed')) }, t('views.remove')),
      ] : null));
  }

  const add = h('details', null, h('summary', null, t('views.add')), form({
    fields: [
      field({ name: 'name', label: t('views.name'), required: true }),
      organizationField({ name: 'organization', label: t('views.share'), first: { value: '', label: t('views.onlyMine') } }),
    ],
    submit: t('views.save'),
    send: async (values) => {
      await call('POST', 'api/v1/views', { body: { ...values, filter: kept(current()) } });
      await again(t('views.added'));
    },
  }));
  fill(place, list, status, add);
  await again('');
}

/** What belongs to the filter: with what it is compared does not. */
function kept(filter) {
  const { compare, ...rest } = filter;
  return rest;
}
