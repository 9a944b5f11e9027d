// A name, a day, a figure or a kind of meeting alone, said to a question: it picks what has it, or goes where it is lacking.
import { carries, type Filled, type Intent, type IntentName, toIntent } from '../domain/intent.ts';
import type { Values } from '../parsing/values.ts';

const isLedger = (intent: IntentName) => intent.startsWith('rectify_');

/**
 * Whether every value stands in the intent already.
 * @param nameOf of somebody meant by a name that is written otherwise
 */
export function holds(intent: Intent, v: Values, nameOf: (id: string) => string | undefined): boolean {
  const said: Filled = intent;
  const meant = Object.values(said.meant ?? {}).map(nameOf);
  const names = [...(said.names ?? []), ...(said.absent ?? []).map((a) => a.name), ...meant];
  const types = said.activityTypes ?? (said.activityType ? [said.activityType] : []);
  const items = said.itemNo?.split(',') ?? [];
  const figures = [said.expected, said.present, said.progress, ...items.map(Number)];
  return (
    v.names.every((name) => names.includes(name)) &&
    v.types.every((type) => types.includes(type)) &&
    v.units.every((unit) => unit === said.scope) &&
    v.items.every((item) => items.includes(item)) &&
    (v.percent === undefined || v.percent === said.progress) &&
    (v.figure === undefined || figures.includes(v.figure)) &&
    (!isTimed(v) || hasTime(said, v))
  );
}

const isTimed = (v: Values) => v.hasDate || v.hasClock;

function hasTime(said: Filled, v: Values): boolean {
  if (v.ordinal !== undefined && said.itemNo === v.ordinal) return true;
  const wanted = v.moment(said.intent).startAt;
  return [said.fromAt, said.startAt, said.dueAt].some((at) => {
    if (at === undefined || wanted === undefined) return false;
    const isDay = !v.hasDate || at.slice(0, 10) === wanted.slice(0, 10);
    return isDay && (!v.hasClock || at.slice(11, 16) === wanted.slice(11, 16));
  });
}

/** The intent with the values in their places; undefined when one of them has none there. */
export function completed(intent: Intent, v: Values): Intent | undefined {
  if (v.isDoubtful) return undefined;
  const draft: Filled = { ...intent };
  const places = [names, types, units, items, time, percent, figure];
  return places.every((place) => place(draft, v)) ? toIntent(draft) : undefined;
}

/** True unless the value has no place in the draft. */
type Place = (draft: Filled, v: Values) => boolean;

const names: Place = (draft, v) => {
  if (v.names.length === 0) return true;
  // Who of a list was there and who was not is more than a name says.
  if (!carries(draft.intent, 'names') || carries(draft.intent, 'absent')) return false;
  // Of several one is set right only by saying them all.
  if ((draft.names?.length ?? 0) > v.names.length) return false;
  draft.names = [...v.names];
  delete draft.self;
  delete draft.meant;
  return true;
};

const types: Place = (draft, v) => {
  const [first] = v.types;
  if (first === undefined) return true;
  if (!carries(draft.intent, 'activityType')) return false;
  draft.activityType = first;
  if (v.types.length > 1) draft.activityTypes = [...v.types];
  else delete draft.activityTypes;
  return true;
};

const units: Place = (draft, v) => {
  const [first, ...more] = v.units;
  if (first === undefined) return true;
  if (more.length > 0 || !carries(draft.intent, 'scope')) return false;
  draft.scope = first;
  return true;
};

const items: Place = (draft, v) => {
  if (v.items.length === 0) return true;
  if (!carries(draft.intent, 'itemNo')) return false;
  draft.itemNo = [...new Set(v.items)].join(',');
  return true;
};

const time: Place = (draft, v) => {
  const { intent } = draft;
  // 12号 where the number of an item is lacking is that number.
  if (v.ordinal !== undefined && isLedger(intent) && draft.itemNo === undefined) {
    draft.itemNo = v.ordinal;
    return true;
  }
  if (!isTimed(v)) return v.ordinal === undefined;
  if (intent === 'query' && v.period !== undefined && !v.hasClock) {
    draft.period = v.period;
    delete draft.startAt;
    delete draft.endAt;
    return true;
  }
  if (carries(intent, 'startAt')) {
    const { startAt, endAt } = v.moment(intent);
    if (startAt === undefined) return false;
    draft.startAt = joined(draft.startAt ?? (v.hasDate ? undefined : draft.fromAt), startAt, v);
    if (endAt === undefined) delete draft.endAt;
    else draft.endAt = endAt;
    return true;
  }
  if (carries(intent, 'dueAt') && v.dueAt !== undefined) {
    draft.dueAt = v.dueAt;
    return true;
  }
  if (!carries(intent, 'period') || v.period === undefined) return false;
  draft.period = v.period;
  return true;
};

/** A clock alone stays on the day that was said, a day alone keeps its clock. */
function joined(before: string | undefined, now: string, { hasDate, hasClock }: Values): string {
  if (before === undefined || (hasDate && hasClock)) return now;
  return hasDate ? now.slice(0, 10) + before.slice(10) : before.slice(0, 10) + now.slice(10);
}

const percent: Place = (draft, v) => {
  if (v.percent === undefined) return true;
  if (draft.intent !== 'rectify_progress') return false;
  if (v.percent > 100) return false;
  draft.progress = v.percent;
  return true;
};

const figure: Place = (draft, v) => {
  if (v.figure === undefined) return true;
  if (isLedger(draft.intent) && carries(draft.intent, 'itemNo') && draft.itemNo === undefined) {
    draft.itemNo = String(v.figure);
    return true;
  }
  if (draft.intent === 'rectify_progress' && draft.progress === undefined && v.figure <= 100) {
    draft.progress = v.figure;
    return true;
  }
  if (draft.intent !== 'activity_report' || draft.present !== undefined) return false;
  draft.present = v.figure;
  return true;
};
