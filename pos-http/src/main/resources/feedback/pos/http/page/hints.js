// What a moderator should look at before admitting a message, and which rule has acted on it.
import { h } from './dom.js';
import { t } from './texts.js';

/** The hints of a message, and the rule that fired for it; nothing for who is told of neither. */
export function hints(message) {
  const rule = message.topic.rule;
  return [
    rule ? h('p', { class: rule.hold ? 'notice' : 'hint' }, t('rules.fired', rule.id), rule.hold ? `: ${rule.hold}` : rule.note ? ` — ${rule.note}` : '') : null,
    message.hints?.length > 0
      ? h('div', { class: 'notice hints' }, h('p', null, h('strong', null, t('hints.heading'))), h('ul', null, message.hints.map(one)))
      : null,
  ];
}

function one(hint) {
  return h('li', { 'data-kind': hint.kind }, hint.text,
    hint.reason ? h('span', { class: 'hint' }, ` ${t('hints.reason', t(`reason.${hint.reason}`))}`) : null,
    hint.proposal ? h('p', { class: 'written' }, `${t('hints.proposal')} ${hint.proposal}`) : null,
    hint.evidence.length > 0 ? h('ul', null, hint.evidence.map((part) => h('li', null, h('mark', null, part.text), ` — ${part.label}`))) : null);
}
