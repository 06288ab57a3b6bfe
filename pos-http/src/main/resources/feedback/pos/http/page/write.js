// The form by which a citizen writes, and an operator for a citizen.
import { topicGroups } from './catalog.js';
import { noticeHint } from './concerning.js';
import { afterPause, fill, h } from './dom.js';
import { dueLine } from './facts.js';
import { field, form } from './forms.js';
import { call, pageAddress, settings, token } from './net.js';
import { territories } from './organizations.js';
import { askToSignIn, me, onSession, roles } from './session.js';
import { similarHint } from './similar.js';
import { t } from './texts.js';

const ENOUGH_TO_GUESS = 15;
const GUESSES = 3;
/** Below this a guess only misleads. */
const LIKELY = 0.05;

/** What the form shown now does once it is known who is signed in. */
let greet = () => {};

/** Shows the form in a place; sent is called after each message that was accepted. */
export function showWriting(place, sent) {
  fill(place, writing(place, sent));
  onSession(() => greet());
}

function writing(place, sent) {
  const guesses = h('div', { class: 'guesses', 'aria-live': 'polite' });
  const text = field({ name: 'text', type: 'textarea', rows: 7, label: t('write.text'), hint: t('write.textHint'), required: true, limit: settings.textLimit });
  const somewhere = { value: '', label: t('write.wholeRegion') };
  const territory = field({ name: 'territory', type: 'select', label: t('write.territory'), hint: t('write.territoryHint'), options: [somewhere] });
  const automatic = { value: '', label: t('write.topicAutomatic') };
  const topic = field({ name: 'topic', type: 'select', label: t('write.topic'), options: [automatic], after: guesses });
  const address = field({ name: 'address', label: t('write.address'), hint: t('write.addressHint') });
  const kind = field({
    name: 'kind', type: 'radio', label: t('write.kind'), value: 'MESSAGE',
    options: ['MESSAGE', 'APPEAL'].map((value) => ({ value, label: t(`write.kind.${value}`) })),
  });
  const shown = field({ name: 'public', type: 'checkbox', label: t('write.public'), hint: t('write.publicHint') });
  const consent = field({ name: 'consent', type: 'checkbox', label: t('write.consent'), required: true });
  const applicant = applicantFields();

  const guess = afterPause(600, () => suggest(text.value(), guesses, topic));
  text.input.addEventListener('input', guess);

  loadChoices(topicGroups, ({ options, groups }) => ({ options: [automatic, ...options], groups }), topic);
  greet = () => {
    applicant.show();
    if (me) {
      loadChoices(territories, (options) => ({ options: [somewhere, ...options] }), territory);
      guess();
    }
  };

  const sending = keyed();
  return form({
    fields: [text, topic, territory, address, noticeHint({ text, topic, territory }), similarHint({ text, topic, territory }), kind, applicant, shown, consent],
    submit: t('write.send'),
    async send(values) {
      if (!token()) {
        await askToSignIn();
        return;
      }
      const message = await sending(values);
      showSent(place, message, sent);
      sent();
    },
  });
}

async function loadChoices(load, arrange, into) {
  try {
    into.set(arrange(await load()));
  } catch (problem) {
    into.say(problem.message);
  }
}

/**
 * Sends under a key that stays the same as long as the message does: after a broken line the same message is not taken
 * twice.
 */
function keyed() {
  let key = '';
  let before = '';
  return async (values) => {
    const now = JSON.stringify(values);
    if (now !== before) {
      before = now;
      key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return call('POST', 'api/v1/messages', { body: values, headers: { 'Idempotency-Key': key } });
  };
}

/** Three fields that are one object of the message, for operators only. */
function applicantFields() {
  const name = field({ name: 'name', label: t('write.applicantName'), hint: t('write.applicantHint') });
  const phone = field({ name: 'phone', type: 'tel', label: t('write.applicantPhone') });
  const email = field({ name: 'email', type: 'email', label: t('write.applicantEmail') });
  const all = [name, phone, email];
  const element = h('fieldset', { class: 'group', hidden: true }, h('legend', null, t('write.applicant')), all.map((each) => each.element));
  return {
    name: 'applicant',
    element,
    value() {
      const given = Object.fromEntries(all.map((each) => [each.name, each.value()]).filter(([, value]) => value !== ''));
      return element.hidden || Object.keys(given).length === 0 ? '' : given;
    },
    focus: () => name.focus(),
    say: (problem) => name.say(problem),
    show() {
      element.hidden = !roles().includes('OPERATOR');
    },
  };
}

/** What the text may be about, to be taken over by a press of a button. */
async function suggest(text, place, topic) {
  if (!me || topic.value() !== '' || text.length < ENOUGH_TO_GUESS || [...text].length > settings.textLimit) {
    fill(place);
    return;
  }
  let found;
  try {
    found = await call('POST', 'api/v1/topics/suggest', { body: { text, limit: GUESSES } });
  } catch {
    // A guess is a courtesy: without it the topic is determined once the message is sent
    fill(place);
    return;
  }
  const choose = (code) => {
    topic.input.value = code;
    topic.input.dispatchEvent(new Event('change'));
    fill(place);
    topic.focus();
  };
  const likely = found.items.filter((each) => each.probability >= LIKELY);
  fill(
    place,
    likely.length > 0 ? h('p', { class: 'hint' }, t(found.accepted ? 'write.guess' : 'write.guessUnsure')) : null,
    likely.map((each) =>
      h('button', { type: 'button', class: 'chip', onclick: () => choose(each.code) }, `${each.name} — ${Math.round(each.probability * 100)} %`)),
  );
}

function writeAgain(place, sent) {
  fill(place, writing(place, sent));
  greet();
  place.querySelector('textarea').focus();
}

function showSent(place, message, sent) {
  const heading = h('h3', { tabindex: '-1' }, t('write.sent'));
  fill(
    place,
    h(
      'div',
      { class: 'notice good', role: 'status' },
      heading,
      h('p', null, t('write.number'), ' ', h('a', { href: pageAddress(`messages/${message.number}`), class: 'number' }, message.number)),
      dueLine(message),
      h('p', { class: 'hint' }, t('write.sentHint')),
      h('button', { type: 'button', onclick: () => writeAgain(place, sent) }, t('write.again')),
    ),
  );
  heading.focus();
}
