// Lists that come in pages.
import { fill, h } from './dom.js';
import { instead } from './found.js';
import { t } from './texts.js';

/**
 * Shows the first page in a place and a button for the next.
 *
 * spec: load(after): a promise of {items, next}; item(each): a list element; empty: the text of an empty list.
 */
export async function showList(place, spec) {
  const list = h('ul', { class: 'cards' });
  const status = h('p', { class: 'status', role: 'status' }, t('list.loading'));
  const more = h('button', { type: 'button', hidden: true }, t('list.more'));
  let next = null;
  // A list that was asked for later has taken the place
  const isCurrent = () => list.parentElement === place;

  async function load(after) {
    more.disabled = true;
    try {
      const page = await spec.load(after);
      if (!isCurrent()) {
        return;
      }
      const added = page.items.map(spec.item);
      list.append(...added);
      next = page.next;
      more.hidden = !next;
      status.textContent = [instead(page), list.children.length === 0 ? spec.empty : t('list.shown', list.children.length)].filter(Boolean).join(' ');
      if (after) {
        added[0]?.querySelector('a, button')?.focus();
      }
    } catch (problem) {
      status.textContent = problem.message;
    } finally {
      more.disabled = false;
    }
  }

  more.addEventListener('click', () => load(next));
  fill(place, list, status, more);
  await load(null);
}
