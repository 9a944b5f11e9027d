// 导出会议记录, 导出签到表: as files, always in private, to those who may see the figures of the unit.
import type { Activity } from '../../domain/activity/activity.ts';
import type { ActivityType } from '../../domain/activity/types.ts';
import { periodOf, previousPeriod } from '../../domain/calendar/period.ts';
import { addDays, dateOf, type Instant } from '../../domain/calendar/time.ts';
import type { ActivityFact } from '../../domain/figures/activities.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { Period } from '../../domain/slots.ts';
import { asksWord } from '../../parsing/asked/in-word.ts';
import type { Reply } from '../../ports/channels.ts';
import type { MeetingsRequest, Paper } from '../../ports/outbox.ts';
import { isSingle, momentsOf, thisMonth, unitsBelow } from '../../reports/activities.ts';
import { countOnPaper, meetingsOf, onPaper, unreported } from '../../reports/meetings.ts';
import { meetingsFileName, unreportedWords } from '../../reports/meetings-file.ts';
import { METRIC_DEFINITIONS } from '../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../reports/words.ts';
import { type Act, act, together } from '../act.ts';
import { maySeeReasons } from '../reasons.ts';
import { unitsInScope } from '../scope.ts';
import { sendFile } from '../send-file.ts';
import { meaning, type Turn } from '../turn.ts';
import { lastAsked } from './figures/asked.ts';
import { rollHere } from './figures/last.ts';
import { phraseOf } from './figures/words.ts';
import { exportLedger } from './ledger/files.ts';

interface Wanted {
  units: Unit[];
  papers: readonly Paper[];
  types: readonly ActivityType[] | undefined;
}

/** More records than that nobody opens as one file, and building it takes minutes; a table holds more. */
const MOST: Readonly<Record<Paper, number>> = { minutes: 600, attendance: 5000 };

const exportMeetings = act<'export', Wanted>({
  permit: {
    actions: ['see_figures'],
    asked: (_turn, { units }) => units.map(({ id }) => ({ action: 'see_figures', on: { unitId: id } })),
  },
  async about(turn) {
    const { scope, activityType, activityTypes } = turn.intent;
    const types = activityTypes ?? (activityType ? [activityType] : undefined);
    const found = unitsInScope(turn, 'see_figures', { ...(scope !== undefined && { scope }), types });
    if ('reply' in found) return found;
    return { units: found.tops, papers: papersOf(turn.intent.what), types };
  },
  async carryOut(turn, wanted) {
    const replies: Reply[] = [];
    for (const paper of wanted.papers) replies.push(await take(turn, wanted, paper));
    return together(replies);
  },
});

const PAPERS: readonly Paper[] = ['minutes', 'attendance'];
const papersOf = (what = ''): Paper[] => PAPERS.filter((paper) => what.split(',').includes(paper));

/** One paper: which meetings go onto it is found now, what of them is written when it leaves. */
async function take(turn: Turn<'export'>, wanted: Wanted, paper: Paper): Promise<Reply> {
  const { units, types } = wanted;
  const phrase = phraseOf(turn);
  const unitIds = unitsBelow(turn, units).map((u) => u.id);
  const asked = { paper, unitIds, types, ...(turn.intent.period ?? thisMonth(turn.now)) };
  const count = await countOnPaper(turn, asked);
  if (count > MOST[paper]) {
    return turn.say('meetings_file.too_many', {
      unit: units.map((u) => unitWords(turn.org, u)),
      period: periodWords(phrase, asked, turn.now),
      minutes: paper === 'minutes',
      count,
      most: MOST[paper],
      example: turn.org.unit(unitIds.find((id) => turn.org.unit(id).kind === 'branch') ?? unitIds[0]!).name,
    });
  }
  const { period, over } = await meant(turn, wanted, asked);
  const facts = onPaper(paper, over);
  const home = units.length === 1 ? units[0] : undefined;
  const told = {
    minutes: paper === 'minutes',
    ...unreportedWords(turn.org, unreported(over), phrase, home),
  };
  if (facts.length === 0) {
    return turn.say('meetings_file.none', {
      ...told,
      unit: units.map((u) => unitWords(turn.org, u)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, types),
      example: told.names[0] ?? '',
      other: periodWords(phrase, other(period, turn.now), turn.now),
    });
  }
  const isPrinted = paper === 'minutes';
  const { toGroup } = turn.intent;
  // A group reads no reasons.
  const reasonsOf =
    isPrinted && !toGroup ? facts.map((f) => f.activity).filter((a) => maySeeReasons(turn, a)) : [];
  const request = { paper, unitIds, ...period, types, reasonsOf: reasonsOf.map(({ id }) => id) };
  const name = meetingsFileName(turn.org, request, facts, phrase);
  const way = await sendFile(turn, paper, name, { meetings: request }, { toGroup, tops: units });
  if (way === 'nowhere') return turn.say('paper.nowhere');
  const detail = { unit: units.map((u) => u.path).join(' '), ...period, types, rows: facts.length };
  await turn.tx.audit({ at: turn.now, by: turn.sender.id, action: `export ${paper}`, detail });
  return turn.say('meetings_file.coming', {
    ...told,
    name,
    unit: turn.intent.scope === undefined ? [] : units.map((u) => unitWords(turn.org, u)),
    period: periodWords(phrase, period, turn.now),
    count: facts.length,
    not_word: !isPrinted && asksWord(turn.text),
    without_reasons: isPrinted ? facts.length - reasonsOf.length : 0,
    way,
  });
}

/** A month to try instead: this one, or where that was asked for the one before. */
function other({ from, to }: Period, now: Instant): Period {
  const month = periodOf('month', dateOf(now));
  return from <= month.to && to >= month.from ? previousPeriod(month) : month;
}

/** How far back the last meeting is looked for. */
const BACK_DAYS = 92;

/**
 * The period asked for. Without one: of a kind the last meeting of one branch; of all kinds this month's or, where it
 * has nothing yet, those of the month that had the last one.
 */
async function meant(
  turn: Turn<'export'>,
  { units }: Pick<Wanted, 'units'>,
  asked: MeetingsRequest,
): Promise<{ period: Period; over: ActivityFact[] }> {
  const { paper, unitIds, types, ...period } = asked;
  const month = thisMonth(turn.now);
  const over = await meetingsOf(turn, unitIds, period, types);
  const isOne = types?.length === 1 && isSingle(units);
  if (turn.intent.period || (!isOne && onPaper(paper, over).length > 0)) return { period, over };
  const before = { from: addDays(month.from, -BACK_DAYS), to: month.to };
  if ((await countOnPaper(turn, { ...asked, ...before })) > MOST.attendance) return { period, over };
  const near = await meetingsOf(turn, unitIds, before, types);
  const last = Math.max(...onPaper(paper, near).map(({ activity }) => activity.startAt));
  if (!Number.isFinite(last)) return { period, over };
  const day = dateOf(last);
  const found = isOne ? { from: day, to: day } : thisMonth(last);
  // What came after it and is still to be reported is told too: somebody may have meant that.
  const { from } = momentsOf(found);
  return { period: found, over: near.filter(({ activity }) => activity.startAt >= from) };
}

function onlyThat({ org }: Turn, { unitId, types, startAt }: Activity): Partial<Turn<'export'>['intent']> {
  const day = dateOf(startAt);
  return {
    scope: org.unit(unitId).path,
    period: { from: day, to: day },
    activityType: types[0]!,
    ...(types.length > 1 && { activityTypes: [...types] }),
  };
}

/** 导出会议记录, right behind a question about one meeting: of that one. */
async function ofThatMeeting(turn: Turn<'export'>): Promise<Turn<'export'>> {
  const { period, scope, activityType } = turn.intent;
  if (period ?? scope ?? activityType) return turn;
  const last = await lastAsked(turn);
  const isOfRoll = last && !last.period && METRIC_DEFINITIONS[last.metric].shape === 'roll';
  const here = isOfRoll ? await rollHere(turn) : undefined;
  if (here) return meaning<'export'>(turn, { ...turn.intent, ...onlyThat(turn, here.activity) });
  if (!last?.period || last.period.from !== last.period.to) return turn;
  const { intent } = turn;
  return meaning<'export'>(turn, {
    ...intent,
    period: last.period,
    ...(last.scope !== undefined && { scope: last.scope }),
    ...(last.activityType && { activityType: last.activityType }),
    ...(last.activityTypes && { activityTypes: last.activityTypes }),
  });
}

/** 导出…: the ledger unless meetings are asked for. */
export const exportFile: Act<'export'> = {
  actions: exportMeetings.actions,
  async perform(turn) {
    const { what, topic } = turn.intent;
    if (what === 'other') return turn.say('meetings_file.other', { topic: topic ?? '' });
    if (papersOf(what).length === 0) return exportLedger.perform(turn);
    return exportMeetings.perform(await ofThatMeeting(turn));
  },
};
