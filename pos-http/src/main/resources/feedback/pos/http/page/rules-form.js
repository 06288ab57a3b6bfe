// One auto-rule as a form, and in words.
import { topicGroups } from './catalog.js';
import { h } from './dom.js';
import { field, form } from './forms.js';
import { organizationField } from './organizations.js';
import { t } from './texts.js';

const CHANNELS = ['EPGU', 'WIDGET', 'MOBILE', 'PORTAL', 'OPERATOR', 'OTHER_SYSTEM', 'OPEN311'];
const CONDITIONS = ['any', 'all', 'none', 'topic', 'territory', 'channel', 'organization'];
const ACTIONS = ['topic', 'overApplicant', 'organization', 'executor', 'skipModerator', 'hold'];

/** What the rule asks for and what it does, a line each. */
export function inWords(rule) {
  const value = (given) => (Array.isArray(given) ? given.join(' · ') : given === true ? t('yes') : given);
  const lines = (from, names, prefix) => names
    .filter((name) => from[name] && from[name].length !== 0)
    .map((name) => h('li', null, `${t(`${prefix}${name}`)}: ${value(from[name])}`));
  return [
    h('ul', { class: 'rule-if' }, lines(rule, CONDITIONS, 'rules.if.')),
    h('ul', { class: 'rule-then' }, lines(rule.then ?? {}, ACTIONS, 'rules.then.')),
  ];
}

/** A form for a rule; done is called with the rule as it was written. */
export function ruleForm(rule, done, cancel) {
  const then = rule.then ?? {};
  const line = (name, label, value, hint) => field({ name, label, value, hint });
  const phrases = (name, hint) => field({ name, type: 'textarea', rows: 2, label: t(`rules.if.${name}`), hint, value: (rule[name] ?? []).join('\n') });
  const topic = (name, label, value) => {
    const made = field({ name, type: 'select', label, value, options: [{ value: '', label: '—' }] });
    topicGroups().then((groups) => made.set({ options: [{ value: '', label: '—' }, ...groups.options], groups: groups.groups })).catch((problem) => made.say(problem.message));
    return made;
  };
  const none = { value: '', label: '—' };
  return form({
    fields: [
      line('id', t('rules.id'), rule.id, t('rules.idHint')),
      line('note', t('rules.note'), rule.note),
      phrases('any', t('rules.phraseHint')),
      phrases('all'),
      phrases('none'),
      topic('topic', t('rules.if.topic'), rule.topic),
      line('territory', t('rules.if.territory'), rule.territory, t('rules.territoryHint')),
      field({ name: 'channel', type: 'select', label: t('rules.if.channel'), value: rule.channel, options: [none, ...CHANNELS.map((each) => ({ value: each, label: each }))] }),
      organizationField({ name: 'organization', label: t('rules.if.organization'), value: rule.organization, first: none }),
      topic('thenTopic', t('rules.then.topic'), then.topic),
      field({ name: 'overApplicant', type: 'checkbox', label: t('rules.then.overApplicant'), value: then.overApplicant }),
      organizationField({ name: 'thenOrganization', label: t('rules.then.organization'), value: then.organization, first: none }),
      line('executor', t('rules.then.executor'), then.executor),
      field({ name: 'skipModerator', type: 'checkbox', label: t('rules.then.skipModerator'), hint: t('rules.skipHint'), value: then.skipModerator }),
      line('hold', t('rules.then.hold'), then.hold),
    ],
    submit: t('rules.done'),
    beside: h('button', { type: 'button', onclick: cancel }, t('session.cancel')),
    async send(values) {
      done(written(rule, values));
    },
  });
}

function written(rule, values) {
  const list = (text) => (text ?? '').split('\n').map((each) => each.trim()).filter(Boolean);
  return {
    id: values.id ?? '', note: values.note, on: rule.on ?? true,
    any: list(values.any), all: list(values.all), none: list(values.none),
    topic: values.topic, territory: values.territory, channel: values.channel, organization: values.organization,
    then: {
      topic: values.thenTopic, overApplicant: values.overApplicant || undefined, organization: values.thenOrganization,
      executor: values.executor, skipModerator: values.skipModerator || undefined, hold: values.hold,
    },
  };
}
