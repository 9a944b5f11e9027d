// 第7项 完成5场: stored for the month, what stood there told; said again it is set right and never doubled.
import {
  amountText,
  areasOf,
  partFor,
  percentOf,
  type SchemeCell,
  type SchemeReport,
  type SchemeWork,
  yearStart,
} from '../../../domain/scheme/scheme.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { isPast } from './meant.ts';
import { thisMonth, workName } from './works.ts';

type Reporting = Turn<'scheme_report'>;

interface About {
  work: SchemeWork;
  reported: SchemeReport;
}

export const reportScheme = act<'scheme_report', About>({
  permit: {
    actions: ['report_scheme'],
    asked: (_turn, { reported }) => [{ action: 'report_scheme', on: { unitId: reported.unitId } }],
  },
  async about(turn) {
    const { reported } = turn.intent;
    const works = (await turn.tx.schemes()).flatMap((scheme) => scheme.works);
    const work = works.find(({ id }) => id === reported?.workId);
    if (!work || work.gone || !reported || !partFor(work, reported.unitId, turn.org))
      return { reply: turn.say('scheme.gone') };
    return { work, reported };
  },
  carryOut: (turn, { work, reported }) => store(turn, work, reported),
});

async function store(turn: Reporting, work: SchemeWork, reported: SchemeReport): Promise<Reply> {
  const { tx, now, sender, intent } = turn;
  const { workId, unitId, month } = reported;
  if (!isPast(turn, month)) return turn.say('scheme.future', { month: Number(month.slice(5)) });
  const before = (await tx.schemeCell(workId, unitId, month)) ?? null;
  const to = `${month.slice(0, 4)}-12`;
  const year = await tx.schemeCells({ unitIds: [unitId], workIds: [workId], from: yearStart(month), to });
  // A later month may be told already: what the year holds is all of them.
  const others = year.reduce((sum, cell) => sum + (cell.month === month ? 0 : (cell.amount ?? 0)), 0);
  const earlier = year.reduce((sum, cell) => sum + (cell.month < month ? (cell.amount ?? 0) : 0), 0);
  const amount = amountAfter(reported, before, earlier);
  if (amount !== null && amount < 0)
    return turn.say('scheme.falls', {
      ...{ name: workName(work), measure: work.measure },
      said: amountText(reported.amount ?? 0),
      earlier: amountText(earlier),
    });
  const nodes = [...new Set([...(before?.nodes ?? []), ...reported.nodes])];
  const said = intent.said ?? '';
  const after: SchemeCell = { workId, unitId, month, amount, nodes, said, by: sender.id, at: now };
  const isSame =
    before?.amount === amount &&
    before.nodes.length === nodes.length &&
    (amount !== null || before.said === said);
  if (isSame) return tell(turn, work, reported, { before, after: before, others, isSame: true });
  turn.changes.push({ of: 'scheme_cell', before, after });
  await tx.putSchemeCell(before, after, areasOf(turn.org, unitId));
  return tell(turn, work, reported, { before, after, others, isSame: false });
}

/** What the month holds then; null: nothing is counted. */
function amountAfter(
  { amount, how }: SchemeReport,
  before: SchemeCell | null,
  earlier: number,
): number | null {
  if (amount === undefined) return before?.amount ?? null;
  if (how === 'add') return (before?.amount ?? 0) + amount;
  return how === 'total' ? amount - earlier : amount;
}

interface Told {
  before: SchemeCell | null;
  after: SchemeCell;
  /** what the other months of the year hold */
  others: number;
  isSame: boolean;
}

async function tell(
  turn: Reporting,
  work: SchemeWork,
  { unitId, month, nodes, how, amount: reportedAmount = 0 }: SchemeReport,
  { before, after, others, isSame }: Told,
): Promise<Reply> {
  const part = partFor(work, unitId, turn.org)!;
  const isOwn = part.each || part.unitIds.length === 1;
  const asked = part.targets[month] ?? 0;
  const sofar = others + (after.amount ?? 0);
  const goal = isOwn ? (part.goal ?? 0) : 0;
  return turn.say('scheme.reported', {
    name: workName(work),
    no: work.no,
    unit: turn.org.unit(unitId).name,
    month: Number(month.slice(5)),
    year: month.slice(0, 4) === thisMonth(turn).slice(0, 4) ? '' : month.slice(0, 4),
    same: isSame,
    amount: after.amount === null ? '' : amountText(after.amount),
    measure: work.measure,
    target: isOwn && asked > 0 ? amountText(asked) : '',
    sofar: after.amount === null ? '' : amountText(sofar),
    goal: goal > 0 ? amountText(goal) : '',
    percent: goal > 0 ? percentOf(sofar, goal) : null,
    nodes,
    words: after.amount === null && after.nodes.length === 0,
    added: how === 'add' ? amountText(reportedAmount) : '',
    before:
      before && !isSame && before.amount !== null && before.amount !== after.amount
        ? amountText(before.amount)
        : '',
  });
}
