// A story: its lines, the one in hand, and the keys.

import { Away, ask, edition, kept, known, open, say, singleKeys, story, tell, told, warn } from './common.js';
import * as sound from './sound.js';
import { act, forget, keep, keptTexts, pending, save, saving, settled } from './saving.js';
import { controls } from './controls.js';
import { draw, pointed } from './wave.js';

const EVERY = 4000; // ms between two looks at what others changed
const base = `/e/${edition}/${story}`;
const article = document.getElementById('story');
const list = document.getElementById('lines');
const template = document.getElementById('editor-template');
const editor = template.content.firstElementChild;
const area = editor.querySelector('textarea');
let current = 0;
let editing = 0; // the line in the text area
let opened = ''; // its text when it was opened
let openedTag = ''; // and its etag
let offer = 0; // which suggestion stands in the text area
const busy = new Map(); // line → its being spoken: a promise of whether its sound is there

const row = (line) => document.getElementById(`line-${line}`);
const rows = () => [...list.querySelectorAll('.line')];
const textOf = (line) => row(line).querySelector('.said > .target').dataset.text;

// ——— which line is in hand ———

/** Take a line in hand. */
function select(line, { focus = true, scroll = true } = {}) {
  const chosen = row(line);
  if (!chosen) return;
  for (const one of rows()) {
    one.classList.toggle('current', one === chosen);
    one.tabIndex = one === chosen ? 0 : -1;
    if (one === chosen) one.setAttribute('aria-current', 'true'); else one.removeAttribute('aria-current');
  }
  current = line;
  kept.set('place', { edition, story, line });
  kept.set(`place:${edition}/${story}`, line);
  if (focus) chosen.focus({ preventScroll: true });
  if (scroll) chosen.scrollIntoView({ block: 'nearest' });
  draw(current);
}

/** The next line, in this story, that needs a person; 0 where there is none. */
function nextWaiting(after) {
  const waiting = rows().filter((one) => one.dataset.needs === 'yes').map((one) => Number(one.dataset.line));
  return waiting.find((line) => line > after) ?? waiting.find((line) => line !== after) ?? 0;
}

/** Go on to what next needs a person: a line, the story's own approval, or another story. */
function goOn() {
  const line = nextWaiting(current);
  if (line) return select(line);
  const approval = document.querySelector('[data-do="approve-story"]');
  const waits = document.querySelector('.others [aria-current]')?.dataset.waits === 'yes';
  if (approval && waits) {
    tell(say('done-story'), 8);
    return approval.focus();
  }
  return nextStory();
}

function nextStory() {
  const links = [...document.querySelectorAll('.others a')];
  const here = links.findIndex((one) => one.hasAttribute('aria-current'));
  const order = [...links.slice(here + 1), ...links.slice(0, Math.max(here, 0))];
  const next = order.find((one) => one.dataset.waits === 'yes');
  if (next) location.assign(next.href); else tell(say('all-done'));
}

// ——— hearing ———

function lineState(line, text, failed = false) {
  const place = row(line)?.querySelector('.line-state');
  if (!place) return;
  place.textContent = text;
  place.classList.toggle('failed', failed);
}

/** Have a line spoken; with `text` as it is being written, with `say` as a word is to be read. True when its sound is there. */
function speak(line, otherwise = {}) {
  if (busy.has(line)) { tell(say('busy')); return Promise.resolve(false); }
  const spoken = spokenBy(line, otherwise);
  busy.set(line, spoken);
  setBusy(line, true);
  return spoken.finally(() => { setBusy(line, false); });
}

async function spokenBy(line, otherwise) {
  try {
    // The preview is asked for first: two voices at once would be in each other's way.
    if (sound.sounds.slow) await preview(line, otherwise);
    const answer = await ask(`${base}/speak`, { line, ...otherwise });
    if (answer.ok) {
      sound.take(answer.data);
      lineState(line, '');
      return true;
    }
    lineState(line, answer.data.busy ? say('busy') : say('speak-failed', { why: answer.data.why }), true);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    lineState(line, say('server-away'), true);
  } finally {
    busy.delete(line);
    delete sound.previews[line];
    marks();
    draw(current);
  }
  return false;
}

/** Hear a line by another voice at once, while its own is at work. It is shown as what it is, and counts for nothing. */
async function preview(line, otherwise) {
  const answer = await ask(`${base}/preview`, { line, ...otherwise });
  if (!answer.ok || !answer.data.preview) return;
  sound.previews[line] = answer.data.preview;
  marks();
  if (free(line)) sound.play(line);
}

/** Whether a line may sound by itself: nobody is busy with another one. */
const free = (line) => current === line && (!editing || editing === line) && (!sound.player.on || sound.player.line === line);

/** Have a line spoken and play it, unless the editor went on to another meanwhile. */
async function speakAndPlay(line, otherwise) {
  if (await speak(line, otherwise) && free(line)) sound.play(line);
}

/** What is seen of lines that are being spoken, on rows that may have been drawn anew. */
function marks() {
  for (const one of rows()) {
    const line = Number(one.dataset.line);
    let label = one.querySelector('.preview');
    if (sound.previews[line] && !label) {
      label = document.createElement('p');
      label.className = 'preview';
      label.setAttribute('role', 'status');
      one.querySelector('.beside').prepend(label);
      label.textContent = say('preview', { voice: `\u2068${sound.previews[line].voice}\u2069` });
    }
    if (!sound.previews[line]) label?.remove();
    one.setAttribute('aria-busy', String(busy.has(line)));
  }
}

function setBusy(line, on) {
  row(line)?.setAttribute('aria-busy', String(on));
  for (const button of row(line)?.querySelectorAll('[data-do="speak"], [data-do="save-hear"]') ?? []) {
    button.disabled = on && !(sound.sounds.slow && button.dataset.do === 'save-hear');
  }
  if (on) lineState(line, say('speaking'));
}

/** Play a line, or stop it; speak it first where nobody has. */
async function hear(line, toggle = true) {
  if (sound.soundOf(line)) return toggle ? sound.toggle(line) : sound.play(line);
  if (!textOf(line)) return lineState(line, say('empty', { n: 1 }), true);
  return speakAndPlay(line);
}

let on = false; // play on, line after line
sound.player.changed = () => {
  for (const one of rows()) {
    const plays = sound.player.on && Number(one.dataset.line) === sound.player.line;
    one.classList.toggle('playing', plays);
    const button = one.querySelector('.play');
    button.setAttribute('aria-pressed', String(plays));
    button.firstElementChild.textContent = plays ? '⏸' : '▶';
  }
};
sound.player.moved = () => draw(current);
sound.player.ended = async (line) => {
  draw(current);
  if (!on) return;
  const next = rows().map((one) => Number(one.dataset.line)).find((one) => one > line && textOf(one));
  if (!next || sound.sounds.lines[0]) { on = false; return; } // at the end, or a recording of all of it has ended
  await new Promise((done) => { setTimeout(done, 1000 * (sound.sounds.lines[line]?.pause ?? 0)); });
  if (on && !editing) select(next, { focus: false });
  if (on) hear(next, false); // one that nobody has spoken yet is spoken, never passed over
};

// ——— writing ———

function edit(line) {
  if (!known(() => edit(line))) return;
  if (editing === line) { area.focus(); return; }
  if (editing) leave();
  sound.pause();
  select(line, { focus: false });
  editing = line;
  opened = textOf(line);
  openedTag = row(line).dataset.etag;
  offer = 0;
  area.value = opened;
  editor.querySelector('label').textContent = say('editing', { n: line });
  saveState('');
  row(line).querySelector('.said').append(editor);
  row(line).classList.add('editing');
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function saveState(text, unsaved = false) {
  const place = editor.querySelector('.save-state');
  place.textContent = text;
  place.classList.toggle('unsaved', unsaved);
}

/** Put the text area away. What was written is saved, never dropped. */
function leave() {
  if (!editing) return Promise.resolve(true);
  const line = editing;
  const text = area.value;
  const changed = text.trim() !== opened;
  editing = 0;
  editor.remove();
  row(line)?.classList.remove('editing');
  if (text.trim() !== textOf(line)) showText(line, text.trim());
  if (changed) return save(line, text, openedTag, opened);
  if (!pending()) forget(line);
  refresh(true).catch(() => {}); // what was saved while the text area lay over the row
  return Promise.resolve(true);
}

/** The line as it was just written, until the server's own rows come. */
function showText(line, text) {
  const target = row(line).querySelector('.said > .target');
  target.textContent = text;
  target.dataset.text = text;
}

let wanted = 0; // how often a sound was asked for of what is being written: the last one counts

/** Save what is being written and hear it: both are asked for at once, and neither waits for the other. */
async function saveAndHear() {
  const line = editing;
  const text = area.value;
  if (!line || busy.has(line) && !sound.sounds.slow) return;
  wanted += 1;
  const mine = wanted;
  if (text.trim() !== opened) {
    const saved = save(line, text, openedTag, opened);
    saved.then((done) => { if (done && editing === line) { opened = text.trim(); openedTag = row(line).dataset.etag; } });
  }
  if (!text.trim()) return;
  if (busy.has(line)) { // a voice that takes its time is still at the text before: this one is heard by the other voice
    try { await preview(line, { text }); } catch (error) { if (!(error instanceof Away)) throw error; }
    await busy.get(line);
    if (mine !== wanted) return;
  }
  await speakAndPlay(line, { text });
}

area.addEventListener('input', () => {
  keep(editing, area.value, openedTag, opened);
  saveState(say('unsaved'), true);
});

saving.state = (line, state) => {
  const text = say(state);
  if (line === editing) saveState(text, state === 'unsaved'); else lineState(line, text, state === 'unsaved');
  if (state === 'saved') tell(text);
};
saving.saved = async (line, etags) => {
  row(line).dataset.etag = etags[`${story}:${line}`] ?? row(line).dataset.etag;
  if (line === editing) openedTag = row(line).dataset.etag;
  await refresh(true);
};
saving.conflict = (line, both, mine) => {
  const box = document.createElement('div');
  box.className = 'conflict';
  const place = row(line).querySelector('.beside');
  const target = row(line).querySelector('.said > .target');
  const title = document.createElement('h3');
  title.textContent = say('conflict', { n: line });
  const text = (label, words) => {
    const head = document.createElement('strong');
    head.textContent = label;
    const body = document.createElement('p');
    body.className = 'target';
    body.lang = target.lang;
    body.dir = target.dir;
    body.textContent = words;
    return [head, body];
  };
  const button = (label, does) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.textContent = label;
    one.addEventListener('click', async () => { box.remove(); await does(); });
    return one;
  };
  const acts = document.createElement('p');
  acts.className = 'acts';
  acts.append(
    button(say('keep-mine'), async () => { await refresh(true); if (await save(line, mine, row(line).dataset.etag, both.theirs)) await speak(line); }),
    button(say('take-theirs'), async () => { forget(line); await refresh(true); await speak(line); }),
  );
  box.append(title, ...text(say('conflict-mine'), mine), ...text(say('conflict-theirs') + (both.by ? ` (${both.by})` : ''), both.theirs), acts);
  if (editing === line) { editing = 0; editor.remove(); row(line).classList.remove('editing'); }
  place.querySelector('.conflict')?.remove();
  box.setAttribute('role', 'alert');
  place.prepend(box);
  lineState(line, '');
  box.scrollIntoView({ block: 'nearest' });
};

/** The suggestions of the line in hand, one after another, in the text area. */
function cycle(step) {
  const offers = [...row(editing).querySelectorAll('[data-offer]')].map((one) => one.dataset.offer);
  if (!offers.length) return;
  const texts = [opened, ...offers];
  offer = (offer + step + texts.length) % texts.length;
  area.setRangeText(texts[offer], 0, area.value.length, 'end');
  area.dispatchEvent(new Event('input'));
}

// ——— deciding ———

/** Approve a line, and go on. What is being written is saved first; a blocked line needs its reason. */
async function approve(line, despite = '') {
  if (!known(() => approve(line, despite))) return;
  if (editing === line) leave();
  if (!(await settled()) || !(await voiced([line]))) return;
  await sound.heard();
  const one = row(line);
  if (one.dataset.blocked === 'yes' && !despite) { askDespite(line); return; }
  const done = await act({ act: 'approve-line', line, etag: one.dataset.etag, despite });
  if (!done) return;
  row(line).querySelector('.despite')?.remove();
  tell(say('approved-now'));
  const stayed = current === line; // who waited for a voice may be at another line by now
  if (stayed) select(line, { focus: false, scroll: false });
  await refresh(true);
  if (stayed) goOn();
}

/** When the lines' own voices have spoken: true; false where one could not. What a preview says is approved by nobody. */
async function voiced(lines) {
  const spoken = lines.map((line) => busy.get(line)).filter(Boolean);
  if (spoken.length) tell(say('wait-voice'), 30);
  return (await Promise.all(spoken)).every(Boolean);
}

/** The second act that a blocked line needs: words, and a button that no key of the page presses. */
function askDespite(line) {
  const place = row(line).querySelector('.beside');
  let box = place.querySelector('.despite');
  if (!box) {
    box = document.createElement('div');
    box.className = 'despite';
    const label = document.createElement('label');
    label.textContent = say('approve-why');
    const input = document.createElement('input');
    input.id = `despite-${line}`;
    input.dir = 'auto';
    label.htmlFor = input.id;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = say('approve-anyway');
    button.addEventListener('click', () => {
      if (input.value.trim().length < 3) { warn(say('blocked-first')); input.focus(); return; }
      warn('');
      approve(line, input.value.trim());
    });
    box.append(label, input, button);
    place.prepend(box);
  }
  select(line, { focus: false });
  tell(say('blocked-first'), 8);
  box.querySelector('input').focus();
}

async function simple(given) {
  if (!known(() => simple(given))) return;
  if (editing) leave();
  if (!(await settled())) return;
  await sound.heard();
  if (await act(given)) { warn(''); await refresh(true); }
}

let reasonFor = '';
function askReason(name) {
  if (!known(() => askReason(name))) return;
  reasonFor = name;
  document.querySelector('label[for="reason"]').textContent = say(`reason-${name}`);
  document.getElementById('reason').value = '';
  open('reason-dialog');
}

// ——— the memory ———

async function lookUp(wanted) {
  const dialog = document.getElementById('memory-dialog');
  const input = document.getElementById('memory-words');
  input.value = wanted.slice(0, 200);
  if (!dialog.open) open('memory-dialog');
  if (!wanted.trim()) return;
  try {
    const answer = await ask(`/e/${edition}/memory`, { words: input.value });
    const found = document.getElementById('memory-found');
    if (answer.ok) found.innerHTML = answer.data; else found.textContent = told(answer); // the server's own escaped HTML
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    warn(say('server-away'));
  }
}
document.getElementById('memory-words').addEventListener('input', (event) => {
  clearTimeout(lookUp.later);
  lookUp.later = setTimeout(() => lookUp(event.target.value), 250);
});

/** The words that are marked, in the text area or on the page. */
function marked() {
  if (document.activeElement === area) return area.value.slice(area.selectionStart, area.selectionEnd);
  return String(getSelection());
}

// ——— what the server has ———

let etag = article.dataset.etag;
let version = '';
/** Take the server's rows where they are others; the line that is being written stays as it is. */
async function refresh(now = false) {
  const answer = await ask(`${base}/rows?have=${now ? '' : version}`);
  if (!answer.ok) return;
  if (answer.data.rows === undefined) return;
  const fresh = document.createElement('template');
  fresh.innerHTML = answer.data.rows; // the server's own escaped HTML
  if (fresh.content.children.length !== rows().length) { location.reload(); return; }
  etag = answer.data.etag;
  version = answer.data.version;
  const focused = document.activeElement;
  const focusLine = focused?.closest?.('.line')?.dataset.line;
  let heardAnew = false;
  for (const one of [...fresh.content.children]) {
    const old = document.getElementById(one.id);
    const line = Number(one.dataset.line);
    if (line === editing) {
      // What is being written goes on; its etag stays that of what it was written over, so that a change of the
      // same words elsewhere is a conflict when it is saved, and nothing else is.
      old.dataset.blocked = one.dataset.blocked;
      old.dataset.needs = one.dataset.needs;
      if (one.dataset.etag.split('-')[0] === openedTag.split('-')[0]) openedTag = one.dataset.etag;
      else if (one.querySelector('.target').dataset.text !== opened) tell(say('changed-elsewhere', { n: line }), 10);
      old.dataset.etag = openedTag;
      continue;
    }
    if (old.querySelector('.conflict, .despite')) { old.dataset.etag = one.dataset.etag; continue; }
    if (old.outerHTML === one.outerHTML) continue;
    heardAnew ||= old.querySelector('.target').dataset.text !== one.querySelector('.target').dataset.text;
    old.replaceWith(one);
  }
  document.getElementById('head').innerHTML = answer.data.head;
  select(current, { focus: false, scroll: false });
  if (focusLine && !document.activeElement?.closest?.('.line, dialog')) row(focusLine)?.focus({ preventScroll: true });
  names();
  marks();
  if (heardAnew || now) await listen();
  sound.player.changed();
}

async function listen() {
  const answer = await ask(`${base}/sound`);
  if (answer.ok) { sound.take(answer.data); draw(current); }
}

async function look() {
  try {
    if (!document.hidden && !pending()) await refresh();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    if (error.kind === 'new') warn(say('server-new'));
  }
  setTimeout(look, EVERY);
}

/** Names of the station's table behind the words, where they stand: nothing is put into the text. */
function names() {
  if (!('highlights' in CSS)) return;
  const found = new Highlight();
  for (const [where, words] of [['.said > .target', namesMet.theirs], ['.en', namesMet.english]]) {
    for (const target of list.querySelectorAll(`.line ${where}`)) {
      const text = target.textContent;
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = whole(text, at, at + word.length) && sound.rangeOf(target, at, at + word.length);
          if (range) found.add(range);
        }
      }
    }
  }
  CSS.highlights.set('names', found);
}
const letter = /[\p{L}\p{M}\p{N}]/u;
const whole = (text, from, to) => !(from && letter.test(text[from - 1])) && !(to < text.length && letter.test(text[to]));
/** Where words stand in a text, and not as a part of others; -1 where they do not. */
function placeOf(text, words, from = 0) {
  let at = text.indexOf(words, from);
  while (at >= 0 && !whole(text, at, at + words.length)) at = text.indexOf(words, at + 1);
  return at;
}
const namesMet = JSON.parse(document.getElementById('names').textContent);

// ——— what the buttons do ———

const lineOf = (button) => Number(button.closest('.line')?.dataset.line ?? 0);
const rare = controls({
  lineOf: (button) => lineOf(button), row, marked, simple, speak, listen: () => listen().catch(() => {}), refresh: () => refresh(true),
  etag: (line) => (line ? row(line).dataset.etag : etag), text: textOf, stands: (text, words) => placeOf(text, words) >= 0,
  replaced: (text, words, by) => { // every time that they stand there as whole words
    let found = text;
    for (let at = placeOf(found, words); at >= 0; at = placeOf(found, words, at + by.length)) {
      found = found.slice(0, at) + by + found.slice(at + words.length);
    }
    return found;
  },
});
const doing = {
  ...rare,
  play: (button) => { on = false; select(lineOf(button), { focus: false, scroll: false }); hear(lineOf(button)); },
  edit: (button) => edit(lineOf(button)),
  speak: (button) => speakAndPlay(lineOf(button)),
  approve: (button) => approve(lineOf(button)),
  unapprove: (button) => simple({ act: 'unapprove', line: lineOf(button) }),
  take: (button) => takeOffer(lineOf(button), Number(button.dataset.number)),
  'save-hear': saveAndHear,
  'save-approve': () => approve(editing),
  leave: () => { const line = editing; leave(); row(line)?.focus(); },
  memory: () => lookUp(marked()),
  'play-on': () => playOn(),
  next: goOn,
  'approve-story': () => approveStory(),
  hold: () => askReason('hold'),
  kill: () => askReason('kill'),
  restore: () => simple({ act: 'restore' }),
  undo: () => simple({ act: 'undo' }),
  'reason-done': async (button) => {
    const reason = document.getElementById('reason').value.trim();
    if (!reason) { document.getElementById('reason').focus(); return; }
    button.closest('dialog').close();
    await simple({ act: reasonFor, reason });
  },
  'take-back': async (button) => { await simple({ act: 'take-back', text: button.dataset.text, which: 1 }); location.reload(); },
  'leave-out': async (button) => { await simple({ act: 'leave-out', text: button.dataset.text, which: 1 }); location.reload(); },
};

function playOn() {
  on = !(on && sound.player.on);
  if (on) hear(current, false); else sound.pause();
}

async function takeOffer(line, number) {
  if (!known(() => takeOffer(line, number))) return;
  if (editing) leave();
  if (!(await settled())) return;
  if (await act({ act: 'take-suggestion', line, number, etag: row(line).dataset.etag })) {
    await refresh(true);
    select(line);
    await speakAndPlay(line);
  }
}

async function approveStory() {
  if (!known(approveStory)) return;
  if (editing) leave();
  if (!(await settled()) || !(await voiced([...busy.keys()]))) return;
  await sound.heard();
  const blocked = rows().find((one) => one.dataset.blocked === 'yes');
  if (blocked) { askDespite(Number(blocked.dataset.line)); return; }
  if (await act({ act: 'approve-story', etag })) {
    tell(say('approved-now'));
    document.querySelector('.others [aria-current]').dataset.waits = 'no';
    await refresh(true);
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
  else if (!event.target.closest('button, a, summary, input, textarea, dialog') && event.target.closest('.line')) {
    // A click on a line selects and plays it; a mark that somebody is making stays.
    if (String(getSelection())) return;
    const line = Number(event.target.closest('.line').dataset.line);
    select(line, { focus: false, scroll: false });
    row(line).focus({ preventScroll: true });
    on = false;
    hear(line);
  }
});
list.addEventListener('focusin', (event) => {
  const line = Number(event.target.closest('.line')?.dataset.line);
  if (line && line !== current) select(line, { focus: false, scroll: false });
});
pointed((line, at) => { on = false; select(line); sound.play(line, at); });

// ——— keys ———

// Outside the text a letter is a key of the page; on a keyboard of Pashto or Urdu by where it lies.
const letterOf = (event) => (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, '').toLowerCase());
const step = (by) => {
  const order = rows().map((one) => Number(one.dataset.line));
  select(order[Math.max(0, Math.min(order.length - 1, order.indexOf(current) + by))]);
};
const single = {
  r: () => speakAndPlay(current),
  a: () => approve(current),
  j: () => sound.move(-2),
  l: () => sound.move(2),
  p: playOn,
  n: goOn,
};

/** What a key does here; undefined where it is the browser's. */
function meant(event) {
  const ctrl = event.ctrlKey || event.metaKey;
  const writing = event.target.matches?.('input:not([type=checkbox]), textarea, select');
  // A key that is held down is one press: it presses no second button that comes under it.
  if (event.key === 'Enter' && event.repeat && event.target.tagName !== 'TEXTAREA') return () => {};
  if (document.querySelector('dialog[open]')) return undefined;
  if (event.altKey && !ctrl && letterOf(event) === 'k') return () => lookUp(marked());
  if (event.target === area) {
    if (event.key === 'Escape') return () => { const line = editing; leave(); row(line)?.focus(); };
    if (ctrl && event.key === 'Enter') return event.shiftKey ? () => approve(editing) : saveAndHear;
    if (ctrl && event.shiftKey && event.key === 'ArrowDown') return () => cycle(1);
    if (ctrl && event.shiftKey && event.key === 'ArrowUp') return () => cycle(-1);
    return undefined;
  }
  if (writing || ctrl || event.altKey) return undefined;
  // Space never presses a button here: it plays, wherever the focus is.
  if (event.key === ' ' && !event.target.matches?.('input, summary')) return event.repeat ? () => {} : () => { on = false; hear(current); };
  if (event.key === 'Enter') return event.target.closest?.('button, a, summary, input') ? undefined : () => edit(current);
  if (event.key === 'ArrowDown') return () => step(1);
  if (event.key === 'ArrowUp') return () => step(-1);
  if (event.key === 'Escape') return () => { warn(''); sound.pause(); };
  if (!singleKeys() || event.shiftKey && event.key !== '?') return undefined;
  if (event.key === '?' || event.key === '؟') return () => open('keys-dialog');
  return event.repeat ? undefined : single[letterOf(event)];
}

const down = new Set(); // keys whose press was ours: their release is ours too, or a button would be clicked by it
document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return; // an input method is at work
  const does = meant(event);
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  down.add(event.code);
  does();
}, true);
document.addEventListener('keyup', (event) => {
  if (!down.delete(event.code)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// ——— beginning ———

const asked = Number(/^#line-(\d+)$/.exec(location.hash)?.[1] ?? 0);
const before = kept.get(`place:${edition}/${story}`);
select(row(asked) ? asked : row(before) ? before : nextWaiting(0) || 1);
names();
listen().catch(() => {});
if (matchMedia('(max-width: 60rem)').matches) document.getElementById('others').open = false;
for (const [line, copy] of keptTexts()) {
  if (!row(line) || copy.text.trim() === textOf(line)) { forget(line); continue; }
  edit(line);
  area.value = copy.text;
  opened = copy.base;
  openedTag = copy.etag;
  saveState(say('unsaved'), true);
  warn(say('kept-copy', { n: line }));
}
const nameMeant = new URLSearchParams(location.search).get('name');
if (nameMeant) {
  history.replaceState(null, '', location.pathname + location.hash); // loading the page again opens it no more
  doing.name(row(current), nameMeant);
}
setTimeout(look, EVERY);
addEventListener('pagehide', () => sound.pause());
