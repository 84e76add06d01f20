// What every page of the desk has: its words, its requests, its dialogs, and who sits there.

const meta = document.querySelector('meta[name="desk"]');
const words = JSON.parse(document.getElementById('words').textContent);

export const edition = meta.dataset.edition;
export const story = meta.dataset.story;
export const me = { by: meta.dataset.by };

/** One of the page's words with its places filled. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The server did not answer, or not to us. `kind`: away, new (it was started again). */
export class Away extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** Ask the server; the answer's status and JSON (or text). Throws Away where there is none. */
export async function ask(path, given) {
  const options = given === undefined ? {} : {
    method: 'POST', body: JSON.stringify(given), headers: { 'content-type': 'application/json', 'x-desk': meta.content },
  };
  let answer;
  try {
    answer = await fetch(path, { ...options, credentials: 'same-origin' });
  } catch {
    throw new Away('away');
  }
  if (answer.headers.has('x-refused')) throw new Away(answer.status === 413 ? 'large' : 'new');
  const json = answer.headers.get('content-type')?.startsWith('application/json');
  return { status: answer.status, ok: answer.ok, data: json ? await answer.json() : await answer.text() };
}

const state = document.getElementById('state');
const alarm = document.getElementById('alert');
let quiet = 0;

/** Tell something in passing. */
export function tell(text, seconds = 4) {
  state.textContent = text;
  clearTimeout(quiet);
  if (seconds) quiet = setTimeout(() => { state.textContent = ''; }, 1000 * seconds);
}

/** Tell something that must be seen; '' takes it away. */
export function warn(text) {
  alarm.textContent = text;
}

/** What an answer says went wrong. */
export function told(answer) {
  return say('failed', { why: answer.data?.why ?? answer.status });
}

/** What the browser keeps, by name; nothing where it keeps nothing. */
export const kept = {
  get: (name) => { try { return JSON.parse(localStorage.getItem(`desk:${name}`)); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`desk:${name}`, JSON.stringify(value)); } catch { /* full, or not allowed */ } },
  drop: (name) => { try { localStorage.removeItem(`desk:${name}`); } catch { /* not allowed */ } },
  names: () => { try { return Object.keys(localStorage).filter((name) => name.startsWith('desk:')).map((name) => name.slice(5)); } catch { return []; } },
};

/** Open a dialog and put the caret into its field, never on a button. */
export function open(id) {
  const dialog = document.getElementById(id);
  dialog.showModal();
  (dialog.querySelector('input:not([type=checkbox])') ?? dialog).focus();
  return dialog;
}

async function setMe(given) {
  const answer = await ask('/me', given);
  if (!answer.ok) warn(told(answer));
  return answer;
}

const doing = {
  close: (button) => button.closest('dialog').close(),
  'who-set': async (button) => {
    const answer = await setMe({ by: document.getElementById('who-name').value });
    me.by = answer.data.by ?? '';
    const bdi = document.createElement('bdi');
    bdi.textContent = me.by || say('you');
    document.getElementById('who').replaceChildren(bdi);
    button.closest('dialog').close();
    me.then?.();
    me.then = undefined;
  },
};

/** Whether somebody is known to sit here; asks for a name where not, and goes on with `then` when it is given. */
export function known(then) {
  if (me.by) return true;
  me.then = then;
  warn('');
  tell(say('you-needed'), 8);
  open('who-dialog');
  return false;
}

document.getElementById('who').addEventListener('click', () => open('who-dialog'));
document.getElementById('who-name').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.isComposing) document.querySelector('[data-do="who-set"]').click();
});
document.getElementById('keys').addEventListener('click', () => open('keys-dialog'));
document.getElementById('interface').addEventListener('change', async (event) => {
  await setMe({ language: event.target.value });
  location.reload();
});

const calm = document.getElementById('calm');
function showCalm(on) {
  document.body.classList.toggle('calm', on);
  calm.setAttribute('aria-pressed', String(on));
}
showCalm(Boolean(kept.get('calm')));
calm.addEventListener('click', () => {
  kept.set('calm', !kept.get('calm'));
  showCalm(kept.get('calm'));
});

const single = document.getElementById('single-keys');
single.checked = kept.get('single-keys') ?? true;
single.addEventListener('change', () => kept.set('single-keys', single.checked));
export const singleKeys = () => single.checked;

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
});

// Where the editor stopped, in whichever edition.
const last = kept.get('place');
const back = document.getElementById('continue');
if (back && last) {
  back.querySelector('a').href = `/e/${last.edition}/${last.story}#line-${last.line}`;
  back.hidden = false;
}
