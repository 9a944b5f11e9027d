// What a unit has settled for itself by message, and what holds there: its own word, else that of the nearest unit
// above, else the file. One table says how each stored text is read, for conversation, planning, reports and commands.

import { z } from 'zod';
import type { ActivitySettings } from '../domain/activity/activity.ts';
import type { FixedDay } from '../domain/activity/fixed-day.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { logger } from '../observe/log.ts';
import type { Tx } from '../ports/store.ts';
import { ACTIVITY_SCHEMAS } from './activity.ts';
import type { Settings } from './settings.ts';

/** Messages to a group that a unit may switch off. */
export type Switch = 'invitation' | 'dayBefore' | 'opening' | 'nudge';

/** What a unit or one above it has settled; everything absent is as in the files. */
export interface OwnSettings {
  activity?: Partial<ActivitySettings>;
  switches?: Partial<Record<Switch, boolean>>;
  /** of branches alone: their groups hold no 主题党日 of their own */
  fixedDay?: FixedDay;
}

/** What holds at a unit. */
interface UnitSettings {
  activity: ActivitySettings;
  switches: Record<Switch, boolean>;
  fixedDay: FixedDay | undefined;
}

/** As stored: texts by key and unit. */
type Stored = Awaited<ReturnType<Tx['settings']>>;

const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), day: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('last_day') }),
  z.strictObject({ kind: z.literal('working_day'), nth: z.union([z.literal(-1), z.int().min(1).max(15)]) }),
  z.strictObject({
    kind: z.literal('weekday'),
    nth: z.union([z.literal(-1), z.int().min(1).max(5)]),
    weekday: z.int().min(1).max(7),
  }),
  z.strictObject({ kind: z.literal('lunar'), day: z.int().min(1).max(30) }),
]);
const fixedDay = z.strictObject({
  rule,
  clock: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  place: z.string().nullable(),
  shift: z.enum(['earlier', 'later', 'keep']).exactOptional(),
});

const word = <T>(schema: z.ZodType<T>) => schema;
/** Texts like `true`, `45` and `{"rule":…}` as the value they write. */
const json = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

const activityOf =
  <K extends keyof ActivitySettings>(key: K) =>
  (value: ActivitySettings[K]): OwnSettings => ({ activity: { [key]: value } });
const switchOf =
  (name: Switch) =>
  (value: boolean): OwnSettings => ({ switches: { [name]: value } });

const KEYS = {
  attendance: word(ACTIVITY_SCHEMAS.attendance).transform(activityOf('attendance')),
  'leave.approval': json(ACTIVITY_SCHEMAS.approval).transform(activityOf('leaveApproval')),
  'opening.minutesBefore': json(ACTIVITY_SCHEMAS.minutesBefore).transform(activityOf('openBeforeMinutes')),
  'closing.hoursAfter': json(ACTIVITY_SCHEMAS.hoursAfter).transform(activityOf('closeAfterHours')),
  'switch.invitation': json(z.boolean()).transform(switchOf('invitation')),
  'switch.dayBefore': json(z.boolean()).transform(switchOf('dayBefore')),
  'switch.opening': json(z.boolean()).transform(switchOf('opening')),
  'switch.nudge': json(z.boolean()).transform(switchOf('nudge')),
  fixed_day: json(fixedDay).transform((value): OwnSettings => ({ fixedDay: value })),
} satisfies Record<string, z.ZodType<OwnSettings>>;

const isKey = (key: string): key is keyof typeof KEYS => Object.hasOwn(KEYS, key);

/** Ten thousand branches say much the same, and all of it is read again when one of them changes a word. */
const ENOUGH = 20_000;
const readings = new Map<string, OwnSettings | undefined>();

function readingOf(key: string, text: string): OwnSettings | undefined {
  const name = `${key}=${text}`;
  if (readings.has(name)) return readings.get(name);
  const read = isKey(key) ? KEYS[key].safeParse(text) : undefined;
  if (readings.size >= ENOUGH) readings.clear();
  readings.set(name, read?.data);
  return read?.data;
}

/** A text that cannot be read (of an older version, or changed by hand) is as good as none, and logged. */
function readOwn(unitId: number, texts: ReadonlyMap<string, string>): OwnSettings {
  let own: OwnSettings = {};
  for (const [key, text] of texts) {
    const read = readingOf(key, text);
    if (read) own = merged(own, read);
    else logger('settings').warn({ unitId, key }, 'a stored setting cannot be read and is passed over');
  }
  return own;
}

function merged(above: OwnSettings, own: OwnSettings): OwnSettings {
  return {
    ...above,
    ...own,
    activity: { ...above.activity, ...own.activity },
    switches: { ...above.switches, ...own.switches },
  };
}

const NOTHING: ReadonlyMap<number, OwnSettings> = new Map();
/** The store gives the same map until a setting changes. */
const known = new WeakMap<Stored, { org: Organisation; read: ReadonlyMap<number, OwnSettings> }>();

/** The units for which something is settled by message, by themselves or above them. */
export function ownSettings(org: Organisation, stored: Stored): ReadonlyMap<number, OwnSettings> {
  const steps = readingSettings(org, stored);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps of some milliseconds, for a city. */
export function* readingSettings(
  org: Organisation,
  stored: Stored,
): Generator<void, ReadonlyMap<number, OwnSettings>> {
  if (stored.size === 0) return NOTHING;
  const found = known.get(stored);
  if (found?.org === org) return found.read;
  const read = yield* readAll(org, stored);
  known.set(stored, { org, read });
  return read;
}

/** Units gone through in a step. */
const ROUNDS = 500;

function* readAll(org: Organisation, stored: Stored): Generator<void, ReadonlyMap<number, OwnSettings>> {
  const own = new Map<number, OwnSettings>();
  for (const [unitId, texts] of stored) {
    own.set(unitId, readOwn(unitId, texts));
    if (own.size % ROUNDS === 0) yield;
  }
  const all = new Map<number, OwnSettings>();
  for (const unit of org.units.values()) {
    const settled = [...org.ancestry(unit.id)].reverse().flatMap(({ id }) => own.get(id) ?? []);
    if (settled.length === 0) continue;
    const { fixedDay: day, ...rest } = settled.reduce(merged);
    all.set(unit.id, unit.kind === 'branch' && day ? { ...rest, fixedDay: day } : rest);
    if (all.size % ROUNDS === 0) yield;
  }
  return all;
}

/** How activities go where this is settled, or nothing. */
export const activityWith = (settings: Settings, own: OwnSettings | undefined): ActivitySettings =>
  own?.activity ? { ...settings.activity, ...own.activity } : settings.activity;

/** What holds where this is settled, or nothing. */
export function holdsWith(settings: Settings, own: OwnSettings | undefined): UnitSettings {
  const { invitation, dayBefore, opening, nudge } = settings.reminders;
  return {
    activity: activityWith(settings, own),
    switches: {
      invitation: own?.switches?.invitation ?? invitation.on,
      dayBefore: own?.switches?.dayBefore ?? dayBefore.on,
      opening: own?.switches?.opening ?? opening.on,
      nudge: own?.switches?.nudge ?? nudge.on,
    },
    fixedDay: own?.fixedDay,
  };
}

/** What holds at a unit, as things are stored now. */
export async function unitSettings(
  turn: { tx: Pick<Tx, 'settings'>; org: Organisation; settings: Settings },
  unitId: number,
): Promise<UnitSettings> {
  return holdsWith(turn.settings, ownSettings(turn.org, await turn.tx.settings()).get(unitId));
}
