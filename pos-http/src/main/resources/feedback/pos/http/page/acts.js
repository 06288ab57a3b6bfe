// The verbs of a message's life: when each makes sense and what has to be said with it.
import { topicGroups } from './catalog.js';
import { localDate } from './dates.js';
import { field, form } from './forms.js';
import { executors, organizationField } from './organizations.js';
import { act as send, settings } from './net.js';
import { proposals } from './topic-words.js';
import { t } from './texts.js';

const REASONS = ['PROFANITY', 'UNREADABLE', 'HATE', 'THIRD_PARTY_DATA', 'SPAM', 'NO_ADDRESS', 'UNCLEAR', 'OFF_TOPIC', 'DUPLICATE'];
const OUTCOMES = ['SOLVED', 'PARTLY_SOLVED', 'EXPLAINED', 'REJECTED'];

/**
 * id: which texts it has; verb: its name in the interface, the id unless said otherwise; fixed: what is always sent; when: what
 * must hold besides role and stage, which the server tells in the message's verbs; fields: what is asked for.
 */
const ACTS = [
  { id: 'reply', when: (message) => message.question && !message.question.reply, fields: () => [text('text')] },
  { id: 'rate', when: (message) => !message.rating, fields: ratingFields },
  {
    id: 'escalate',
    when: (message) => message.rating && message.rating.stars <= settings.escalationMaxStars && !message.child,
    fields: () => [comment(false)],
  },
  { id: 'withdraw', danger: true, fields: () => [comment(false)] },
  { id: 'accept', verb: 'moderate', fixed: () => ({ decision: 'accept' }), fields: (message) => [topicField(message), comment(false)] },
  { id: 'decline', verb: 'moderate', danger: true, fixed: () => ({ decision: 'decline' }), fields: () => [reasonField(), comment(false)] },
  { id: 'assign', fields: assignFields },
  { id: 'forward', fields: () => [organization('forward.choose', true), comment(true)] },
  { id: 'take', fields: () => [] },
  { id: 'draft', fields: () => [outcomeField(), text('text', settings.answerLimit, 8)] },
  { id: 'ask', when: (message) => !message.question || message.question.reply, fields: () => [text('question', settings.questionLimit)] },
  { id: 'postpone', fields: () => [until(), reason(), text('text', settings.answerLimit)] },
  { id: 'suspend', when: (message) => message.kind === 'MESSAGE' && !message.deadline.suspendedUntil, fields: () => [until('field.suspendUntil'), reason(), documentField()] },
  { id: 'resume', when: (message) => message.deadline.suspendedUntil, fields: () => [comment(false)] },
  { id: 'return', fields: () => [comment(true)] },
  { id: 'approve', fields: () => [] },
  { id: 'rework', fields: () => [comment(true)] },
  { id: 'extend', fields: () => [until(), reason(), documentField()] },
  { id: 'convert', fixed: (message) => ({ kind: message.kind === 'APPEAL' ? 'MESSAGE' : 'APPEAL' }), fields: () => [comment(false)] },
  { id: 'join', when: (message) => !message.joined, fields: () => [field({ name: 'message', label: t('field.message'), hint: t('field.messageHint'), required: true })] },
  { id: 'split', when: (message) => message.joined, fields: () => [] },
  { id: 'note', fields: () => [text('text')] },
];

/** What the reader can do with the message now. */
export function actsFor(message) {
  return ACTS.filter((act) => message.verbs?.includes(act.verb ?? act.id) && (!act.when || act.when(message)));
}

export function nameOf(act) {
  return t(`act.${act.id}`);
}

/** The form of an act; done is called with the message as it is afterwards. */
export function formOf(act, message, done) {
  return form({
    fields: act.fields(message),
    submit: nameOf(act),
    danger: act.danger,
    async send(values) {
      done(await send(message, act.verb ?? act.id, { ...values, ...act.fixed?.(message) }));
    },
  });
}

function text(name, limit = settings.commentLimit, rows = 4) {
  return field({ name, type: 'textarea', label: t(`field.${name}`), required: true, limit, rows });
}

function comment(required) {
  return field({ name: 'comment', type: 'textarea', label: t(required ? 'field.comment' : 'field.commentOptional'), required, limit: settings.commentLimit, rows: 3 });
}

function reason() {
  return field({ name: 'reason', label: t('field.reason'), required: true });
}

function documentField() {
  return field({ name: 'document', label: t('field.document'), hint: t('field.documentHint') });
}

function reasonField() {
  const options = REASONS.map((value) => ({ value, label: t(`reason.${value}`) }));
  return field({ name: 'reason', type: 'select', label: t('field.reason'), required: true, options: [{ value: '', label: t('choose') }, ...options] });
}

function outcomeField() {
  return field({ name: 'outcome', type: 'radio', label: t('field.outcome'), required: true, options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })) });
}

function until(label = 'field.until') {
  const made = field({ name: 'until', type: 'date', label: t(label), required: true });
  made.input.min = localDate(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  return made;
}

function ratingFields() {
  const options = ['5', '4', '3', '2', '1'].map((value) => ({ value, label: t(`stars.${value}`) }));
  const stars = field({ name: 'stars', type: 'radio', label: t('field.stars'), required: true, options });
  return [
    { ...stars, value: () => (stars.value() ? Number(stars.value()) : '') },
    field({ name: 'reason', type: 'textarea', label: t('field.ratingReason'), hint: t('field.ratingReasonHint', settings.escalationMaxStars), limit: settings.commentLimit, rows: 3 }),
    comment(false),
  ];
}

/** Left alone, the topic stays as it is; the detector's own alternatives come before the whole catalog. */
function topicField(message) {
  const percent = (probability) => (probability === undefined ? '' : ` — ${Math.round(probability * 100)} %`);
  const keep = { value: '', label: t('topic.keep', message.topic.name) + percent(message.topic.probability) };
  const alternatives = (message.topic.alternatives ?? [])
    .filter((each) => each.code !== message.topic.code)
    .map((each) => ({ value: each.code, label: each.name + percent(each.probability) }));
  const suggested = alternatives.length > 0 ? [{ label: t('topic.suggested'), options: alternatives }] : [];
  const choose = (code) => {
    made.input.value = code;
    made.input.dispatchEvent(new Event('change'));
    made.focus();
  };
  const made = field({ name: 'topic', type: 'select', label: t('field.topic'), options: [keep], groups: suggested, after: proposals(message, choose) });
  topicGroups().then(
    ({ options, groups }) => made.set({ options: [keep], groups: [...suggested, ...groups, { label: t('topic.rest'), options }] }),
    (problem) => made.say(problem.message),
  );
  return made;
}

function organization(first, required) {
  return organizationField({ name: 'organization', label: t('field.organization'), required, first: { value: '', label: t(first) } });
}

/** Left alone, the route decides. */
function assignFields(message) {
  const byRoute = { value: '', label: t('assign.byRoute') };
  const chosen = organization('assign.byRoute', false);
  const person = field({ name: 'executor', type: 'select', label: t('field.executor'), options: [byRoute] });
  const update = async () => {
    try {
      const people = await executors(chosen.value() || message.organization.id);
      person.set({ options: [byRoute, ...people] });
    } catch (problem) {
      person.say(problem.message);
    }
  };
  chosen.input.addEventListener('change', update);
  update();
  return [chosen, person];
}
