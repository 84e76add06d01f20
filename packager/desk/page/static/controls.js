// What an editor does now and then: notes, priority, readings of the whole edition, earlier texts of a line.

import { Away, ask, edition, known, open, say, story, told, warn } from './common.js';
import * as sound from './sound.js';
import { act } from './saving.js';

const base = `/e/${edition}/${story}`;
const field = (id) => document.getElementById(id);

async function asked(path, given) {
  try {
    const answer = await ask(path, given);
    if (answer.ok) return answer.data;
    warn(told(answer));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    warn(say(error.kind === 'new' ? 'server-new' : 'server-away'));
  }
  return null;
}

/** The handlers of these controls' buttons. `desk` is the story's page: what it shows, and what it can do. */
export function controls(desk) {
  let line = 0; // what the open dialog is about; 0 is the story
  let tag = ''; // and its etag when it was opened
  let reading = ''; // the etag of the word's reading

  /** Hear the line with something otherwise that is not decided yet. */
  async function hear(given) {
    if (await desk.speak(line, given)) sound.play(line);
  }
  for (const id of ['say-dialog', 'name-dialog', 'takes-dialog']) {
    field(id).addEventListener('close', () => { sound.pause(); desk.listen(); }); // what was tried is not what stands
  }

  function note(button) {
    if (!known(() => note(button))) return;
    line = desk.lineOf(button);
    tag = desk.etag(line);
    const place = line ? desk.row(line) : field('head');
    field('note-text').value = place.querySelector('[data-note]')?.textContent ?? '';
    open('note-dialog');
    field('note-text').focus();
  }

  async function lookAt(word) {
    field('say-met').textContent = '';
    if (!word.trim()) return;
    const found = await asked(`/e/${edition}/reading`, { word });
    if (!found || field('say-word').value !== word) return;
    reading = found.etag;
    field('say-met').textContent = say('reading-met', { n: found.lines });
    if (found.reading) field('say-as').value = found.reading;
  }
  field('say-word').addEventListener('change', (event) => lookAt(event.target.value));

  function reads(button) {
    if (!known(() => reads(button))) return;
    line = desk.lineOf(button);
    const marked = desk.marked().trim();
    field('say-word').value = marked;
    field('say-as').value = marked;
    open('say-dialog');
    lookAt(marked);
  }
  const wanted = () => ({ word: field('say-word').value.trim(), reading: field('say-as').value.trim() });

  async function lookUp(name, every = false) {
    field('name-met').textContent = '';
    if (!name.trim()) return;
    const found = await asked(`${base}/name`, { name, line });
    if (!found || field('name-en').value !== name) return;
    reading = found.etag;
    field('name-met').textContent = say('reading-met', { n: found.lines });
    if (every || !field('name-now').value) field('name-now').value = found.now;
    if (every || !field('name-as').value) field('name-as').value = found.spelling || found.now;
  }
  field('name-en').addEventListener('change', (event) => lookUp(event.target.value, true));

  /** The dialog of a name; without one that is meant, the words that are marked, or the first in the line that is in no table. */
  function name(button, meant = '') {
    if (!known(() => name(button, meant))) return;
    line = desk.lineOf(button);
    const english = desk.row(line).querySelector('.en').textContent;
    const marked = desk.marked().trim();
    const unknown = [...field('name-unknown').options].map((one) => one.value).find((one) => english.includes(one));
    field('name-now').value = english.includes(marked) ? '' : marked;
    field('name-as').value = '';
    field('name-en').value = meant || (english.includes(marked) && marked) || unknown || '';
    open('name-dialog');
    lookUp(field('name-en').value);
  }
  /** The line with the name written as it is to be, where it stands there as it was. */
  function renamed() {
    const [now, as] = [field('name-now').value.trim(), field('name-as').value.trim()];
    const text = desk.text(line);
    return now && as && desk.stands(text, now) ? desk.replaced(text, now, as) : text;
  }

  async function takes(button) {
    if (!known(() => takes(button))) return;
    line = desk.lineOf(button);
    const found = await asked(`${base}/takes?line=${line}`);
    if (found === null) return;
    field('takes-found').innerHTML = found; // the server's own escaped HTML
    open('takes-dialog');
  }
  const textOf = (button) => button.closest('[data-text]').dataset.text;

  field('head').addEventListener('change', (event) => {
    if (event.target.matches('[data-shorten]')) {
      desk.simple({ act: 'shorten', lines: Number(event.target.value), etag: desk.etag(0) });
    }
    if (event.target.matches('[data-priority]')) {
      desk.simple({ act: 'set-priority', priority: Number(event.target.value), etag: desk.etag(0) });
    }
  });

  return {
    note,
    'note-done': async (button) => {
      button.closest('dialog').close();
      await desk.simple({ act: 'note', text: field('note-text').value, etag: tag, ...(line ? { line } : {}) });
    },
    say: reads,
    'say-hear': async () => { if (wanted().word) await hear({ say: wanted() }); },
    'say-done': async (button) => {
      const given = wanted();
      if (!given.word) { field('say-word').focus(); return; }
      button.closest('dialog').close();
      if (await act({ act: 'say', ...given, etag: reading })) { await desk.refresh(); await hear({}); }
    },
    name,
    'name-hear': () => hear({ text: renamed() }),
    'name-done': async (button) => {
      const given = { name: field('name-en').value.trim(), spelling: field('name-as').value.trim() };
      if (!given.name || !given.spelling) { field(given.name ? 'name-as' : 'name-en').focus(); return; }
      const text = renamed();
      button.closest('dialog').close();
      if (!(await act({ act: 'settle-name', ...given, etag: reading }))) return;
      if (text !== desk.text(line) && !(await act({ act: 'set-text', line, text, etag: desk.etag(line) }))) return;
      await desk.refresh();
      await hear({});
    },
    takes,
    'take-hear': (button) => hear({ text: textOf(button) }),
    'take-old': async (button) => {
      const text = textOf(button);
      button.closest('dialog').close();
      if (await act({ act: 'set-text', line, text, etag: desk.etag(line) })) { await desk.refresh(); await hear({}); }
    },
  };
}
