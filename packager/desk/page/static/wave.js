// The story's sound as one strip: lines side by side, the one in hand and the place of the sound marked.

import { at, player, previews, sounds } from './sound.js';

const canvas = document.querySelector('#wave canvas');
const rtl = document.documentElement.dir === 'rtl'; // time runs as the interface is read
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);

function spans() {
  const found = [];
  let end = 0;
  for (const [line, sound] of Object.entries(sounds.lines)) {
    found.push({ line: Number(line), start: end, seconds: sound.seconds, peaks: sound.peaks, lufs: sound.lufs });
    end += sound.seconds + sound.pause;
  }
  return { found, end };
}

/** Draw the strip with a line marked. */
export function draw(current) {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width) return;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(rtl ? -ratio : ratio, 0, 0, ratio, rtl ? canvas.width : 0, 0);
  pen.clearRect(0, 0, width, height);
  const { found, end } = spans();
  for (const { line, start, seconds, peaks, lufs } of found) {
    const left = (start / end) * width;
    const wide = (seconds / end) * width;
    if (line === current) {
      pen.fillStyle = colour('--lit');
      pen.fillRect(left, 0, wide, height);
    }
    pen.fillStyle = colour(line === current ? '--ink' : '--strong');
    const bar = wide / peaks.length;
    peaks.forEach((peak, k) => {
      const high = Math.max(1, (peak / 100) * (height - 12));
      pen.fillRect(left + k * bar, (height - 8 - high) / 2, Math.max(0.5, bar * 0.8), high);
    });
    if (lufs !== null) { // loudness, −35 to −15 LUFS, as a line under the waveform
      pen.fillStyle = colour('--note');
      pen.fillRect(left, height - 4, wide * Math.max(0, Math.min(1, (lufs + 35) / 20)), 3);
    }
    if (line === player.line && player.on && !previews[line]) {
      pen.fillStyle = colour('--block');
      pen.fillRect(left + (at() / end) * width, 0, 2, height);
    }
  }
}

/** Have `does(line, second)` done when somebody points at the strip. */
export function pointed(does) {
  canvas.addEventListener('click', (event) => {
    const { found, end } = spans();
    const part = event.offsetX / canvas.clientWidth;
    const second = (rtl ? 1 - part : part) * end;
    const hit = found.findLast((one) => second >= one.start) ?? found[0];
    if (hit) does(hit.line, Math.max(0, Math.min(second - hit.start, hit.seconds - 0.05)));
  });
}

new ResizeObserver(() => draw(player.line)).observe(canvas);
