// 王小明预备期延长半年; 换届延期到明年9月，镇党委批准: the end moves, the old day stays known.
import { dateOf, MINUTE_MS } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import { type Length, later, type ProcessRow } from '../../../domain/process/kinds.ts';
import { type Process, runningTerm, type Shift, stretchEnd } from '../../../domain/process/process.ts';
import type { Reply } from '../../../ports/channels.ts';
import { lengthWords, nextWords } from '../../../reports/process-words.ts';
import { act, type Ended } from '../../act.ts';
import { changeProcess } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { branchMeant } from './choosing.ts';
import { nearby } from './nearby.ts';
import { aheadWords, exampleTerm, rowMeant, shownDay, standsOf } from './words.ts';

type Moving = Turn<'process_shift'>;

interface About {
  row: ProcessRow;
  subject: string;
  unitId: number;
  found: Process[];
}

/** Told again so soon by the same person it is set right. */
const SAME_MS = 10 * MINUTE_MS;

export const moveEnd = act<'process_shift', About>({
  permit: {
    actions: ['keep_process'],
    asked: (_turn, { unitId }) => [{ action: 'keep_process', on: { unitId } }],
  },
  about: aboutOf,
  async carryOut(turn, about) {
    const { row, subject, found } = about;
    if (row.of === 'person' && turn.chat !== '') return turn.say('process.tell_in_private');
    if (row.stopped) return turn.say('process.stopped', { name: row.name });
    const example = exampleOf(turn, row, subject);
    if (turn.intent.remark) return turn.say('process.unread', { unread: turn.intent.remark, example });
    const [process, ...more] = found;
    if (more.length > 0) return whichOf(turn, about);
    return process ? one(turn, about, process) : unknown(turn, about);
  },
});

const exampleOf = (turn: Moving, { of, name, stretch }: ProcessRow, who: string): string =>
  of === 'person'
    ? turn.say('process.example_stretch', {
        who,
        name: stretch!.name,
        length: lengthOf(turn, stretch!.atLeast ?? HALF),
      }).text
    : turn.say('process.example_move', { name, earlier: turn.intent.what === 'earlier' }).text;

const lengthOf = (turn: Moving, length: Length): string => lengthWords(turn.templates.render, length);
const HALF: Length = { months: 6, days: 0 };

async function aboutOf(turn: Moving): Promise<About | Ended> {
  const { intent, tx } = turn;
  const row = rowMeant(turn, intent.process);
  if ('reply' in row) return row;
  const [subject = ''] = row.of === 'person' ? (intent.names ?? []) : [];
  const mine = (one: Process) =>
    turn.org.units.has(one.unitId) && mayDo(turn, 'keep_process', { unitId: one.unitId });
  if (intent.processId !== undefined) {
    const process = await tx.process(intent.processId);
    if (!process || process.isGone) return { reply: turn.say('process.gone') };
    return { row, subject: process.subject, unitId: process.unitId, found: [process] };
  }
  const named = row.of === 'person' ? (await tx.processes({ kind: row.key, subject })).filter(mine) : [];
  const places = new Set(named.map(({ unitId }) => unitId));
  const [only] = places;
  const isClear = intent.scope === undefined && places.size === 1;
  const example = row.of === 'unit' ? exampleOf(turn, row, '') : undefined;
  const unit = isClear ? { id: only! } : await branchMeant(turn, row, intent.scope, example);
  if ('reply' in unit) return unit;
  const here =
    row.of === 'person'
      ? named.filter(({ unitId }) => unitId === unit.id)
      : await tx.processes({ kind: row.key, unitIds: [unit.id] });
  return { row, subject, unitId: unit.id, found: here.filter(({ state }) => state === 'open') };
}

/** Nothing goes on whose end could be moved: how it is told first. */
async function unknown(turn: Moving, { row, subject, unitId }: About): Promise<Reply> {
  if (row.of === 'unit') {
    const unit = turn.org.unit(unitId).name;
    return turn.say('process.no_end', { who: unit, name: row.term!.name, example: exampleTerm(turn, row) });
  }
  const near = await nearby(turn, row, subject, unitId);
  if (near.length > 0) return offerNear(turn, row, subject, near);
  const step = row.steps.find(({ key }) => key === row.stretch!.steps[0])!;
  return noStretch(turn, row, subject, step.after ?? row.steps[0]!.key);
}

function noStretch(turn: Moving, row: ProcessRow, who: string, key: string): Reply {
  const since = row.steps.find((step) => step.key === key)!.name;
  const example = turn.say('process.example_since', { who, step: since, day: dateOf(turn.now) }).text;
  return turn.say('process.no_end', { who, name: row.stretch!.name, example });
}

function offerNear(turn: Moving, row: ProcessRow, who: string, near: readonly Process[]): Promise<Reply> {
  const options = near.map((one, i) => ({
    number: i + 1,
    who: one.subject,
    stands: standsOf(turn, row, one),
  }));
  const reply = turn.say('process.near', { who, name: row.name, options, another: 0 });
  const chosen = near.map((one) => toIntent({ ...turn.intent, names: [one.subject], processId: one.id }));
  const each = options.map((option) => option.who);
  return offerDone(turn, reply, chosen, { ...words(turn), each });
}

function whichOf(turn: Moving, { row, subject, found }: About): Promise<Reply> {
  const options = found.slice(0, 5).map((one, i) => ({ number: i + 1, text: standsOf(turn, row, one) }));
  const reply = turn.say('process.which', { count: found.length, who: subject, options });
  const chosen = found.slice(0, 5).map(({ id }) => toIntent({ ...turn.intent, processId: id }));
  return offerDone(turn, reply, chosen, { ...words(turn), each: options.map(({ number }) => `${number}`) });
}

const words = (turn: Moving) => ({
  title: turn.say('process.ask_title').text,
  none: turn.say('process.ask_no').text,
});

/** What the end was before anything was decided, and as it stands; `last`: what is set right by what is told now. */
interface End {
  plain: string;
  now: string;
  last: Shift | undefined;
}

function endOf(turn: Moving, row: ProcessRow, process: Process): End | undefined {
  const recent = process.shifts.at(-1);
  const last = recent && recent.by === turn.sender.id && turn.now - recent.at < SAME_MS ? recent : undefined;
  if (row.of === 'unit') {
    const now = runningTerm(row, process);
    return now === undefined ? undefined : { plain: process.shifts[0]?.from ?? now, now, last };
  }
  const end = stretchEnd(row, process);
  return end && { plain: end.plain, now: end.day, last };
}

async function one(turn: Moving, about: About, process: Process): Promise<Reply> {
  const { row } = about;
  const { intent } = turn;
  const end = endOf(turn, row, process);
  const step = row.steps.find(({ key }) => key === row.stretch?.steps[0]);
  if (step && process.steps[step.key])
    return turn.say('process.stretch_over', {
      who: process.subject,
      step: step.name,
      day: shownDay(turn, process.steps[step.key]!.day),
      name: row.stretch!.name,
    });
  if (!end)
    return row.of === 'unit'
      ? unknown(turn, about)
      : noStretch(turn, row, process.subject, step!.after ?? row.steps[0]!.key);
  // Of a term what is told counts from the end as it stands; a stretch is made longer once.
  const from = row.of === 'unit' ? (end.last?.from ?? end.now) : end.plain;
  const by = intent.extendBy;
  const to = intent.dueAt ?? (by && later(from, { days: by.days ?? 0, months: by.months ?? 0 }));
  if (to === undefined) return howLong(turn, about, process, from);
  if (to === end.now)
    return turn.say('process.moved_twice', { ...shownOf(turn, about, process), day: shownDay(turn, to) });
  if (row.of === 'unit' && intent.source === undefined) return byWhom(turn, about, process, from, to);
  const doubts = intent.sure ? [] : doubtsOf(turn, about, process, end, from, to);
  if (doubts.length === 0) return keep(turn, about, process, end, from, to);
  const reply = turn.say('process.ask_move', {
    ...{ ...shownOf(turn, about, process), day: shownDay(turn, to), before: shownDay(turn, from) },
    ...{ earlier: to < from, doubts },
  });
  const sure = toIntent({ ...intent, dueAt: to, processId: process.id, sure: true });
  return offerDone(turn, reply, [sure], { ...words(turn), each: [turn.say('process.ask_yes').text] });
}

/** Whose end it is, and what it is called. */
const shownOf = (turn: Moving, { row }: About, process: Process) => ({
  who: row.of === 'person' ? process.subject : turn.org.unit(process.unitId).name,
  name: row.of === 'person' ? row.stretch!.name : row.term!.name,
});

/** No length and no day was told: the usual ones, by tap. */
function howLong(turn: Moving, about: About, process: Process, from: string): Promise<Reply> {
  const { row } = about;
  const most = row.of === 'person' ? row.stretch!.atMost : row.term!.moves;
  const least = row.of === 'person' ? row.stretch!.atLeast : HALF;
  const sign = turn.intent.what === 'earlier' ? -1 : 1;
  const lengths = [least, most].filter((one) => one !== null);
  const days = lengths.map(({ days, months }) => later(from, { days: sign * days, months: sign * months }));
  const options = lengths.map((length, i) => ({
    ...{ number: i + 1, length: lengthOf(turn, length), day: shownDay(turn, days[i]!) },
  }));
  const reply = turn.say('process.how_long', {
    ...shownOf(turn, about, process),
    ...{ before: shownDay(turn, from), earlier: sign < 0, options },
    example: exampleOf(turn, row, process.subject),
  });
  const chosen = days.map((dueAt) => toIntent({ ...turn.intent, dueAt, processId: process.id }));
  return offerDone(turn, reply, chosen, { ...words(turn), each: options.map(({ length }) => length) });
}

/** Leave is of those above: who they are is one tap. */
function byWhom(turn: Moving, about: About, process: Process, from: string, to: string): Promise<Reply> {
  const { org, intent } = turn;
  const { parentId } = org.unit(process.unitId);
  const above = parentId === null ? turn.say('process.above').text : org.unit(parentId).name;
  const reply = turn.say('process.by_whom', {
    ...shownOf(turn, about, process),
    ...{ day: shownDay(turn, to), earlier: to < from, above },
  });
  const chosen = toIntent({ ...intent, dueAt: to, processId: process.id, source: above });
  const each = [turn.say('process.by_them', { above }).text];
  return offerDone(turn, reply, [chosen], { ...words(turn), each });
}

function doubtsOf(
  turn: Moving,
  { row }: About,
  { shifts }: Process,
  { plain, last }: End,
  from: string,
  to: string,
): string[] {
  const say = (day: string) => shownDay(turn, day);
  const doubts: string[] = [];
  const isEarlier = to < from;
  const meant = turn.intent.what === 'earlier';
  if (isEarlier !== meant)
    doubts.push(turn.say('process.doubt.way', { day: say(from), earlier: isEarlier }).text);
  if (row.stretch) {
    const { name, atLeast, atMost } = row.stretch;
    if (!isEarlier && atLeast && to < later(plain, atLeast))
      doubts.push(turn.say('process.doubt.short', { length: lengthOf(turn, atLeast) }).text);
    if (atMost && to > later(plain, atMost))
      doubts.push(
        turn.say('process.doubt.long', { length: lengthOf(turn, atMost), before: say(plain) }).text,
      );
    const earlier = shifts.filter((one) => one !== last).at(-1);
    if (earlier) doubts.push(turn.say('process.doubt.again', { name, day: say(earlier.to) }).text);
    return doubts;
  }
  const most = row.term!.moves!;
  const [low, high] = [later(plain, { days: -most.days, months: -most.months }), later(plain, most)];
  if (to < low || to > high)
    doubts.push(turn.say('process.doubt.long', { length: lengthOf(turn, most), before: say(plain) }).text);
  if (to < dateOf(turn.now)) doubts.push(turn.say('process.doubt.over', { day: say(to) }).text);
  return doubts;
}

async function keep(
  turn: Moving,
  about: About,
  process: Process,
  { last }: End,
  from: string,
  to: string,
): Promise<Reply> {
  const { sender, now, intent } = turn;
  const { row } = about;
  const on = intent.startAt?.slice(0, 10) ?? null;
  const approvedBy = intent.source ?? '';
  const shift: Shift = { from, to, on, approvedBy, by: sender.id, at: now };
  const after = await changeProcess(turn, process, {
    shifts: [...process.shifts.filter((one) => one !== last), shift],
    ...(row.of === 'unit' && { endsOn: to }),
    by: sender.id,
    changedAt: now,
  });
  return turn.say('process.moved', {
    ...shownOf(turn, about, process),
    ...{ day: shownDay(turn, to), before: shownDay(turn, from), earlier: to < from },
    ...{ on: on === null ? '' : shownDay(turn, on), approved: approvedBy },
    next: row.of === 'person' ? nextWords(turn.templates.render, row, after, now) : '',
    leads: row.of === 'unit' ? aheadWords(turn, row.term!.remind, to) : [],
  });
}
