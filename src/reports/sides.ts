// The same figure on two sides or more: what each comes to, as a picture, as lines to read and as a workbook to keep.

import type { FigureCell, FigureColumn } from '../documents/figures.ts';
import { writeFigures } from '../documents/figures.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Period } from '../domain/slots.ts';
import type { Picture, PictureValue } from '../ports/pictures.ts';
import type { Wording } from '../wording/templates.ts';
import { definitionOf } from './definition.ts';
import { detailOf } from './headline.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { madeWords } from './paper.ts';
import { type ColumnKey, columnsOf } from './paper-columns.ts';
import { monthNames, monthsIn } from './picture.ts';
import { unitWords } from './words.ts';

/** One side, by what tells it from the others. */
export interface Side {
  name: string;
  question: StatsQuestion;
}

/** What was counted: a part of a whole, or a number alone. */
export interface SideCount {
  part: number;
  whole: number | null;
  unrecorded: number;
}

/** What is set side by side. */
interface Sides {
  metric: Metric;
  title: string;
  sides: readonly Side[];
  /** names of the months or quarters each line goes through: its sides stand one behind the other */
  course?: readonly string[] | undefined;
}

const isOwn = ({ question }: Side): boolean => question.tops.length === 0;

export async function countSide(metric: Metric, question: StatsQuestion): Promise<SideCount> {
  if (question.tops.length === 0) {
    const { records, parts } = (await METRIC_DEFINITIONS.my_attendance.find(question)).people[0]!;
    return { part: parts.present, whole: records.length - parts.unnamed, unrecorded: 0 };
  }
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape === 'ledger') {
    const { figures } = await definition.find(question);
    return { part: figures.closed, whole: figures.total, unrecorded: 0 };
  }
  if (definition.shape === 'roll') {
    const { value, span } = await definition.find(question);
    // Nobody was away from no meeting at all.
    const isOfNone = span?.counted === 0 && !span.isAhead;
    return { part: value ?? 0, whole: isOfNone ? 0 : null, unrecorded: 0 };
  }
  if (definition.shape !== 'table') throw new Error('no figure of units');
  const { value, total } = await definition.find({ ...question, totalOnly: true });
  const { present, expected, unrecorded } = total.figures;
  return metric === 'attendance_rate'
    ? { part: present, whole: expected, unrecorded }
    : { part: value ?? 0, whole: null, unrecorded };
}

/** Of units in the same months a line each; else a bar each. */
export async function sidesPicture(
  { metric, title, sides, course }: Sides,
  words: Wording,
): Promise<Picture> {
  const head = { title, note: noteOf(metric, sides, words) };
  if (course && course.length > 1) return coursePicture(metric, sides, course, head);
  const period = METRIC_DEFINITIONS[metric].shape === 'table' ? samePeriod(sides) : undefined;
  const { now } = sides[0]!.question;
  const months = period ? monthsIn(period, now) : [];
  const isByMonth = months.length > 1;
  const lines: { name: string; points: PictureValue[] }[] = [];
  for (const { name, question } of sides) {
    const points: PictureValue[] = [];
    const asked = isByMonth ? months.map((month) => ({ ...question, period: month })) : [question];
    for (const one of asked) points.push(pointOf(metric, await countSide(metric, one)));
    lines.push({ name, points });
  }
  const measure = lines.some(({ points }) => points.some(({ detail }) => detail)) ? 'rate' : 'count';
  if (isByMonth) return { kind: 'lines', measure, ...head, periods: monthNames(months, words, now), lines };
  const rows = lines.map(({ name, points }) => ({ name, ...points[0]! }));
  return { kind: 'bars', measure, ...head, rows };
}

async function coursePicture(
  metric: Metric,
  sides: readonly Side[],
  course: readonly string[],
  head: Pick<Picture, 'title' | 'note'>,
): Promise<Picture> {
  const lines: { name: string; points: PictureValue[] }[] = [];
  for (let i = 0; i < sides.length; i += course.length) {
    const own = sides.slice(i, i + course.length);
    const points: PictureValue[] = [];
    for (const { question } of own) points.push(pointOf(metric, await countSide(metric, question)));
    const { org, tops, person } = own[0]!.question;
    lines.push({ name: tops.map((unit) => unitWords(org, unit)).join('、') || (person?.name ?? ''), points });
  }
  const measure = lines.some(({ points }) => points.some(({ detail }) => detail)) ? 'rate' : 'count';
  return { kind: 'lines', measure, ...head, periods: course, lines };
}

function pointOf(metric: Metric, { part, whole }: SideCount): PictureValue {
  if (whole === null) return { value: part };
  // A number alone, of which there was nothing to count.
  if (whole === 0 && METRIC_DEFINITIONS[metric].shape === 'roll') return { value: null };
  return { value: whole === 0 ? null : part / whole, detail: detailOf({ present: part, expected: whole }) };
}

/** Undefined where sides are of different times, or of nobody's units. */
function samePeriod(sides: readonly Side[]): Period | undefined {
  const [first] = sides;
  const period = first?.question.period;
  const isSame = ({ question: q }: Side) => q.period?.from === period?.from && q.period?.to === period?.to;
  return sides.every((side) => !isOwn(side) && isSame(side)) ? period : undefined;
}

const noteOf = (metric: Metric, sides: readonly Side[], words: Wording): string =>
  definitionOf({ render: words }, sides.every(isOwn) ? 'my_attendance' : metric);

/** A line of each side. */
export async function sidesPaper({ metric, sides }: Sides, words: Wording) {
  const counts: SideCount[] = [];
  for (const { question } of sides) counts.push(await countSide(metric, question));
  const keys = keysOf(metric, counts);
  const columns: FigureColumn[] = columnsOf(keys, words);
  const rows = counts.map(({ part, whole }, i): FigureCell[] => {
    const { name } = sides[i]!;
    if (keys.includes('value')) return [name, whole === 0 ? null : part];
    return [name, whole, part, whole ? part / whole : null];
  });
  return { columns, rows };
}

function keysOf(metric: Metric, counts: readonly SideCount[]): readonly ColumnKey[] {
  if (METRIC_DEFINITIONS[metric].shape === 'roll' || counts.some(({ whole }) => whole === null))
    return ['side', 'value'];
  const isLedger = METRIC_DEFINITIONS[metric].shape === 'ledger';
  return isLedger ? ['side', 'total', 'closed', 'rate'] : ['side', 'expected', 'present', 'rate'];
}

/** The workbook (.xlsx). Sides are not added up: a month may lie in both. */
export async function sidesFile(asked: Sides, by: string, words: Wording) {
  const { metric, title, sides } = asked;
  const { columns, rows } = await sidesPaper(asked, words);
  const { now } = sides[0]!.question;
  const lines = [
    [words('paper.about.what'), title],
    [words('paper.about.definition'), noteOf(metric, sides, words)],
    [words('paper.about.made'), madeWords(now, by, words)],
  ] as const;
  const book = {
    sheets: [{ name: words('paper.sheet'), columns, rows }],
    about: { name: words('paper.about.sheet'), lines },
    at: now,
  };
  return {
    rows: rows.length,
    name: words('paper.file_name', { title }),
    write: () => writeFigures(book),
  };
}
