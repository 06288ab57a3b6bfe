// The page of the citizen: write, find, follow.
import { afterPause, h, fill } from './dom.js';
import { card, publicState } from './facts.js';
import { field, form } from './forms.js';
import { showList } from './lists.js';
import { get, pageAddress } from './net.js';
import { pollCard } from './poll-words.js';
import { noticeItem } from './notice-item.js';
import { askToSignIn, me, onSession } from './session.js';
import { t } from './texts.js';
import { showWriting } from './write.js';

const PAGE = 5;
const place = (id) => document.getElementById(id);

function showMessages(where, parameters, empty) {
  return showList(where, {
    load: (after) => get('api/v1/messages', { ...parameters, limit: PAGE, after }),
    item: (message) => card(message, pageAddress(`messages/${message.number}`), publicState(message)),
    empty,
  });
}

function showMine() {
  if (me) {
    showMessages(place('mine-place'), { mine: true }, t('mine.empty'));
  } else {
    fill(place('mine-place'), h('p', { class: 'hint' }, t('mine.signIn')), h('button', { type: 'button', onclick: askToSignIn }, t('session.in')));
  }
}

const number = field({ name: 'number', label: t('find.number'), hint: t('find.hint'), required: true });
fill(place('find-place'), form({
  fields: [number],
  submit: t('find.go'),
  async send(values) {
    const message = await get(`api/v1/messages/${encodeURIComponent(values.number ?? '-')}`);
    location.assign(pageAddress(`messages/${message.number}`));
  },
}));

showList(place('home-polls'), { load: (after) => get('api/v1/polls', { stage: 'OPEN', limit: PAGE, after }), item: pollCard, empty: t('polls.noneOpen') });
showWriting(place('write-place'), showMine);
onSession(showMine);

const words = field({ name: 'q', type: 'search', label: t('public.q'), hint: t('public.qHint') });
const search = h('form', { class: 'form', role: 'search' }, words.element);
const showPublic = () => showMessages(place('public-place'), { public: true, q: words.value() }, t(words.value() ? 'public.notFound' : 'public.empty'));
search.addEventListener('submit', (event) => {
  event.preventDefault();
  showPublic();
});
search.addEventListener('input', afterPause(300, showPublic));
place('public-place').before(search);
showPublic();
showList(place('home-notices'), {
  load: (after) => get('api/v1/notices', { when: 'ACTIVE', limit: PAGE, after }),
  item: noticeItem,
  empty: t('home.noNotices'),
});
place('all-notices').href = pageAddress('notices');
