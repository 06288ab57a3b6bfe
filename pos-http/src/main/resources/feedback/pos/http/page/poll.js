// The page of one poll: what it asks, under which rules, one's ballot, the receipt, the results, what checks them.
import { ballotForm } from './ballot-form.js';
import { showDiscussion } from './discussion.js';
import { fill, h } from './dom.js';
import { facts, written } from './facts.js';
import { field, form } from './forms.js';
import { call, get, pageAddress } from './net.js';
import { pollResults } from './poll-results.js';
import { number, pollBadge, pollTime } from './poll-words.js';
import { askToSignIn, me, onSession } from './session.js';
import { surveyForm } from './survey-form.js';
import { t } from './texts.js';

const ACTS = { DRAFT: 'open', OPEN: 'close', CLOSED: 'publish' };
const place = document.getElementById('poll-place');
const status = document.getElementById('poll-status');
const id = decodeURIComponent(location.pathname.split('/').at(-1));
const path = `api/v1/polls/${encodeURIComponent(id)}`;

async function load() {
  place.setAttribute('aria-busy', 'true');
  try {
    show(await get(path));
  } catch (problem) {
    fill(place, h('h1', null, t('poll.heading')), h('div', { class: 'notice bad', role: 'alert' }, h('p', null, problem.message)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

function show(poll) {
  document.title = poll.title;
  const results = h('div', null);
  const receipt = h('div', { id: 'receipt-place' });
  fill(
    place,
    h('h1', { tabindex: '-1' }, poll.title),
    h('p', { class: 'card-head' }, pollBadge(poll), h('span', { class: 'hint' }, `${t(`poll.kind.${poll.kind}`)} · ${poll.organization.name}`)),
    pollTime(poll),
    poll.description ? written(poll.description) : null,
    keeping(poll),
    receipt,
    poll.stage === 'OPEN' ? section('ballot', t(`poll.take.${poll.kind}`), taking(poll, receipt, results)) : null,
    poll.stage === 'DRAFT' ? null : section('results', t('poll.results'), h('p', null, t(poll.stage === 'OPEN' && poll.secret && !poll.live ? 'poll.turnoutAtLeast' : 'poll.turnout', number(poll.turnout ?? 0))), results),
    section('rules', t('poll.rules'), rules(poll)),
    poll.stage === 'DRAFT' ? null : section('check', t('poll.check'), check(poll)),
    poll.stage === 'DRAFT' ? null : talk(poll),
  );
  if (poll.stage !== 'DRAFT') {
    pollResults(results, poll, path);
  }
}

function section(name, heading, ...content) {
  return h('section', { 'aria-labelledby': `${name}-heading` }, h('h2', { id: `${name}-heading` }, heading), content);
}

function taking(poll, receipt, results) {
  if (!poll.takesBallots) {
    return h('p', { class: 'hint' }, t('poll.notNow'));
  }
  if (poll.voted && !poll.revoting) {
    return h('p', { class: 'notice good' }, t('poll.voted'));
  }
  const { access, channels } = poll.electorate;
  if (access !== 'TOKENS' && access !== 'ANYBODY' && !me) {
    return [h('p', { class: 'hint' }, t('poll.signIn')), h('button', { type: 'button', class: 'primary', onclick: askToSignIn }, t('session.in'))];
  }
  if (access !== 'TOKENS' && access !== 'ANYBODY' && !channels.includes('ESIA')) {
    return h('p', { class: 'hint' }, t('poll.elsewhere'));
  }
  const sent = (answer) => {
    fill(receipt, receiptOf(answer));
    receipt.firstElementChild.focus();
    fill(document.getElementById('ballot-heading').parentElement, h('h2', { id: 'ballot-heading' }, t(`poll.take.${poll.kind}`)), h('p', null, t('poll.thanks')));
    pollResults(results, poll, path);
  };
  const made = poll.vote ? ballotForm(poll, path, sent) : surveyForm(poll, path, sent);
  return [poll.voted ? h('p', { class: 'notice' }, t('poll.again')) : null, made];
}

function receiptOf(answer) {
  return h(
    'div',
    { class: 'notice good', tabindex: '-1', role: 'status' },
    h('h2', null, t('poll.taken')),
    h('p', null, t('poll.keepReceipt')),
    h('p', { class: 'receipt' }, h('code', null, answer.receipt)),
  );
}

function rules(poll) {
  const { electorate, vote } = poll;
  const lines = [
    [t('rule.who'), whoMay(electorate)],
    vote ? [t('rule.form'), t(`form.vote.${vote.form}`, vote.min, vote.max, vote.points, vote.budget ? number(vote.budget) : '')] : null,
    vote?.budget ? [t('rule.budget'), number(vote.budget)] : null,
    vote ? [t('rule.count'), `${t(`count.${vote.rule.split('/')[0].replace('-comparison', '')}`)} (${vote.rule})`] : null,
    vote ? [t('rule.ties'), ties(vote.ties)] : null,
    vote?.minimum ? [t('rule.minimum'), number(vote.minimum)] : null,
    vote?.quorum ? [t('rule.quorum'), number(vote.quorum)] : null,
    [t('rule.secrecy'), t(poll.secret ? 'rule.secret' : 'rule.named')],
    [t('rule.again'), t(poll.revoting ? 'rule.revoting' : 'rule.once')],
    [t('rule.shown'), t(poll.live ? 'rule.live' : 'rule.atEnd')],
    poll.digest ? [t('rule.digest'), h('a', { href: `../${path}/rules` }, h('code', null, poll.digest))] : null,
  ];
  return [poll.digest ? h('p', { class: 'hint' }, t('poll.frozen')) : null, facts(lines.filter(Boolean))];
}

/** The seed of a lot may hold commas. */
function ties(spelled) {
  const [, words, seed] = /^(.*?)(?:,?lot:(.*))?$/.exec(spelled);
  return [...words.split(',').filter(Boolean).map((word) => t(`ties.${word}`)), seed === undefined ? null : t('ties.lot', seed)].filter(Boolean).join(', ');
}

function whoMay({ access, minAge, territories, assurance }) {
  return [
    t(`rule.access.${access}`),
    minAge ? t('rule.age', minAge) : null,
    territories.length > 0 ? t('rule.places', territories.join(', ')) : null,
    assurance === 'NONE' ? null : t('rule.assurance', t(`assurance.${assurance}`)),
  ].filter(Boolean).join('; ');
}

function check(poll) {
  const receipt = field({ name: 'receipt', label: t('check.receipt'), hint: t('check.hint'), required: true });
  const answer = h('p', { role: 'status' });
  const looked = form({
    fields: [receipt],
    submit: t('check.go'),
    async send(values) {
      const found = await get(`${path}/receipts/${encodeURIComponent(values.receipt ?? '-')}`);
      answer.textContent = t(found.stands ? 'check.stands' : 'check.stranger');
    },
  });
  return [
    looked,
    answer,
    h('p', null, h('a', { href: `../${path}/audit` }, t('check.audit'))),
    poll.kind === 'VOTE' && poll.stage === 'PUBLISHED' ? h('p', null, h('a', { href: `../${path}/export.pb` }, t('check.export'))) : null,
  ];
}

/** What is said of the poll and of each project, where a discussion was opened. */
function talk(poll) {
  const whole = h('div', null);
  const found = [showDiscussion(whole, `poll:${poll.id}`)];
  const projects = (poll.vote?.projects ?? []).map((project) => {
    const place = h('div', null);
    const part = h('details', { class: 'act' }, h('summary', null, project.title), place);
    part.addEventListener('toggle', () => showDiscussion(place, `project:${poll.id}/${project.id}`), { once: true });
    return part;
  });
  const made = section('talk', t('poll.talk'), whole, projects);
  made.hidden = true;
  Promise.all(found).then(() => {
    made.hidden = whole.childElementCount === 0;
  });
  return made;
}

/** For who keeps the poll: the next step of its life. */
function keeping(poll) {
  const act = ACTS[poll.stage];
  if (!act || !poll.steps.some((step) => step.by)) {
    return null;
  }
  return h('details', { class: 'act' }, h('summary', null, t(`poll.act.${act}`)), h('p', { class: 'hint' }, t(`poll.explain.${act}`)), form({
    fields: [],
    submit: t(`poll.act.${act}`),
    danger: act === 'close',
    async send() {
      const after = await call('POST', `${path}/${act}`, { body: {} });
      status.textContent = t(`poll.done.${act}`);
      show({ ...after, turnout: poll.turnout });
    },
  }), h('p', null, h('a', { href: pageAddress('polls') }, t('polls.heading'))));
}

onSession(load);
