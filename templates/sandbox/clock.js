// The sandbox clock as people read it: Asia/Shanghai, whatever this computer's zone.
import { byId } from './dom.js';
import { T } from './words.js';

const OFFSET_MS = 8 * 3600_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = '日一二三四五六';

const shanghai = (at) => new Date(at + OFFSET_MS);
const two = (n) => String(n).padStart(2, '0');

/** 11月21日 周六 */
export function dayWords(at) {
  const d = shanghai(at);
  return `${d.getUTCMonth() + 1}月${d.getUTCDate()}日 周${WEEKDAYS[d.getUTCDay()]}`;
}

/** 08:31 */
export function timeWords(at) {
  const d = shanghai(at);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/**
 * @param {(request: object) => Promise<unknown>} travel asks for the journey, ends with it
 * @returns {{show: (state: {now: number, moving: boolean, sent: number}) => void}}
 */
export function createClock(travel) {
  let base = 0;
  let since = performance.now();
  let moving = false;

  const now = () => base + (moving ? 0 : performance.now() - since);
  const buttons = [...document.querySelectorAll('#clock-buttons button, #clock-form button')];
  const status = byId('clock-status');
  const draw = () => {
    const at = now();
    byId('now-time').textContent = timeWords(at);
    byId('bar-time').textContent = timeWords(at);
    byId('now-date').textContent = `${shanghai(at).getUTCFullYear()}年${dayWords(at)}`;
    const d = shanghai(at);
    const early = d.getUTCHours() * 60 + d.getUTCMinutes() < 8 * 60 + 31;
    byId('morning').textContent = early ? T.thisMorning : T.nextMorning;
  };
  const show = (state) => {
    base = state.now;
    since = performance.now();
    const arrived = moving && !state.moving;
    moving = state.moving;
    document.body.toggleAttribute('data-moving', moving);
    for (const button of buttons) button.disabled = moving;
    const when = `${dayWords(base)} ${timeWords(base)}`;
    if (moving) status.textContent = T.moving(when);
    else if (arrived) status.textContent = T.arrived(when, state.sent);
    draw();
    propose();
  };
  // Tomorrow afternoon, unless something later is chosen already or being typed.
  const propose = () => {
    const box = byId('clock-to');
    box.min = shanghai(base + 60_000).toISOString().slice(0, 16);
    if (box.value < box.min && document.activeElement !== box)
      box.value = `${shanghai(base + DAY_MS).toISOString().slice(0, 10)}T15:00`;
  };
  const go = async (request) => {
    const focused = document.activeElement;
    await travel(request);
    // A disabled button drops the focus; keyboard users get it back.
    if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
  };

  byId('clock-buttons').addEventListener('click', (event) => {
    const { minutes, to } = event.target.dataset ?? {};
    if (minutes) go({ minutes: Number(minutes) });
    else if (to) go({ to });
  });
  byId('clock-form').addEventListener('submit', (event) => {
    event.preventDefault();
    go({ to: byId('clock-to').value });
  });
  setInterval(draw, 1000);
  return { show };
}
