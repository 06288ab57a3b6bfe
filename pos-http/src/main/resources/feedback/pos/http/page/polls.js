// The page with all polls: those one can take part in, those that are over, and the drafts of who keeps them.
import { showList } from './lists.js';
import { get } from './net.js';
import { pollCard } from './poll-words.js';
import { onSession, roles } from './session.js';
import { t } from './texts.js';

const PAGE = 10;
const KEEPERS = new Set(['POLL_MANAGER', 'ADMINISTRATOR']);
const place = (id) => document.getElementById(id);

function show(where, stage, empty) {
  return showList(where, {
    load: (after) => get('api/v1/polls', { stage, limit: PAGE, after }),
    item: pollCard,
    empty,
  });
}

show(place('open-polls-place'), 'OPEN', t('polls.noneOpen'));
show(place('past-polls-place'), 'CLOSED,PUBLISHED', t('polls.nonePast'));
onSession(() => {
  const keeps = roles().some((role) => KEEPERS.has(role));
  place('draft-polls').hidden = !keeps;
  if (keeps) {
    show(place('draft-polls-place'), 'DRAFT', t('polls.noneDrafts'));
  }
});
