// The topics to choose from.
import { get } from './net.js';
import { language } from './texts.js';

let loaded = null;

/** The catalog as groups of a select: a category with all that is below it. */
export async function topicGroups() {
  loaded ??= get('api/v1/catalog');
  const catalog = await loaded;
  const groups = [];
  const single = [];
  for (const topic of catalog.topics.filter(isInUse)) {
    const choices = [];
    collect(topic, 0, choices);
    if (choices.length === 1) {
      single.push(choices[0]);
    } else {
      groups.push({ label: nameOf(topic), options: choices });
    }
  }
  return { options: single, groups };
}

function isInUse(topic) {
  return !topic.retired;
}

function nameOf(topic) {
  return language === 'en' ? topic.nameEn ?? topic.name : topic.name;
}

function collect(topic, depth, into) {
  // Choices of a list cannot be nested, so the third level is shown by its indent
  into.push({ value: topic.code, label: `${'\u2003'.repeat(Math.max(0, depth - 1))}${nameOf(topic)}` });
  (topic.topics ?? []).filter(isInUse).forEach((below) => collect(below, depth + 1, into));
}
