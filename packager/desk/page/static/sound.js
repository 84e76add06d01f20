// A line is played, and its words are lit by where the sound is. The page is not drawn again for that.

import { ask, edition, story } from './common.js';

const audio = new Audio();
audio.preload = 'auto';
const lit = 'highlights' in CSS ? new Highlight() : null;
if (lit) CSS.highlights.set('lit', lit);

// `slow`: whether a line is heard by another voice first, since its own takes its time.
export const sounds = { lines: {}, waiting: [], slow: document.getElementById('story').dataset.slow === 'yes' };
export const previews = {}; // line → what another voice says at once; there only while the line's own is at work
export const player = { line: 0, on: false, changed: () => {}, ended: () => {} };
const base = `/e/${edition}/${story}`;

/** Take what the server says is heard of the story. */
export function take(told) {
  sounds.lines = told.lines;
  sounds.waiting = told.waiting;
}

/** The sound of a line: its own, or the recording of all of the story; its preview as long as there is one. */
export function soundOf(line) {
  return previews[line] ?? sounds.lines[line] ?? sounds.lines[0];
}

/** Play a line from a place in it, in seconds. False where there is no sound of it. */
export async function play(line, at = 0) {
  const sound = soundOf(line);
  if (!sound) return false;
  stopped();
  if (player.line !== line || audio.dataset.digest !== sound.digest) {
    audio.dataset.digest = sound.digest;
    audio.dataset.preview = sound === previews[line] ? 'yes' : '';
    audio.src = sound === previews[line] ? `${base}/preview/${sound.digest}.wav` : `${base}/line/${line}/${sound.digest}.wav`;
  }
  player.line = line;
  audio.currentTime = at;
  begins = at;
  player.on = true;
  player.changed();
  try {
    await audio.play();
  } catch {
    player.on = false;
    player.changed();
    return false;
  }
  return true;
}

/** Stop, and say how far it was heard. */
export function pause() {
  audio.pause();
  stopped();
  player.on = false;
  player.changed();
}

/** Play where it was stopped, or stop. */
export function toggle(line) {
  if (player.on && player.line === line) return pause();
  const again = player.line === line && audio.dataset.digest === soundOf(line)?.digest && !audio.ended;
  return play(line, again ? audio.currentTime : 0);
}

/** Go so many seconds on, or back. */
export function move(seconds) {
  if (!player.line) return;
  stopped();
  audio.currentTime = Math.max(0, Math.min(audio.duration || 0, audio.currentTime + seconds));
  begins = null;
  from = audio.currentTime;
}

/** Where the sound is, in seconds. */
export const at = () => audio.currentTime;

// What was heard: from where it began to play to where it stopped.
let from = null;
let begins = null; // where it was told to begin: a browser that is busy says late that it plays, and plays meanwhile
function stopped() {
  if (from !== null && audio.dataset.digest && !audio.dataset.preview && audio.currentTime > from) {
    const part = { sound: audio.dataset.digest, from, to: audio.currentTime };
    ready = ready.then(() => ask(`${base}/heard`, part)).catch(() => {});
  }
  from = null;
}
let ready = Promise.resolve();
/** When everything that was heard has been told. */
export function heard() {
  if (player.on) { stopped(); from = audio.currentTime; }
  return ready;
}

audio.addEventListener('playing', () => {
  from = begins ?? audio.currentTime;
  begins = null;
  requestAnimationFrame(light);
});
audio.addEventListener('ended', () => {
  stopped();
  player.on = false;
  lit?.clear();
  player.changed();
  player.ended(player.line);
});

let shown = -1;
function light() {
  const words = soundOf(player.line)?.words ?? [];
  let word = -1;
  for (let k = 0; k < words.length && words[k][2] <= audio.currentTime + 0.03; k += 1) word = k;
  if (lit && (word !== shown || !lit.size)) {
    shown = word;
    lit.clear();
    const text = document.querySelector(`#line-${player.line} .said > .target`);
    const range = word >= 0 && text ? rangeOf(text, words[word][0], words[word][1]) : null;
    if (range) lit.add(range);
  }
  player.moved?.();
  if (player.on) requestAnimationFrame(light);
}

/** A range over letters `start` to `end` of an element's text, whatever elements are in it. */
export function rangeOf(element, start, end) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let place = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const next = place + node.length;
    if (start >= place && start < next) range.setStart(node, start - place);
    if (end > place && end <= next) {
      range.setEnd(node, end - place);
      return range;
    }
    place = next;
  }
  return null;
}
