// What has come out of a poll: counts with bars, winners and why, answers to questions.
import { fill, h } from './dom.js';
import { get } from './net.js';
import { label, number, percent } from './poll-words.js';
import { t } from './texts.js';

/** Shows the results of a poll in a place, or why there are none to see. */
export async function pollResults(place, poll, path) {
  try {
    const results = await get(`${path}/results`);
    fill(place, poll.vote ? votes(poll, results) : answers(poll, results));
  } catch (problem) {
    fill(place, h('p', { class: 'hint' }, problem.message));
  }
}

function bar(share, name) {
  return h('meter', { min: 0, max: 1, value: share, 'aria-label': name });
}

function votes(poll, results) {
  const scored = poll.vote.form === 'SCORE' || poll.vote.form === 'CUMULATIVE' || poll.vote.form === 'RANKED';
  const of = (project) => (scored ? project.score : project.votes);
  const most = Math.max(1, ...results.projects.map(of));
  const sorted = [...results.projects].sort((a, b) => of(b) - of(a));
  return [
    results.complete && !results.quorum.met ? h('p', { class: 'notice bad' }, t('results.noQuorum', number(results.quorum.needed))) : null,
    results.complete ? null : h('p', { class: 'hint' }, t('results.soFar')),
    h('div', { class: 'wide' }, h(
      'table',
      { class: 'table results' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('results.project')), h('th', { scope: 'col' }, t('results.votes')), scored ? h('th', { scope: 'col' }, t('results.points')) : null, h('td', null))),
      h('tbody', null, sorted.map((project) => h(
        'tr',
        null,
        h('th', { scope: 'row' }, project.title, ' ', project.selected ? h('span', { class: 'badge closed' }, t('results.winner')) : null),
        h('td', null, number(project.votes)),
        scored ? h('td', null, number(project.score)) : null,
        h('td', null, bar(of(project) / most, project.title)),
      ))),
    )),
    results.complete && results.spent > 0 ? h('p', null, t('results.spent', number(results.spent), poll.vote.budget ? number(poll.vote.budget) : '—')) : null,
    results.trace ? h('details', null, h('summary', null, t('results.why')), h('ol', { class: 'steps' }, results.trace.map((step) => h('li', null, step)))) : null,
    channels(results),
  ];
}

function channels(results) {
  const lines = Object.entries(results.channels);
  return lines.length > 0 ? h('p', { class: 'hint' }, t('results.channels'), ' ', lines.map(([channel, ballots]) => `${t(`channel.vote.${channel}`)} — ${number(ballots)}`).join('; ')) : null;
}

function answers(poll, results) {
  const asked = poll.survey.sections.flatMap((section) => section.questions);
  return [
    results.complete ? null : h('p', { class: 'hint' }, t('results.soFar')),
    asked.map((question) => answered(question, results.questions.find((each) => each.name === question.name))),
    channels(results),
  ];
}

function answered(question, result) {
  return h(
    'div',
    { class: 'answered' },
    h('h3', null, label(question.title)),
    h('p', { class: 'hint' }, t('results.answered', number(result.answered), number(result.shown))),
    result.mean === undefined ? null : h('p', null, t('results.mean', number(result.mean), number(result.median))),
    result.counts ? counts(result.counts, (value) => choiceName(question, value)) : null,
    (result.rows ?? []).map((row) => [h('h4', null, label(question.rows.find((each) => each.code === row.row).title)), counts(row.counts, (value) => label(question.columns.find((each) => each.code === value)?.title ?? value))]),
  );
}

function choiceName(question, value) {
  const found = (question.choices ?? []).find((each) => each.code === value);
  if (found) {
    return label(found.title);
  }
  return value === 'other' && question.other ? label(question.other) : value === 'none' && question.none ? label(question.none) : value;
}

function counts(lines, name) {
  return h('div', { class: 'wide' }, h('table', { class: 'table results' }, h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('results.answer')), h('th', { scope: 'col' }, t('results.count')), h('th', { scope: 'col' }, t('results.share')), h('td', null))), h('tbody', null, lines.map((line) => h('tr', null, h('th', { scope: 'row' }, name(line.value)), h('td', null, number(line.count)), h('td', null, percent(line.share)), h('td', null, bar(line.share, name(line.value))))))));
}
