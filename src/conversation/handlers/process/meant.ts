// 不是12月3日，是12月5日, right after a step was told: it is of that.
import { MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import { type ProcessRow, processRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import { dayCorrected } from '../../../parsing/commands/process.ts';
import { isUnitStep } from '../../../parsing/process-words.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Turn } from '../../turn.ts';

const LAST_MS = 10 * MINUTE_MS;

export async function processMeant(
  turn: Turn,
  { intent, certainty }: Understanding,
): Promise<IntentOf<'process_step' | 'process_term' | 'process_shift'> | undefined> {
  if (certainty !== 'clear' || intent.intent === 'none') {
    const next = await nextMeant(turn);
    if (next) return next;
  }
  // 王小明的日期改成11月27日: whose it is is looked at below.
  const of = /^(?<who>\p{Script=Han}{2,4}?)的?(?:日期|日子|时间)(?<said>.+)$/u.exec(turn.text.trim())?.groups;
  const day = dayCorrected(of?.said ?? turn.text);
  if (day === undefined || intent.intent.startsWith('process_')) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const changes = last?.changes ?? [];
  const [change] = changes;
  // Of several people told of at once it is not clear whose day it is.
  if (change?.of !== 'process' || changes.length > 1) return undefined;
  const row = processRow(change.after.kind);
  if (!row || (of && of.who !== change.after.subject)) return undefined;
  const read = (text: string): Intent => understand(text, turn.now, turn.reading).intent;
  const step = row.steps.find(({ key }) => key === toldIn(change.before, change.after));
  if (step) {
    const said = read(`${row.name}：${change.after.subject} ${day} ${step.name}`);
    if (said.intent !== 'process_step' || said.startAt === undefined || said.stage !== step.key)
      return undefined;
    const names = change.after.subject === '' ? {} : { names: [change.after.subject] };
    return { ...said, ...names, processId: change.id };
  }
  const moved = movedMeant(row, change, day, read);
  if (moved) return moved;
  const said = row.term ? read(`${row.term.words[0]}${day}`) : undefined;
  if (said?.intent !== 'process_term') return undefined;
  return { ...said, scope: turn.org.unit(change.after.unitId).path };
}

/** 批复 12月1日, right after 换届请示 was told: a step of that branch's process, by its name alone. */
async function nextMeant(turn: Turn): Promise<IntentOf<'process_step'> | undefined> {
  const text = turn.text.trim();
  if (text.length > LONGEST_STEP || !isUnitStep(text)) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const [change] = last?.changes ?? [];
  if (change?.of !== 'process') return undefined;
  const row = processRow(change.after.kind);
  if (row?.of !== 'unit') return undefined;
  const { intent } = understand(`${row.name}${text}`, turn.now, turn.reading);
  if (intent.intent !== 'process_step' || intent.process !== row.key || intent.names) return undefined;
  return { ...intent, scope: turn.org.unit(change.after.unitId).path };
}
const LONGEST_STEP = 20;

/** The step that a message told. */
const toldIn = (before: Process | null, after: Process): string | undefined =>
  Object.keys(after.steps).find((key) => after.steps[key]!.day !== before?.steps[key]?.day);

/** 不是半年，是一年, right after an end was moved. */
function movedMeant(
  row: ProcessRow,
  { before, after }: { before: Process | null; after: Process },
  said: string,
  read: (text: string) => Intent,
): IntentOf<'process_shift'> | undefined {
  const last = after.shifts.at(-1);
  if (!last || !before || before.shifts.at(-1)?.at === last.at) return undefined;
  const of = `${after.subject}${row.stretch?.name ?? row.name}${last.to < last.from ? '提前' : '延长'}`;
  for (const text of [`${of}${said}`, `${of}到${said}`]) {
    const meant = read(text);
    if (meant.intent !== 'process_shift' || meant.remark !== undefined) continue;
    if (meant.dueAt === undefined && meant.extendBy === undefined) continue;
    return {
      ...{ ...meant, processId: after.id },
      ...(last.on !== null && { startAt: last.on }),
      ...(last.approvedBy !== '' && { source: last.approvedBy }),
    };
  }
  return undefined;
}
