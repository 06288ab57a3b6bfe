// A discussion under any subject: a poll, a project, a notice, a draft of an act.
import { moment } from './dates.js';
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { showList } from './lists.js';
import { call, get, Problem } from './net.js';
import { askToSignIn, me, onSession } from './session.js';
import { t } from './texts.js';

const PAGE = 20;
const LIMIT = 2000;
const DEEPEST = 2;
const REASONS = ['PROFANITY', 'HATE', 'THIRD_PARTY_DATA', 'SPAM', 'UNREADABLE', 'UNCLEAR', 'OFF_TOPIC', 'DUPLICATE'];
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Shows the discussion of a subject, written poll:ID, project:POLL/PROJECT, notice:ID or draft:ID, in a place of the page; nothing where
 * there is none.
 */
export async function showDiscussion(place, subject) {
  const path = `api/v1/discussions/${encodeURIComponent(subject.replace('/', ':'))}`;
  const status = h('p', { class: 'status', role: 'status' });
  const posts = h('div', null);
  const writing = h('div', null);
  const order = field({
    name: 'order', type: 'select', label: t('discussion.order'),
    options: ['NEWEST', 'OLDEST'].map((value) => ({ value, label: t(`discussion.order.${value}`) })),
  });
  let discussion = null;

  async function draw() {
    try {
      discussion = await get(path);
    } catch (problem) {
      fill(place, problem.status === 404 ? null : h('p', { class: 'status' }, problem.message));
      return;
    }
    fill(place, h('p', { class: 'hint' }, t('discussion.count', discussion.count), ' · ', t(`discussion.moderation.${discussion.moderation}`)), writing, status, order.element, posts);
    drawWriting();
    list();
  }

  function drawWriting() {
    if (!discussion.open) {
      fill(writing, h('p', { class: 'hint' }, t('discussion.closed')));
    } else if (me) {
      fill(writing, writeForm(null));
    } else {
      fill(writing, h('p', { class: 'hint' }, t('discussion.signIn')), h('button', { type: 'button', onclick: askToSignIn }, t('session.in')));
    }
  }

  function list() {
    return showList(posts, { load: (after) => get(`${path}/posts`, { order: order.value(), limit: PAGE, after }), item: (post) => item(post), empty: t('discussion.empty') });
  }

  function writeForm(parent) {
    const text = field({ name: 'text', type: 'textarea', rows: 3, label: t(parent ? 'discussion.reply' : 'discussion.write'), required: true, limit: LIMIT });
    const named = field({ name: 'named', type: 'checkbox', label: t('discussion.named'), hint: t('discussion.namedHint') });
    const official = discussion.mayAnswer ? field({ name: 'official', type: 'checkbox', label: t('discussion.official', discussion.organization.name) }) : null;
    // The same as long as the words are: after a broken line nothing is written twice
    let key = '';
    let before = '';
    return form({
      fields: [text, named, official].filter(Boolean),
      submit: t('discussion.send'),
      async send(values) {
        const body = parent ? { ...values, parent } : values;
        if (JSON.stringify(body) !== before) {
          before = JSON.stringify(body);
          key = crypto.getRandomValues(new Uint32Array(4)).join('-');
        }
        const post = await call('POST', `${path}/posts`, { body, headers: { 'Idempotency-Key': key } });
        await draw();
        status.textContent = t(post.stage === 'SHOWN' ? 'discussion.shown' : 'discussion.waits');
      },
    });
  }

  function item(post) {
    const below = h('div', null);
    const element = h('li', { class: post.official ? 'card answer' : 'card' }, head(post), h('p', { class: 'written' }, post.erased ? t('discussion.erased') : post.text), h('div', { class: 'buttons' }, buttons(post, below)), below);
    return element;
  }

  function head(post) {
    const author = post.official ? `${post.official.organization.name} (${t(`role.${post.official.role}`)})` : post.author ?? '';
    return h('p', { class: 'card-head' }, h('strong', null, author), post.official ? h('span', { class: 'badge answered' }, t('discussion.officialAnswer')) : null, h('span', { class: 'hint' }, moment(post.at, zone), post.editedAt ? ` · ${t('discussion.edited')}` : ''));
  }

  function button(words, onclick) {
    return h('button', { type: 'button', class: 'link', onclick }, words);
  }

  function buttons(post, below) {
    if (post.erased) {
      return post.replies > 0 ? button(t('discussion.replies', post.replies), () => replies(post, below)) : [];
    }
    return [
      post.replies > 0 ? button(t('discussion.replies', post.replies), () => replies(post, below)) : null,
      me && discussion.open && post.depth < DEEPEST ? button(t('discussion.reply'), () => openForm(below, writeForm(post.id))) : null,
      post.editable ? button(t('discussion.edit'), () => openForm(below, editForm(post))) : null,
      post.mine ? button(t('discussion.withdraw'), () => act(post, 'withdraw', {}, t('discussion.withdrawn'))) : null,
      me && !post.mine && !post.official ? button(t('discussion.complain'), () => act(post, 'complain', {}, t('discussion.complained'))) : null,
      discussion.mayModerate && !post.mine ? button(t('discussion.decline'), () => openForm(below, declineForm(post))) : null,
    ];
  }

  function openForm(below, made) {
    fill(below, made);
    below.querySelector('textarea, select')?.focus();
  }

  function replies(post, below) {
    return showList(below, { load: (after) => get(`${path}/posts`, { parent: post.id, order: 'OLDEST', limit: PAGE, after }), item: (reply) => item(reply), empty: t('discussion.empty') });
  }

  function editForm(post) {
    const text = field({ name: 'text', type: 'textarea', rows: 3, label: t('discussion.edit'), required: true, limit: LIMIT, value: post.text });
    return form({
      fields: [text],
      submit: t('discussion.save'),
      async send(values) {
        await call('PUT', `api/v1/posts/${post.id}`, { body: values });
        await draw();
      },
    });
  }

  function declineForm(post) {
    const reason = field({ name: 'reason', type: 'select', label: t('discussion.reason'), options: REASONS.map((value) => ({ value, label: t(`reason.${value}`) })) });
    return form({
      fields: [reason],
      submit: t('discussion.decline'),
      danger: true,
      send: (values) => act(post, 'moderate', { decision: 'DECLINE', ...values }, t('discussion.declined')),
    });
  }

  async function act(post, verb, body, done) {
    try {
      await call('POST', `api/v1/posts/${post.id}/${verb}`, { body });
      await draw();
      status.textContent = done;
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      status.textContent = problem.message;
    }
  }

  order.input.addEventListener('change', list);
  onSession(draw);
}
