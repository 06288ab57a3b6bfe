// The organizations to choose from, and the people in them.
import { afterPause, h } from './dom.js';
import { field } from './forms.js';
import { get } from './net.js';
import { t } from './texts.js';

const MOST = 200;

/** The municipalities as choices of a territory. */
export async function territories() {
  const page = await get('api/v1/organizations', { level: 'MUNICIPALITY', limit: MOST });
  return page.items.map((each) => ({ value: each.territory, label: each.name }));
}

async function search(text) {
  const page = await get('api/v1/organizations', { q: text, limit: MOST });
  return page.items.map((each) => ({ value: each.id, label: each.name }));
}

/** Those who may be executors at an organization. */
export async function executors(organization) {
  const page = await get('api/v1/people', { organization, role: 'EXECUTOR', limit: MOST });
  const seen = new Map(page.items.map((each) => [each.id, { value: each.id, label: `${each.name} — ${each.organization.name}` }]));
  return [...seen.values()];
}

/**
 * A field to choose an organization, with a line above that narrows the choices as one types. spec: as for a field, and
 * first: the choice that stands for none.
 */
export function organizationField(spec) {
  const line = h('input', { type: 'search', class: 'narrow', placeholder: t('organization.narrow'), 'aria-label': t('organization.narrow') });
  const made = field({ ...spec, type: 'select', options: [spec.first], before: line });
  const update = async () => {
    try {
      made.set({ options: [spec.first, ...(await search(line.value.trim()))] });
    } catch (problem) {
      made.say(problem.message);
    }
  };
  line.addEventListener('input', afterPause(300, update));
  update();
  return made;
}
