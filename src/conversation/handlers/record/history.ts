// 修改记录: who changed what of a meeting and its record, with what stood there before. Reasons are not told again.
import type { Activity } from '../../../domain/activity/activity.ts';
import { DAY_MS } from '../../../domain/calendar/time.ts';
import type { Change, MeetingRecord } from '../../../ports/store.ts';
import { act, permit } from '../../act.ts';
import { candidates, isNamed, targetOf, unitsOf } from '../../near.ts';
import { listen } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { activityWords, whenOf } from '../../words.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { pointer } from './words.ts';

/** Lines told at most, the newest. */
const SHOWN = 12;
/** Names in one line at most. */
const NAMES = 8;
/** Nothing changes a meeting before it is created; the clocks of two instances need not agree. */
const BEFORE_MS = DAY_MS;

interface Line {
  at: number;
  who: string;
  what: string;
  undone: boolean;
}

export const recordHistory = act<'record_history', { activity: Activity }>({
  permit: permit('submit_record', ({ activity }) => targetOf(activity)),
  async about(turn) {
    const { intent } = turn;
    const unit = unitInQuestion(turn, intent.scope);
    if (unit && 'reply' in unit) return unit;
    const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), intent.activityId);
    const fitting = near.filter((n) => isNamed(n, intent));
    const meant = fitting.findLast((n) => n.activity.startAt <= turn.now) ?? fitting[0];
    return meant ?? { reply: turn.say('attendance.nothing_begun') };
  },
  async carryOut(turn, { activity }) {
    const messages = await turn.tx.changesOf(activity.id, activity.createdAt - BEFORE_MS);
    const lines: Line[] = [];
    for (const { at, userId, changes, undoneAt } of messages) {
      const own = changes.filter((change) => concernsIt(change, activity.id));
      const who = turn.org.person(userId)?.name ?? userId;
      for (const what of tellings(turn, own)) lines.push({ at, who, what, undone: undoneAt !== null });
    }
    // What is said next is of the meeting that is shown.
    if (activity.stage === 'recorded') await listen(turn, 'record', pointer(activity));
    const before = toldBefore(turn);
    const newest = lines.toReversed().slice(before, before + SHOWN);
    return paged(turn, { rows: newest, total: lines.length }, (shown, earlier) =>
      turn.say('history.shown', {
        ...activityWords(turn, activity),
        lines: shown.toReversed(),
        earlier,
      }),
    );
  },
});

const concernsIt = (change: Change, id: number): boolean =>
  (change.of === 'activity' && change.id === id) ||
  ((change.of === 'attendance' || change.of === 'record') && change.activityId === id);

/** What a message changed, in as few lines as it can be said in. */
function tellings(turn: Turn, changes: readonly Change[]): string[] {
  const told: string[] = [];
  for (const change of changes) {
    if (change.of === 'record') {
      const { before, after } = change;
      const was = before && { expected: before.expected, present: before.present };
      const now = after && { expected: after.expected, present: after.present };
      const isSame = was?.expected === now?.expected && was?.present === now?.present;
      if (!isSame) told.push(turn.say('history.record', { was, now }).text);
      told.push(...ofDecisions(turn, before, after));
    } else if (change.of === 'activity') {
      const line = ofActivity(turn, change.before, change.after);
      if (line !== '') told.push(line);
    }
  }
  return [...told, ...ofPeople(turn, changes)];
}

/** Votes, resolutions and content that a record gained, lost or has otherwise than before. */
function ofDecisions(turn: Turn, before: MeetingRecord | null, after: MeetingRecord | null): string[] {
  const told: string[] = [];
  const [votes, voted] = [before?.votes ?? [], after?.votes ?? []];
  for (const vote of voted) {
    const was = votes.find((v) => v.matter === vote.matter) ?? null;
    const isSame = was?.yes === vote.yes && was.no === vote.no && was.abstain === vote.abstain;
    if (!isSame) told.push(turn.say('history.vote', { ...vote, was, gone: false }).text);
  }
  for (const vote of votes)
    if (!voted.some((v) => v.matter === vote.matter))
      told.push(turn.say('history.vote', { ...vote, was: null, gone: true }).text);
  const [words, said] = [before?.resolutions ?? [], after?.resolutions ?? []].map((r) =>
    r.map((one) => one.text),
  );
  for (const text of said!.filter((t) => !words!.includes(t)))
    told.push(turn.say('history.resolution', { text, gone: false }).text);
  for (const text of words!.filter((t) => !said!.includes(t)))
    told.push(turn.say('history.resolution', { text, gone: true }).text);
  if ((before?.content ?? null) !== (after?.content ?? null)) told.push(turn.say('history.content').text);
  return told;
}

function ofActivity(turn: Turn, before: Activity | null, after: Activity): string {
  const isMoved = before !== null && before.startAt !== after.startAt;
  const parts = ['place', 'host', 'recorder', 'lecturer', 'topic'] as const;
  const changed = parts.filter((part) => before !== null && before[part] !== after[part]);
  return turn.say('history.activity', {
    fresh: before === null,
    cancelled: before !== null && before.stage !== 'cancelled' && after.stage === 'cancelled',
    was: isMoved ? whenOf(before) : '',
    now: isMoved ? whenOf(after) : '',
    parts: changed.map((part) => ({ part, was: before?.[part] ?? '', now: after[part] ?? '' })),
  }).text;
}

/** People who went from one state to the same other stand together. */
function ofPeople(turn: Turn, changes: readonly Change[]): string[] {
  const groups = new Map<string, { was: string; now: string; names: string[] }>();
  for (const change of changes) {
    if (change.of !== 'attendance') continue;
    const [was, now] = [change.before?.state ?? '', change.after?.state ?? ''];
    if (was === now) continue;
    const group = groups.get(`${was}>${now}`) ?? { was, now, names: [] };
    group.names.push(turn.org.person(change.personId)?.name ?? change.personId);
    groups.set(`${was}>${now}`, group);
  }
  return [...groups.values()].map(
    ({ was, now, names }) =>
      turn.say('history.people', {
        names: names.slice(0, NAMES),
        more: Math.max(0, names.length - NAMES),
        was,
        now,
      }).text,
  );
}
