// The record of each meeting as it is printed. Reasons stand here and in no other file, where whoever asked may read them.

import type { MinutesSheet } from '../documents/minutes.ts';
import type { Roll } from '../domain/activity/attendance.ts';
import { isLecture, meetingName } from '../domain/activity/types.ts';
import { dateOf, timeOf } from '../domain/calendar/time.ts';
import type { ActivityFact } from '../domain/figures/activities.ts';
import { type Organisation, ROLES, type Unit } from '../domain/organisation/organisation.ts';
import type { MeetingsRequest } from '../ports/outbox.ts';
import type { Wording } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { paperNames, type Written, writtenOf } from './meetings.ts';

/** Meetings told together. */
const AT_ONCE = 25;

/** The sheets of these meetings, in their order, some at a time. @param heard hears after how many */
export async function* minutesOf(
  c: Counter,
  facts: readonly ActivityFact[],
  { reasonsOf = [] }: Pick<MeetingsRequest, 'reasonsOf'>,
  words: Wording,
  heard: (meetings: number) => void,
): AsyncGenerator<MinutesSheet[]> {
  const told = new Set(reasonsOf === 'all' ? facts.map(({ activity }) => activity.id) : reasonsOf);
  const names = paperNames(
    c.org,
    facts.map(({ activity }) => activity.unitId),
  );
  let sheets: MinutesSheet[] = [];
  for await (const written of writtenOf(c, facts)) {
    const { id, unitId } = written.activity;
    sheets.push(sheetOf(written, names.get(unitId)!, c.org, told.has(id), words));
    if (sheets.length < AT_ONCE) continue;
    yield sheets;
    heard(sheets.length);
    sheets = [];
  }
  if (sheets.length > 0) yield sheets;
}

function sheetOf(
  { activity, roll, record, photos }: Written,
  unit: string,
  org: Organisation,
  withReasons: boolean,
  words: Wording,
): MinutesSheet {
  const reasonOf = (reason: string | null | undefined) => (withReasons && reason) || '';
  const why = (name: string, reason: string) => ({ name, ...(reason !== '' && { reason }) });
  const guestsAway = record?.guestsAway ?? [];
  const guests = (isUnexcused: boolean) =>
    guestsAway
      .filter(({ unexcused = false }) => unexcused === isUnexcused)
      .map(({ name, reason }) => why(name, reasonOf(reason)));
  const away = ({ person, state, reason }: Roll['leave'][number]) => {
    const told = reasonOf(reason);
    return why(person.name, state === 'exempt' ? words('minutes.exempt', { reason: told }) : told);
  };
  const isMobile = new Set(roll.due.mobile.map(({ id }) => id));
  const written = (name: string | null) => name && withOffice(org, org.unit(activity.unitId), name, words);
  const host = written(activity.host);
  const lecturer = activity.lecturer ?? (isLecture(activity.types) ? activity.host : null);
  return {
    unit,
    types: meetingName(activity.types),
    date: dateOf(activity.startAt),
    ...(activity.hasClock && { from: timeOf(activity.startAt) }),
    ...(activity.endAt !== null && { to: timeOf(activity.endAt) }),
    ...(activity.place && { place: activity.place }),
    ...(host && { host }),
    ...(activity.recorder && { recorder: activity.recorder }),
    ...(lecturer && { lecturer }),
    expected: roll.expected,
    present: roll.attended,
    presentNames: roll.present.map(({ name }) => name),
    late: roll.late.map(({ name }) => name),
    leave: [...roll.leave.map(away), ...guests(false)],
    absent: [...roll.absent.map(away), ...guests(true)],
    // Where more came than are named, nobody knows which of these did.
    unrecorded: roll.unnamed > 0 ? [] : roll.missing.map(({ name }) => name),
    figuresOnly: roll.unnamed > 0,
    mobile: roll.extra.filter(({ id }) => isMobile.has(id)).map(({ name }) => name),
    observers: roll.extra.filter(({ id }) => !isMobile.has(id)).map(({ name }) => name),
    ...(activity.topic && { topic: activity.topic }),
    ...(record?.content && { content: record.content }),
    votes: record?.votes ?? [],
    resolutions: record?.resolutions ?? [],
    photos: photos.flatMap(({ name, sha256 }) => (sha256 === null ? [] : [{ name: name ?? '', sha256 }])),
  };
}

/** The bot's own right, and no office of the Party. */
const NO_OFFICE = '管理员';

/** 书记张三: with the nearest office at the unit or above it; as written where it is not plain who that is. */
function withOffice(org: Organisation, unit: Unit, name: string, words: Wording): string {
  const chain = org.ancestry(unit.id);
  const isOf = (id: string) => org.officesOf(id).some((o) => chain.some((u) => u.id === o.unitId));
  const here = org.named(name).filter((p) => chain.some((u) => u.id === p.branchId) || isOf(p.id));
  if (here.length !== 1) return name;
  const held = org.officesOf(here[0]!.id).filter(({ role }) => role !== NO_OFFICE);
  for (const at of chain) {
    const role = ROLES.find((r) => held.some((o) => o.unitId === at.id && o.role === r));
    if (role) return words('minutes.host', { unit: at.id === unit.id ? '' : at.name, role, name });
  }
  return name;
}
