// @ts-check
// The sandbox clock: what it shows, and the buttons that move it forward.
/** @import { ClockState, PageRequests } from '../page-contract.ts' */
import { byId, h } from './dom.js';
import { DAY_MS, dayWithYear, dayWords, isoDay, momentWords, timeWords } from './time.js';
import { fill, words } from './words.js';

/** Until the morning's first messages are out, they are this morning's. */
const MORNING = '08:31';
/** As many days ahead can be chosen. */
const DAYS = 62;
/** Tomorrow is proposed. */
const PROPOSED = 1;

/**
 * @param {(request: PageRequests['clock']) => Promise<unknown>} travel asks for the journey, ends with it
 * @returns {{show: (state: ClockState) => void, now: () => number}}
 */
export function createClock(travel) {
  const day = byId('clock-day', HTMLSelectElement);
  const time = byId('clock-time', HTMLInputElement);
  const status = byId('clock-status');
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('#clock-buttons button, #clock-form button');
  let base = 0;
  let since = performance.now();
  let moving = false;

  const now = () => base + (moving ? 0 : performance.now() - since);

  const draw = () => {
    const at = now();
    byId('now-time').textContent = timeWords(at);
    byId('bar-time').textContent = timeWords(at);
    byId('now-date').textContent = dayWithYear(at);
    byId('morning').textContent = timeWords(at) < MORNING ? words.this_morning : words.next_morning;
  };

  /** @param {ClockState} state */
  const show = (state) => {
    const arrived = moving && !state.moving;
    base = state.now;
    since = performance.now();
    moving = state.moving;
    document.body.toggleAttribute('data-moving', moving);
    for (const button of buttons) button.disabled = moving;
    const when = momentWords(base);
    if (moving) status.textContent = fill(words.moving, { when });
    else if (arrived && state.sent > 0) status.textContent = fill(words.arrived, { when, count: state.sent });
    else if (arrived) status.textContent = fill(words.arrived_quietly, { when });
    draw();
    propose();
  };

  // Tomorrow, unless something later is chosen already.
  const propose = () => {
    const today = isoDay(base);
    if (day.options[0]?.value === today) return;
    const kept = day.value > today && day.value;
    const names = [words.today, words.tomorrow];
    day.replaceChildren(
      ...Array.from({ length: DAYS }, (_, i) => {
        const at = base + i * DAY_MS;
        const name = names[i];
        const text = name ? fill(words.day_choice, { name, date: dayWords(at) }) : dayWords(at);
        const value = isoDay(at);
        return h('option', { value, selected: kept ? value === kept : i === PROPOSED }, text);
      }),
    );
  };

  /** @param {PageRequests['clock']} request */
  const go = async (request) => {
    const focused = document.activeElement;
    await travel(request);
    // A disabled button drops the focus; keyboard users get it back.
    if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
  };

  byId('clock-buttons').addEventListener('click', (event) => {
    const { minutes, to } = event.target instanceof HTMLElement ? event.target.dataset : {};
    if (minutes) void go({ minutes: Number(minutes) });
    else if (to) void go({ to });
  });
  byId('clock-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const [hour = '', minute = ''] = time.value.trim().split(/[:：]/);
    void go({ to: `${day.value}T${hour.padStart(2, '0')}:${minute}` });
  });
  setInterval(draw, 1000);
  return { show, now };
}
