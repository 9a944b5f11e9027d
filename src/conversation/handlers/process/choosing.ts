// What a message about a process lacks, where there are few ways to fill it: each is a button with what it stands for.
import { dateOf } from '../../../domain/calendar/time.ts';
import { type Filled, toIntent } from '../../../domain/intent.ts';
import type { ProcessRow, ProcessStep } from '../../../domain/process/kinds.ts';
import { nextStep, type Process, upcomingsOf } from '../../../domain/process/process.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Ended } from '../../act.ts';
import { offerDone } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';
import { exampleOf, shownDay } from './words.ts';

/** A card takes so many beside 不记. */
const MOST = 5;

/** A choice: what stands on its button, and what it fills in. */
interface Choice {
  text: string;
  fill: Filled;
}

/** The question with its choices behind it; without any it is the question alone. */
function withChoices(turn: Turn, asked: Reply, choices: readonly Choice[]): Reply | Promise<Reply> {
  if (choices.length === 0 || choices.length > MOST) return asked;
  const options = choices.map(({ text }, i) => ({ number: i + 1, text }));
  const reply = { text: `${asked.text}\n${turn.say('process.or_choose', { options }).text}` };
  return offerDone(
    turn,
    reply,
    choices.map(({ fill }) => toIntent(fill)),
    {
      title: turn.say('process.ask_title').text,
      each: choices.map(({ text }) => text),
      none: turn.say('process.ask_no').text,
    },
  );
}

/** The branch a message is about; a committee has none of its own, and a few below it are offered. */
export async function branchMeant(
  turn: Turn,
  row: ProcessRow,
  scope: string | undefined,
  example = exampleOf(turn, row),
): Promise<{ id: number } | Ended> {
  const { org } = turn;
  const named = scope ? unitNamed(turn, scope) : undefined;
  if (named && 'reply' in named) return { reply: named.reply };
  const unit = named?.unit ?? homeUnit(turn);
  const branch = unit && org.branchOf(unit.id);
  if (branch) return { id: branch.id };
  const below = unit ? org.subtree(unit.id).filter(({ kind }) => kind === 'branch') : [];
  const asked = turn.say('process.which_branch', { name: row.name, unit: below[0]?.name ?? '', example });
  const choices = below.map(({ name, path }) => ({ text: name, fill: { ...turn.intent, scope: path } }));
  return { reply: await withChoices(turn, asked, choices) };
}

/** 发展党员：王小明: which step it is; those that come next are offered, of the day that was said, or today. */
export async function askStep(
  turn: Turn<'process_step'>,
  row: ProcessRow,
  who: string,
  found: readonly Process[],
  unitId: number,
): Promise<Reply> {
  const example = exampleOf(turn, row);
  const asked = turn.say('process.which_step', { who: who || row.name, example });
  const [process] = found;
  const day = turn.intent.startAt?.slice(0, 10) ?? dateOf(turn.now);
  if (found.length > 1 || day > dateOf(turn.now)) return asked;
  const coming = process ? upcomingsOf(row, process).map(({ step }) => step) : [];
  const next = process ? nextStep(row, process) : row.steps[0];
  const steps = [...new Set<ProcessStep | undefined>([next, ...coming])].filter((step) => step !== undefined);
  const scope = turn.org.unit(unitId).path;
  return withChoices(
    turn,
    asked,
    steps.slice(0, 3).map((step) => ({
      text: turn.say('process.choice_step', { step: step.name, day: shownDay(turn, day) }).text,
      fill: {
        ...turn.intent,
        ...{ stage: step.key, startAt: day, scope },
        ...(process && { processId: process.id }),
      },
    })),
  );
}

/** 转正 12月3日: whose it is; those for whom the step comes next are offered. */
export async function askWhose(turn: Turn<'process_step'>, row: ProcessRow, unitId: number): Promise<Reply> {
  const asked = turn.say('process.whose', { name: row.name, example: exampleOf(turn, row) });
  const { stage } = turn.intent;
  if (stage === undefined || !mayDo(turn, 'keep_process', { unitId })) return asked;
  const open = await turn.tx.processes({ kind: row.key, unitIds: [unitId], state: 'open' });
  const ready = open.filter((one) => upcomingsOf(row, one).some(({ step }) => step.key === stage));
  const scope = turn.org.unit(unitId).path;
  return withChoices(
    turn,
    asked,
    ready.map((one) => ({
      text: one.subject,
      fill: { ...turn.intent, names: [one.subject], processId: one.id, scope },
    })),
  );
}
