// @ts-check
// What was sent while the clock moved, as the outbox of the server has it: day by day, why, and to whom.
/** @import { Journey, Sending } from '../page-contract.ts' */
import { byId, h } from './dom.js';
import { nameOf, state } from './store.js';
import { dayOf, dayWords, momentWords, timeWords } from './time.js';
import { fill, rules, sendings as states, words } from './words.js';

/** @typedef {(as: string, chat: string) => unknown} Become */

/** Up to so many lines every day lies open; of more, the last day alone. */
const ALL_OPEN = 12;
/** Names told in one line. */
const NAMES = 3;

/**
 * @param {Journey} journey
 * @param {Become} become shows the chat a message went to
 */
export function drawJourney({ from, to, sendings }, become) {
  byId('journey').hidden = sendings.length === 0;
  const left = sendings.filter(hasLeft).length;
  const dropped = sendings.length - left;
  const until = dayOf(from) === dayOf(to) ? timeWords(to) : momentWords(to);
  const about = fill(words.journey, { from: momentWords(from), to: until, count: left });
  byId('journey-about').textContent =
    about + (dropped > 0 ? fill(words.journey_dropped, { count: dropped }) : '');
  const days = [...grouped(sendings, ({ at }) => dayOf(at)).values()];
  byId('journey-list').replaceChildren(
    ...days.map((list, i) => dayBlock(list, sendings.length <= ALL_OPEN || i === days.length - 1, become)),
  );
}

/**
 * @template K
 * @param {Sending[]} list
 * @param {(sending: Sending) => K} keyOf
 * @returns {Map<K, Sending[]>} in the order of their first
 */
function grouped(list, keyOf) {
  const groups = new Map();
  for (const sending of list) groups.set(keyOf(sending), [...(groups.get(keyOf(sending)) ?? []), sending]);
  return groups;
}

/** @param {Sending[]} list of one day @param {boolean} open @param {Become} become */
function dayBlock(list, open, become) {
  const date = dayWords(list[0]?.at ?? 0);
  const byRule = [...grouped(list, ({ rule }) => rule)];
  return h(
    'details',
    { open },
    h('summary', {}, fill(words.journey_day, { date, count: list.length })),
    ...byRule.flatMap(([rule, sent]) => [
      h('p', { class: 'journey-why' }, rules[rule] ?? words.rule_unknown),
      ...sent.map((sending) => line(sending, become)),
    ]),
  );
}

/** @param {Sending} sending @param {Become} become */
function line(sending, become) {
  const { at, text, state: what } = sending;
  const to = h('span', {}, h('strong', {}, recipients(sending)), what !== 'sent' && ' ', stateWords(what));
  const parts = [h('time', {}, timeWords(at)), to, h('span', { class: 'last' }, text)];
  const place = placeOf(sending);
  if (!hasLeft(sending) || !place) return h('p', { class: 'sending' }, ...parts);
  const click = () => become(place.as, place.chat);
  return h('button', { type: 'button', class: 'sending', click }, ...parts);
}

/** @param {Sending['state']} what */
const stateWords = (what) => what !== 'sent' && h('span', { class: 'state' }, states[what]);

/** @param {Sending} sending */
const hasLeft = ({ state: what }) => what === 'sent' || what === 'unknown';

/** @param {Sending} sending */
function recipients({ group, people }) {
  const name = state.groups.find(({ id }) => id === group)?.name;
  if (name) return fill(words.to_group, { name });
  const shown = people.slice(0, NAMES).map(nameOf).join('、');
  const more = people.length - NAMES;
  return more > 0 ? `${shown} ${fill(words.elsewhere_more, { count: more })}` : shown;
}

/** Whom to be, and which chat to open, to read it; undefined when nobody can. @param {Sending} sending */
function placeOf({ group, people }) {
  const as = group ? state.groups.find(({ id }) => id === group)?.as : people[0];
  return as === undefined ? undefined : { as, chat: group ?? 'private' };
}
