// The editions at a glance: the running order, and the readings of a whole edition.

import { Away, ask, known, say, told, warn } from './common.js';

async function act(section, given) {
  try {
    const answer = await ask(`/e/${section.dataset.edition}/act`, given);
    if (answer.ok) return true;
    warn(answer.data?.conflict ? say('order-changed') : told(answer));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    warn(say(error.kind === 'new' ? 'server-new' : 'server-away'));
  }
  return false;
}

/** Put a story one place earlier (-1) or later (1). */
async function move(button, by) {
  const section = button.closest('.edition');
  const order = [...section.querySelectorAll('[data-story]')].map((one) => one.dataset.story);
  const story = button.closest('[data-story]').dataset.story;
  const place = order.indexOf(story);
  [order[place], order[place + by]] = [order[place + by], order[place]];
  if (!(await act(section, { act: 'reorder', stories: order, etag: section.dataset.etag }))) return;
  sessionStorage.setItem('moved', JSON.stringify([section.dataset.edition, story, button.dataset.move]));
  location.reload();
}

const doing = {
  up: (button) => move(button, -1),
  down: (button) => move(button, 1),
  undo: async (button) => { if (await act(button.closest('.edition'), { act: 'undo' })) location.reload(); },
  unsay: async (button) => {
    if (await act(button.closest('.edition'), { act: 'say', word: button.dataset.word, reading: '' })) location.reload();
  },
  unname: async (button) => {
    if (await act(button.closest('.edition'), { act: 'settle-name', name: button.dataset.word, spelling: '' })) location.reload();
  },
};
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-move]');
  const go = () => doing[button.dataset.move](button);
  if (button && known(go)) go();
});

// The button that moved a story has the focus again, so that it can be moved on.
const moved = JSON.parse(sessionStorage.getItem('moved') ?? 'null');
if (moved) {
  sessionStorage.removeItem('moved');
  const item = document.querySelector(`[data-edition="${CSS.escape(moved[0])}"] [data-story="${CSS.escape(moved[1])}"]`);
  const button = item?.querySelector(`[data-move="${moved[2]}"]`);
  (button?.disabled ? item.querySelector('[data-move]:not([disabled])') : button)?.focus();
}
