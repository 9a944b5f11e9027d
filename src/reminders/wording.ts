import type { Activity } from '../domain/activity/activity.ts';
import { typeName } from '../domain/activity/types.ts';
import type { CalendarPeriod } from '../domain/calendar/period.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { kindRow } from '../domain/ledger/kinds.ts';
import type { Given, SentenceName } from '../wording/catalogue.ts';
import type { PlanSetting } from './plan-types.ts';

type Sent = 'part.say_checkin' | 'part.say_leave';
type Name = SentenceName extends infer N ? (N extends `reminders.${infer Short}` ? Short : never) : never;
/** What a person is told in a line of the digest. */
export type LineName = Extract<Name, `line.${string}`>;

/** The planner's way to words: names without their area, and short sentences filled once per set of values. */
export interface Words {
  /** filled once per set of values: for sentences that many hear */
  say<N extends Name>(name: N, ...data: Given<`reminders.${N}`>): string;
  /** filled each time: for sentences with names or numbers of their own */
  fill<N extends Name>(name: N, ...data: Given<`reminders.${N}`>): string;
  /** 11月25日(周三) 15:00 */
  when(at: Instant): string;
  /** 11月25日(周三) */
  day(date: DateText): string;
  types(activity: Pick<Activity, 'types'>): string;
  period(period: CalendarPeriod): string;
  /** what its people reply when an item of this kind is done */
  finish(kind: ItemKind): string;
  /** a line to send, word for word: in a group the bot hears only what mentions it */
  toSend(line: Sent, grouped: boolean): string;
  place(activity: Activity): string;
}

const ENOUGH = 20_000;

export function wordsOf(setting: PlanSetting): Words {
  const fullName = once((name: string) => `reminders.${name}`) as <N extends Name>(
    name: N,
  ) => `reminders.${N}`;
  const fill: Words['fill'] = (name, ...data) => setting.render(fullName(name), ...data);
  const say = remembering(fill);
  const dayOf = once((at: Instant | DateText) => fill('part.when', { at }));
  const toSend = once((line: Sent) => say(line));
  const toSendInGroup = once((line: Sent) =>
    setting.botName === null ? say(line) : say('part.in_group', { bot: setting.botName, line: say(line) }),
  );
  return {
    say,
    fill,
    when: dayOf,
    day: dayOf,
    types: ({ types }) =>
      types.length === 1 ? typeName(types[0]!) : types.map((type) => typeName(type)).join(say('part.and')),
    period: (p) => say(`period.${p.kind}`, { year: p.year, number: p.number }),
    finish: (kind) => kindRow(kind).finish,
    toSend: (line, grouped) => (grouped ? toSendInGroup(line) : toSend(line)),
    place: (activity) => activity.place ?? say('part.no_place'),
  };
}

const NOTHING = {};

/** What is remembered of the values up to here. */
interface Said {
  text?: string;
  next: Map<unknown, Said>;
}

/**
 * Thousands of branches hear the same sentence on the same day; filling it once keeps a year's plan within seconds.
 * Found value by value: the texts exist already, and putting them together for a key costs more than looking each up.
 */
function remembering(render: Words['fill']): Words['say'] {
  const said = new Map<unknown, Said>();
  let count = 0;
  return (name, ...data) => {
    let found = following(said, name);
    for (const value of Object.values(data[0] ?? NOTHING))
      found = following(found.next, Array.isArray(value) ? value.join('\u0000') : value);
    if (found.text !== undefined) return found.text;
    if (++count > ENOUGH) {
      said.clear();
      count = 0;
    }
    found.text = render(name, ...data);
    return found.text;
  };
}

function following(known: Map<unknown, Said>, value: unknown): Said {
  const found = known.get(value);
  if (found) return found;
  const made: Said = { next: new Map() };
  known.set(value, made);
  return made;
}

function once<K>(make: (key: K) => string): (key: K) => string {
  const known = new Map<K, string>();
  return (key) => remembered(known, key, () => make(key));
}

function remembered<K>(known: Map<K, string>, key: K, make: () => string): string {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= ENOUGH) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
