// 王小明确定为积极分子 12月3日: a step is kept, told again it is set right; what is early or out of order is asked about.
import { dateOf } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import type { ProcessRow } from '../../../domain/process/kinds.ts';
import { isThrough, type Process } from '../../../domain/process/process.ts';
import type { Reply } from '../../../ports/channels.ts';
import { nextWords, skippedNames } from '../../../reports/process-words.ts';
import { act, type Ended, together } from '../../act.ts';
import { addProcess, changeProcess } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { askStep, askWhose, branchMeant } from './choosing.ts';
import { doubtsOf } from './doubts.ts';
import { nearby } from './nearby.ts';
import { askTerm } from './term.ts';
import type { About, Matter } from './told.ts';
import { exampleOf, ofWhom, rowMeant, shownDay, standsOf } from './words.ts';

type Telling = Turn<'process_step'>;

export const tellStep = act<'process_step', About>({
  permit: {
    actions: ['keep_process'],
    asked: (_turn, { unitId }) => [{ action: 'keep_process', on: { unitId } }],
  },
  about: aboutOf,
  async carryOut(turn, about) {
    // An answer tells what was kept before, and what comes next.
    if (about.row.of === 'person' && turn.chat !== '') return turn.say('process.tell_in_private');
    const [only, ...more] = about.matters;
    if (only && more.length === 0) return one(turn, about, only);
    const replies: Reply[] = [];
    for (const matter of about.matters) replies.push(await oneOfMany(turn, about, matter));
    return together(replies);
  },
});

async function aboutOf(turn: Telling): Promise<About | Ended> {
  const { intent, tx, now } = turn;
  const row = rowMeant(turn, intent.process);
  if ('reply' in row) return row;
  const names = row.of === 'unit' ? [''] : (intent.names ?? []);
  const chosen = intent.processId === undefined ? undefined : await tx.process(intent.processId);
  const subjects = new Map<string, Process[]>();
  for (const subject of names) {
    const all = chosen ? [chosen] : await tx.processes({ kind: row.key, subject });
    subjects.set(
      subject,
      all.filter(({ unitId }) => turn.org.units.has(unitId) && mayDo(turn, 'keep_process', { unitId })),
    );
  }
  const unit = await placeOf(turn, row, [...subjects.values()]);
  if ('reply' in unit) return unit;
  // What was stopped goes on where it was left.
  const here = [...subjects.values()].flatMap((all) => {
    const found = going(row, all, unit.id);
    return found.filter(({ state }) => state !== 'done');
  });
  const reply = await lackOf(turn, row, names, here, unit.id);
  if (reply)
    return mayDo(turn, 'keep_process', { unitId: unit.id }) ? { reply } : refusedAbout(row, unit.id, turn);
  const matters = [...subjects].map(([subject, all]) => ({
    subject,
    found: chosen ? all : going(row, all, unit.id),
  }));
  const step = row.steps.find(({ key }) => key === intent.stage)!;
  return { row, step, day: intent.startAt?.slice(0, 10) ?? dateOf(now), unitId: unit.id, matters };
}

/** Whoever may not is told so, whatever the message lacks. */
const refusedAbout = (row: ProcessRow, unitId: number, { now }: Telling): About => ({
  row,
  step: row.steps[0]!,
  day: dateOf(now),
  unitId,
  matters: [],
});

/** The branch named, the one where the person's is kept, or the sender's own. */
async function placeOf(
  turn: Telling,
  row: ProcessRow,
  found: readonly Process[][],
): Promise<{ id: number } | Ended> {
  const places = new Set(found.flat().map(({ unitId }) => unitId));
  const [only] = places;
  const own = turn.intent.scope === undefined && places.size === 1 && row.of === 'person' ? only : undefined;
  return own === undefined ? branchMeant(turn, row, turn.intent.scope) : { id: own };
}

/** Those that go on; else the last one that was stopped, which goes on with a further step. */
function going(row: ProcessRow, all: readonly Process[], unitId: number): Process[] {
  const here = all.filter((one) => one.unitId === unitId);
  const open = here.filter(({ state }) => state === 'open');
  if (open.length > 0) return open;
  const last = here.at(-1);
  return last && (last.state === 'stopped' || row.of === 'person') ? [last] : [];
}

/** 没通过, 不合格: it is told that the step came to nothing. */
const FAILED = /^(?:没有?|未|不)(?:能)?(?:通过|合格|过|成)/u;

async function lackOf(
  turn: Telling,
  row: ProcessRow,
  names: readonly string[],
  here: readonly Process[],
  unitId: number,
): Promise<Reply | undefined> {
  const { intent, now } = turn;
  const example = exampleOf(turn, row);
  if (row.stopped) return turn.say('process.stopped', { name: row.name });
  const failed = row.steps.find(({ key }) => key === intent.stage)?.name;
  const [who] = names;
  if (failed !== undefined && who && row.of === 'person' && FAILED.test(intent.remark ?? '')) {
    const stop = turn.say('process.example_stop', { who, step: failed, name: row.name }).text;
    return turn.say('process.not_passed', { who, step: failed, example: stop });
  }
  if (intent.remark) return turn.say('process.unread', { unread: intent.remark, example });
  if (names.length === 0) return askWhose(turn, row, unitId);
  const step = row.steps.find(({ key }) => key === intent.stage);
  if (!step)
    return names.length > 1
      ? turn.say('process.which_step', { who: names.join('、'), example })
      : askStep(turn, row, names[0]!, here, unitId);
  const day = intent.startAt?.slice(0, 10);
  if (day === undefined || day <= dateOf(now)) return undefined;
  return turn.say('process.future', { day: shownDay(turn, day), last_year: Number(day.slice(0, 4)) - 1 });
}

/** What a step told again, or for the first time, comes to. */
async function one(turn: Telling, about: About, { subject, found }: Matter): Promise<Reply> {
  const { row, step, day, unitId } = about;
  const { intent } = turn;
  if (found.length > 1) return whichOf(turn, subject, row, found);
  const process = intent.another ? undefined : found[0];
  const isFirst = step === row.steps[0];
  const near = process || intent.another ? [] : await nearby(turn, row, subject, unitId, isFirst);
  if (near.length > 0) return askNear(turn, about, subject, near);
  const who = ofWhom(turn, row, { subject, unitId });
  const done = process?.steps[step.key];
  // A first step with another day may be of somebody else.
  if (
    process &&
    done &&
    done.day !== day &&
    isFirst &&
    row.of === 'person' &&
    !intent.sure &&
    intent.processId === undefined
  )
    return askNamesake(turn, about, process, who);
  const doubts = intent.sure ? [] : doubtsOf(turn, about, process, who);
  if (doubts.length === 0) return keep(turn, about, process, subject);
  const reply = turn.say('process.ask', { who, step: step.name, day: shownDay(turn, day), doubts });
  return offerDone(turn, reply, [sure(turn, about, process)], words(turn));
}

/** As it is carried out when it is agreed to: with the day it was told of. */
const sure = (turn: Telling, { day, unitId }: About, process: Process | undefined) =>
  toIntent({
    ...turn.intent,
    startAt: day,
    scope: turn.org.unit(unitId).path,
    sure: true,
    ...(process && { processId: process.id }),
  });

const words = (turn: Telling, ...more: string[]) => ({
  title: turn.say('process.ask_title').text,
  each: [turn.say('process.ask_yes').text, ...more],
  none: turn.say('process.ask_no').text,
});

async function askNamesake(turn: Telling, about: About, process: Process, who: string): Promise<Reply> {
  const { step, day, unitId } = about;
  const reply = turn.say('process.namesake', {
    ...{ unit: turn.org.unit(unitId).name, who, step: step.name, day: shownDay(turn, day) },
    stands: standsOf(turn, about.row, process),
  });
  const { processId: _, ...another } = sure(turn, about, undefined) as { processId?: number };
  const other = toIntent({ ...turn.intent, ...another, another: true });
  return offerDone(
    turn,
    reply,
    [sure(turn, about, process), other],
    words(turn, turn.say('process.ask_another').text),
  );
}

/** A slip of the name, or somebody else: nobody is begun before that is said. */
function askNear(turn: Telling, about: About, who: string, near: readonly Process[]): Promise<Reply> {
  const { row, day, unitId } = about;
  const options = near.map((one, i) => ({
    number: i + 1,
    who: one.subject,
    stands: standsOf(turn, row, one),
  }));
  const reply = turn.say('process.near', { who, name: row.name, options, another: near.length + 1 });
  const told = { ...turn.intent, startAt: day, scope: turn.org.unit(unitId).path };
  const chosen = near.map((one) => toIntent({ ...told, names: [one.subject], processId: one.id }));
  const each = [...options.map((option) => option.who), turn.say('process.ask_new').text];
  return offerDone(turn, reply, [...chosen, toIntent({ ...told, names: [who], another: true })], {
    ...words(turn),
    each,
  });
}

async function whichOf(
  turn: Telling,
  who: string,
  row: ProcessRow,
  found: readonly Process[],
): Promise<Reply> {
  const shown = found.slice(0, MOST_NAMESAKES);
  const options = shown.map((one, i) => ({ number: i + 1, text: standsOf(turn, row, one) }));
  const reply = turn.say('process.which', { count: found.length, who, options });
  const chosen = shown.map(({ id }) => toIntent({ ...turn.intent, processId: id }));
  const each = options.map(({ number }) => String(number));
  return offerDone(turn, reply, chosen, { ...words(turn), each });
}
const MOST_NAMESAKES = 5;

/** Of several people what needs asking is not kept, and said to be so. */
async function oneOfMany(turn: Telling, about: About, { subject, found }: Matter): Promise<Reply> {
  const process = found.length === 1 ? found[0] : undefined;
  const who = ofWhom(turn, about.row, { subject, unitId: about.unitId });
  const isFirst = about.step === about.row.steps[0];
  const isOther = process && isFirst && process.steps[about.step.key] !== undefined;
  const near = process ? [] : await nearby(turn, about.row, subject, about.unitId, isFirst);
  const doubts =
    near.length > 0
      ? near.map((one) => turn.say('process.doubt.near', { who: one.subject }).text)
      : found.length > 1 || isOther
        ? found.map((one) => standsOf(turn, about.row, one))
        : doubtsOf(turn, about, process, who);
  if (doubts.length > 0) return turn.say('process.not_kept', { who, doubts });
  return keep(turn, about, process, subject);
}

async function keep(
  turn: Telling,
  { row, step, day, unitId }: About,
  process: Process | undefined,
  subject: string,
): Promise<Reply> {
  const { now, sender } = turn;
  const who = ofWhom(turn, row, { subject: process?.subject ?? subject, unitId });
  const shown = { who, step: step.name, day: shownDay(turn, day) };
  const before = process?.steps[step.key]?.day;
  if (process && before === day)
    return turn.say('process.twice', { ...shown, next: nextWords(turn.templates.render, row, process, now) });
  const steps = { ...process?.steps, [step.key]: { day, by: sender.id, at: now } };
  const since = process?.since ?? step.key;
  const told = { since, steps, endsOn: process?.endsOn ?? null, shifts: process?.shifts ?? [] };
  const state = isThrough(row, told) ? 'done' : 'open';
  const after = process
    ? await changeProcess(turn, process, { steps, state, reason: '', by: sender.id, changedAt: now })
    : await addProcess(turn, {
        ...{ kind: row.key, unitId, personId: rosterId(turn, subject, unitId), subject, ...told, state },
        ...{ reason: '', by: sender.id, at: now, changedAt: now, revision: 1, isGone: false },
      });
  const reply = turn.say('process.kept', {
    ...shown,
    before: before === undefined ? '' : shownDay(turn, before),
    name: row.name,
    stopped: process?.state === 'stopped',
    through: state === 'done',
    next: nextWords(turn.templates.render, row, after, now),
    skipped: skippedNames(row, after),
  });
  const isEnd = state === 'done' && process?.state !== 'done';
  return isEnd && row.term ? askTerm(turn, row, after, reply) : reply;
}

/** Whoever of the branch it is, where the roster says so: 积极分子 and 预备党员 of that name, of whom there is one. */
function rosterId({ org }: Turn, subject: string, unitId: number): string | null {
  const named = org.named(subject).filter((p) => p.branchId === unitId && p.kind !== '正式党员');
  return named.length === 1 ? named[0]!.id : null;
}
