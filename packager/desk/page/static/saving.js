// An edit is saved when the server says so, and not before. Until then a copy of it lies in the browser.

import { Away, ask, edition, kept, say, story, tell, told, warn } from './common.js';

const AGAIN = 2500; // ms until a server that did not answer is asked again
const waiting = new Map(); // line → what is on its way: {text, etag, promise}
const newest = new Map(); // line → its etag after the last save
let away = false;

export const saving = { conflict: () => {}, saved: () => {}, state: () => {} };
const name = (line) => `text:${edition}/${story}#${line}`;

/** Keep what is being written. */
export function keep(line, text, etag, base) {
  kept.set(name(line), { text, etag, base });
}

/** Texts of this story that were kept and never saved: [line, {text, etag, base}]. */
export function keptTexts() {
  const start = `text:${edition}/${story}#`;
  return kept.names().filter((one) => one.startsWith(start)).map((one) => [Number(one.slice(start.length)), kept.get(one)]);
}

/** The copy is not needed any more. */
export function forget(line) {
  kept.drop(name(line));
}

/** Whether something of the story is not saved yet. */
export const pending = () => waiting.size > 0;

/** Save a line's text. Resolves to true when the server has written it, false where it could not be. */
export function save(line, text, etag, base) {
  keep(line, text, etag, base);
  // What is still on its way goes first; then the line has the etag that came of that.
  const before = waiting.get(line)?.promise;
  const promise = before ? before.then(() => send(line, text, newest.get(line) ?? etag)) : send(line, text, etag);
  const mine = { promise };
  waiting.set(line, mine);
  saving.state(line, 'saving');
  return promise.finally(() => { if (waiting.get(line) === mine) waiting.delete(line); });
}

async function send(line, text, etag) {
  for (;;) {
    try {
      const answer = await ask(`/e/${edition}/act`, { act: 'set-text', story, line, text, etag });
      if (away) { away = false; warn(''); }
      if (answer.status === 409 && answer.data.conflict) {
        saving.conflict(line, answer.data.conflict, text);
        return false;
      }
      if (!answer.ok) {
        saving.state(line, 'unsaved');
        warn(told(answer));
        return false;
      }
      if (kept.get(name(line))?.text === text) forget(line);
      newest.set(line, answer.data.etags[`${story}:${line}`]);
      saving.state(line, 'saved');
      await saving.saved(line, answer.data.etags);
      return true;
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      saving.state(line, 'unsaved');
      warn(say(error.kind === 'new' ? 'server-new' : 'server-away'));
      away = true;
      if (error.kind !== 'away') return false;
      await new Promise((done) => { setTimeout(done, AGAIN); });
    }
  }
}

/** When everything is saved: true; false where something could not be. */
export async function settled() {
  if (waiting.size) tell(say('wait-saves'));
  const all = await Promise.all([...waiting.values()].map((one) => one.promise));
  return all.every(Boolean);
}

/** Do one of the desk's acts; what came of it, or null where it failed, which is told. */
export async function act(given) {
  try {
    const answer = await ask(`/e/${edition}/act`, { story, ...given });
    if (answer.ok) return answer.data;
    warn(answer.data?.conflict ? say('changed-elsewhere', { n: given.line ?? '' }) : told(answer));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    warn(say(error.kind === 'new' ? 'server-new' : 'server-away'));
  }
  return null;
}

addEventListener('beforeunload', (event) => { if (pending()) event.preventDefault(); });
