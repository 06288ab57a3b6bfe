// Notices for everybody, and the subscriptions of whoever is signed in.
import { topicGroups } from './catalog.js';
import { fill, h } from './dom.js';
import { field, form } from './forms.js';
import { showList } from './lists.js';
import { call, get } from './net.js';
import { KINDS, noticeItem } from './notice-item.js';
import { territories } from './organizations.js';
import { askToSignIn, me, onSession } from './session.js';
import { t } from './texts.js';

const PAGE = 20;
const place = (id) => document.getElementById(id);
const everywhere = { value: '', label: t('notices.everywhere') };
const everything = { value: '', label: t('notices.everything') };
const kinds = KINDS.map((value) => ({ value, label: t(`noticeKind.${value}`) }));

function show(parameters) {
  return showList(place('notices-place'), {
    load: (after) => get('api/v1/notices', { ...parameters, limit: PAGE, after }),
    item: (notice) => noticeItem(notice),
    empty: t('notices.empty'),
  });
}

const when = field({
  name: 'when', type: 'select', label: t('notices.when'),
  options: [{ value: '', label: t('notices.current') }, ...['ACTIVE', 'FUTURE', 'PAST', 'WITHDRAWN'].map((value) => ({ value, label: t(`noticeWhen.${value}`) }))],
});
const kind = field({ name: 'kind', type: 'select', label: t('notices.kind'), options: [everything, ...kinds] });
const topic = field({ name: 'topic', type: 'select', label: t('notices.topic'), options: [everything] });
const text = field({ name: 'q', type: 'search', label: t('notices.text') });
fill(place('notices-filters'), form({ fields: [when, kind, topic, text], submit: t('notices.show'), send: show }));

const where = field({ name: 'territory', type: 'select', label: t('subscriptions.territory'), options: [everywhere] });
const about = field({ name: 'topic', type: 'select', label: t('notices.topic'), options: [everything] });
const what = field({ name: 'kind', type: 'select', label: t('notices.kind'), options: [everything, ...kinds] });
const status = place('subscriptions-status');

async function choices() {
  try {
    const found = await topicGroups();
    for (const each of [topic, about]) {
      each.set({ options: [everything, ...found.options], groups: found.groups });
    }
  } catch (problem) {
    topic.say(problem.message);
  }
}

async function subscriptions() {
  if (!me) {
    fill(place('subscriptions-place'), h('p', { class: 'hint' }, t('subscriptions.signIn')), h('button', { type: 'button', onclick: askToSignIn }, t('session.in')));
    return;
  }
  try {
    const [mine, known] = await Promise.all([get('api/v1/me/subscriptions'), territories()]);
    const names = new Map(known.map((each) => [each.value, each.label]));
    where.set({ options: known });
    fill(
      place('subscriptions-place'),
      mine.items.length === 0 ? h('p', { class: 'empty' }, t('subscriptions.none')) : h('ul', { class: 'cards' }, mine.items.map((each) => item(each, names))),
      form({ fields: [where, about, what], submit: t('subscriptions.add'), send: subscribe }),
      h('p', null, h('button', { type: 'button', onclick: here }, t('subscriptions.here'))),
    );
  } catch (problem) {
    status.textContent = problem.message;
  }
}

function item(subscription, names) {
  const words = inWords(subscription, names);
  return h('li', { class: 'card' }, h('p', null, words), h(
    'button',
    { type: 'button', class: 'link', 'aria-label': t('subscriptions.removeOf', words), onclick: () => change(() => call('DELETE', `api/v1/me/subscriptions/${subscription.id}`), t('subscriptions.removed')) },
    t('subscriptions.remove'),
  ));
}

function inWords(subscription, names) {
  const around = subscription.location
    ? t('subscriptions.around', subscription.radius, subscription.location.lat.toFixed(4), subscription.location.lon.toFixed(4))
    : names.get(subscription.territory) ?? subscription.territory;
  return [
    around,
    subscription.topics.map((each) => each.name).join(', ') || t('subscriptions.allTopics'),
    subscription.kinds.map((each) => t(`noticeKind.${each}`)).join(', ') || t('subscriptions.allKinds'),
  ].join(' · ');
}

function wanted(values) {
  return { topics: values.topic ? [values.topic] : [], kinds: values.kind ? [values.kind] : [] };
}

async function subscribe(values) {
  await call('POST', 'api/v1/me/subscriptions', { body: { territory: values.territory, ...wanted(values) } });
  status.textContent = t('subscriptions.added');
  await subscriptions();
}

/** Around the place where the reader is, if the browser tells. */
function here() {
  if (!navigator.geolocation) {
    status.textContent = t('subscriptions.nowhere');
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => change(() => call('POST', 'api/v1/me/subscriptions', {
      body: { location: { lat: coords.latitude, lon: coords.longitude }, radius: 500, ...wanted({ topic: about.value(), kind: what.value() }) },
    }), t('subscriptions.added')),
    () => {
      status.textContent = t('subscriptions.nowhere');
    },
  );
}

async function change(work, done) {
  try {
    await work();
    status.textContent = done;
    await subscriptions();
  } catch (problem) {
    status.textContent = problem.message;
  }
}

choices();
show({});
onSession(subscriptions);
