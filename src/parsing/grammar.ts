import { type Calendar, createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { type Grasp, judge } from './certainty.ts';
import { readCheckin } from './checkin.ts';
import { readCommand } from './commands.ts';
import { correct } from './correction.ts';
import { readLeave, takesLeaveBack } from './leave.ts';
import { readMakeup } from './makeup.ts';
import { meetingIn, plainMeeting, spokenMeeting } from './meeting-intent.ts';
import { readMixed } from './mixed.ts';
import { normalise } from './normalise.ts';
import { isQuestion, readQuery } from './query.ts';
import { type Reading, read } from './reading.ts';
import { readRectify } from './rectify.ts';
import { readRoster } from './roster-list.ts';
import { readAck, readHelp } from './small-talk.ts';

export interface ReadingOptions {
  /** names the bot is mentioned by; they may hold blanks */
  botNames?: string[];
  /** absent: the years whose notices are published with the program */
  calendar?: Calendar;
}

interface Found {
  intent: Filled;
  trouble: string[];
  /** equally good readings */
  alternatives?: Filled[];
}

const PUBLISHED = createCalendar();

const none: Found = { intent: { intent: 'none' }, trouble: [] };

/** One pass over a text: the first reading that fits. */
export function grasp(text: string, now: Instant, options: ReadingOptions = {}): Grasp {
  const m = correct(normalise(text, options.botNames));
  if (m.s === '') return judge(none.intent, [], undefined);
  const r = read(m, now, options.calendar ?? PUBLISHED);
  const found = decide(r) ?? none;
  return judge(found.intent, found.trouble, r, found.alternatives);
}

/** The first reading that fits, strongest form first. */
function decide(r: Reading): Found | undefined {
  const command = readCommand(r);
  if (command) return { intent: command, trouble: [] };
  const roster = readRoster(r, r.m);
  if (roster) return withTrouble(r, roster);
  const help = readHelp(r);
  if (help) return withTrouble(r, help);
  const about = meetingIn(r);
  const plain = about && plainMeeting(r, about);
  if (plain) return plain;
  const ledger = readRectify(r);
  if (ledger) return ledger;
  const makeup = readMakeup(r);
  if (makeup) return withTrouble(r, makeup);
  const query = readQuery(r);
  if (query) return withTrouble(r, query);
  const meeting = about && spokenMeeting(r, about);
  if (meeting) return meeting;
  const ack = readAck(r);
  if (ack) return withTrouble(r, ack);
  return readPresence(r);
}

/** 能不能请个假，值了夜班 and …请假，可以吗 ask politely for leave; with no more said they ask about the rule. */
const MAY_I_LEAVE =
  /(?:能不能|能否|可不可以|可否|是否可以)(?=[^,。;\n]{0,4}[请告休][^,。;\n]{0,4}假[^,。;\n]{0,2}[,。;\s]+\S{2})|[,\s](?:可以|行|好|成|中|同意)(?:吗|不|么)[?。!\s]*$/;

function readPresence(r: Reading): Found | undefined {
  if (takesLeaveBack(r.s)) return { intent: { intent: 'leave_withdraw' }, trouble: [] };
  const asked = isQuestion(r.rest.replace(/没$|没有$|情况|呢$/g, '').replace(MAY_I_LEAVE, ''));
  if (asked) return undefined;
  const leave = readLeave(r);
  const mixed = leave && readMixed(r, leave);
  if (mixed) return { ...withTrouble(r, mixed.intent), alternatives: mixed.alternatives };
  if (leave) return withTrouble(r, leave);
  const checkin = readCheckin(r);
  return checkin && withTrouble(r, checkin);
}

const withTrouble = (r: Reading, intent: Filled): Found => ({
  intent,
  trouble: r.times.flatMap((t) => t.trouble ?? []),
});
