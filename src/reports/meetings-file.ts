// Meetings as a file to take away, for the bot and for the command line: minutes to be printed, or who was there.

import { attendanceFileName, writeAttendance } from '../documents/attendance.ts';
import { minutesFileName, writeMinutes } from '../documents/minutes.ts';
import { meetingName } from '../domain/activity/types.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { ActivityFact } from '../domain/figures/activities.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { MeetingsRequest } from '../ports/outbox.ts';
import type { Wording } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { attendanceOf, blocksOf, columnOf, headOf } from './attendance-table.ts';
import { meetingsOf, onPaper, paperNames, unreported } from './meetings.ts';
import { minutesOf } from './minutes-file.ts';
import { unitWords } from './words.ts';

/** What was found; `write` ends the file, which takes longer than a transaction should stay open. */
interface MeetingsFile {
  meetings: number;
  unreported: ActivityFact[];
  write(): Promise<Buffer>;
}

/**
 * Reads all that the file is to hold and hands it on as it is read; `meetings` is 0 where there is nothing to write.
 * @param progress hears how many of how many meetings are read
 */
export async function meetingsFile(
  c: Counter,
  request: MeetingsRequest,
  words: Wording,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<MeetingsFile> {
  const { paper, unitIds, types } = request;
  const over = await meetingsOf(c, unitIds, request, types);
  const facts = onPaper(paper, over);
  const found = { meetings: facts.length, unreported: unreported(over) };
  if (facts.length === 0) return { ...found, write: () => Promise.reject(new Error('no meeting to write')) };
  let done = 0;
  const heard = (meetings: number) => {
    done += meetings;
    progress(done, facts.length);
  };
  if (paper === 'minutes') {
    const write = await writeMinutes(minutesOf(c, facts, request, words, heard), words, c.now);
    return { ...found, write };
  }
  const blocks = blocksOf(c.org, facts, unitIds);
  const write = await writeAttendance(headOf(c, blocks), attendanceOf(c, blocks, words, heard), words);
  return { ...found, write };
}

/** The name of the file of these meetings. */
export function meetingsFileName(
  org: Organisation,
  { paper, unitIds }: Pick<MeetingsRequest, 'paper' | 'unitIds'>,
  facts: readonly ActivityFact[],
  words: Wording,
): string {
  const blocks = blocksOf(org, facts, unitIds);
  // Of one meeting the record is its unit's; of several those of the groups are among their branch's.
  const isOne = paper === 'minutes' && facts.length === 1;
  const ofBlock = blocks.map((block) => ({
    block,
    unit: isOne ? block.facts[0]!.activity.unitId : block.unit.id,
  }));
  const names = paperNames(
    org,
    ofBlock.map(({ unit }) => unit),
  );
  if (paper === 'attendance') {
    const units = ofBlock.map(({ block, unit }) => ({
      unit: names.get(unit)!,
      meetings: block.facts.map((fact) => columnOf(org, block, fact)),
    }));
    return attendanceFileName({ units }, words);
  }
  const sheets = ofBlock.flatMap(({ block, unit }) =>
    block.facts.map(({ activity }) => ({
      unit: names.get(unit)!,
      types: meetingName(activity.types),
      date: dateOf(activity.startAt),
    })),
  );
  return minutesFileName(sheets, words);
}

/** Meetings named; of more it is said that there are. */
const NAMED = 3;

/** @param home its meetings are told without its name */
export function unreportedWords(
  org: Organisation,
  facts: readonly ActivityFact[],
  words: Wording,
  home?: Unit,
) {
  const names = facts.slice(0, NAMED).map(({ activity }) =>
    words('meetings_file.meeting', {
      date: dateOf(activity.startAt),
      unit: activity.unitId === home?.id ? '' : unitWords(org, org.unit(activity.unitId)),
      types: meetingName(activity.types),
    }),
  );
  return { unreported: facts.length, names, more: facts.length - names.length };
}
