// Messages on the same matter: offered to whoever writes one, and to officials who look at one.
import { afterPause, fill, h } from './dom.js';
import { act, call, get, pageAddress, settings } from './net.js';
import { me, onSession } from './session.js';
import { t } from './texts.js';

const ENOUGH_TO_COMPARE = 15;

/**
 * A part of the form by which a citizen writes: what was sent already, to be joined or not. Looks like a field whose value is
 * the message to follow; never in the way of sending.
 */
export function similarHint({ text, topic, territory }) {
  const said = h('p', { class: 'hint', role: 'status' });
  const list = h('div', { class: 'similar-list' });
  const element = h('div', { class: 'similar' }, said, list);
  let chosen = null;
  let others = false;
  let asked = 0;

  const tell = (words) => {
    said.textContent = words;
  };
  const leave = () => {
    chosen = null;
    fill(list);
    tell('');
  };

  function choose(item, button) {
    chosen = chosen === item.id ? null : item.id;
    list.querySelectorAll('[aria-pressed]').forEach((each) => each.setAttribute('aria-pressed', 'false'));
    button.setAttribute('aria-pressed', chosen ? 'true' : 'false');
    tell(chosen ? t('similar.chosen', item.number) : t('similar.heading'));
  }

  function dismiss() {
    others = true;
    leave();
    tell(t('similar.dismissed'));
    text.focus();
  }

  async function look() {
    const written = text.value();
    if (!me || others || chosen || written.length < ENOUGH_TO_COMPARE || [...written].length > settings.textLimit) {
      return;
    }
    const turn = ++asked;
    let found;
    try {
      const about = { text: written, topic: topic.value(), territory: territory.value() };
      found = await call('POST', 'api/v1/messages/similar', { body: Object.fromEntries(Object.entries(about).filter(([, value]) => value !== '')) });
    } catch {
      // A hint is a courtesy: the message can be sent without it
      return;
    }
    if (turn !== asked || chosen) {
      return;
    }
    if (found.items.length === 0) {
      fill(list);
      tell(found.more > 0 ? t('similar.more', found.more) : '');
      return;
    }
    fill(
      list,
      h('ul', { class: 'cards' }, found.items.map((item) => card(item, h(
        'button',
        { type: 'button', class: 'small', 'aria-pressed': 'false', 'aria-label': t('similar.joinNumber', item.number), onclick: (event) => choose(item, event.currentTarget) },
        t('similar.join'),
      )))),
      found.more > 0 ? h('p', { class: 'hint' }, t('similar.more', found.more)) : null,
      h('p', null, h('button', { type: 'button', class: 'small', onclick: dismiss }, t('similar.other'))),
    );
    tell(t('similar.heading'));
  }

  const soon = afterPause(900, look);
  text.input.addEventListener('input', soon);
  topic.input.addEventListener('change', soon);
  territory.input.addEventListener('change', soon);
  onSession(soon);

  return {
    name: 'join',
    element,
    value: () => chosen ?? '',
    focus: () => (list.querySelector('button') ?? text.input).focus(),
    say(problem) {
      if (problem) {
        leave();
        tell(problem);
      }
    },
  };
}

/** What an official may join a message to by one press; done is called with the message as it is afterwards. */
export function similarTo(message, done) {
  const place = h('div', null);
  if (!message.verbs?.includes('join') || !['MODERATION', 'COORDINATION'].includes(message.stage)) {
    return place;
  }
  get(`api/v1/messages/${message.id}/similar`).then((found) => {
    if (found.items.length > 0) {
      fill(place, h('h3', null, t('similar.heading')), h('ul', { class: 'cards' }, found.items.map((item) => joinable(item, message, done))));
    }
  }, () => fill(place));
  return place;
}

function joinable(item, message, done) {
  const problem = h('p', { class: 'error', role: 'alert', hidden: true });
  const button = h('button', { type: 'button', class: 'small', 'aria-label': t('similar.joinNumber', item.number), onclick: join }, t('similar.joinTo'));
  async function join() {
    button.disabled = true;
    try {
      done(await act(message, 'join', { message: item.id }));
    } catch (refused) {
      button.disabled = false;
      problem.textContent = refused.message;
      problem.hidden = false;
    }
  }
  return card(item, [button, problem]);
}

function card(item, below) {
  const facts = [
    item.publicStatus,
    item.days === 0 ? t('similar.today') : t('similar.days', item.days),
    item.metres === undefined ? null : t('similar.metres', item.metres),
    item.followers > 0 ? t('similar.followers', item.followers) : null,
    item.mine ? t('similar.mine') : null,
  ];
  return h(
    'li',
    { class: 'similar-card' },
    h('p', null, h('a', { href: pageAddress(`messages/${item.number}`), target: '_blank', rel: 'noopener' }, item.number), ' · ', item.topic.name),
    h('p', { class: 'written' }, item.text),
    item.address ? h('p', { class: 'hint' }, item.address) : null,
    h('p', { class: 'hint' }, facts.filter(Boolean).join(' · ')),
    below,
  );
}
