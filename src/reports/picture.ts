// Which picture shows a figure. It is drawn from the same finding as the words: nothing is counted here.

import type { MatrixCell } from '../documents/matrix.ts';
import { activityTypes, typeName } from '../domain/activity/types.ts';
import { stepsIn } from '../domain/calendar/steps.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { asOf } from '../domain/figures/ledger.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import { ITEM_STATES, type ItemBrief, isDueSoon, isOpen, isOverdue } from '../domain/ledger/item.ts';
import type { Period } from '../domain/slots.ts';
import type { Picture, PictureValue } from '../ports/pictures.ts';
import type { Wording } from '../wording/templates.ts';
import { isSingle } from './activities.ts';
import { definitionOf } from './definition.ts';
import { detailOf, titleOf, valueWords } from './headline.ts';
import { bySource } from './items.ts';
import { columnsAsked, isOfMatrix, keptFromWords, matrixLacking, matrixOf, thisQuarter } from './matrix.ts';
import { paperNames } from './meetings.ts';
import type { MetricDefinition, StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS, type MetricOf } from './metrics/list.ts';
import type { Counted, Findings } from './shapes.ts';
import { periodWords, unitWords } from './words.ts';

export interface Drawn {
  picture: Picture;
  /** the figure in words; empty where the picture shows no single one */
  value: string;
}

/** In which way it is wanted, where there are several. */
interface How {
  /** each month by itself, of several units a line for each */
  byMonth?: boolean;
  /** of the ledger how many stand in each state */
  byState?: boolean;
}

/** Undefined for what no picture shows: who, what and when are read, not looked at. */
export async function pictureOf(
  metric: Metric,
  q: StatsQuestion,
  words: Wording,
  how: How = {},
): Promise<Drawn | undefined> {
  if (isOfMatrix(metric, q.types)) return matrixPicture(metric, q, words);
  const definition = METRIC_DEFINITIONS[metric];
  switch (definition.shape) {
    case 'table':
      return tablePicture(metric as MetricOf<'table'>, definition, q, words, how);
    case 'activities':
      return tablePicture('activity_count', METRIC_DEFINITIONS.activity_count, q, words, how);
    case 'heads':
      return headsPicture(metric, await definition.find(q), q, words);
    case 'ledger': {
      const found = await definition.find(q);
      const { value, figures } = found;
      const detail = { present: figures.closed, expected: figures.total };
      if (q.bySource) return sourcePicture(found, q, words);
      if (how.byState) return statePicture(found, q, words);
      const parts = partsOf(found.items, Math.min(q.now, endOf(found.period, q.now)), words);
      const head = { title: titleOf(metric, q, found, words), note: definitionOf({ render: words }, metric) };
      return { picture: { kind: 'ring', ...head, parts }, value: valueWords(value, true, detail, words) };
    }
    default:
      return undefined;
  }
}

/** How many members each branch has; of one alone there is nothing to compare. */
function headsPicture(
  metric: Metric,
  found: Findings['heads'],
  q: StatsQuestion,
  words: Wording,
): Drawn | undefined {
  if (found.rows.length < 2) return undefined;
  const names = paperNames(
    q.org,
    found.rows.map(({ unit }) => unit.id),
  );
  const rows = found.rows.map(({ unit, heads: { members, probationary } }) => ({
    name: names.get(unit.id)!,
    value: members,
    detail: probationary > 0 ? words('pictures.probationary', { probationary }) : '',
  }));
  const head = { title: titleOf(metric, q, found, words), note: definitionOf({ render: words }, metric) };
  return {
    value: valueWords(found.value, false, undefined, words),
    picture: { kind: 'bars', measure: 'count', ...head, rows },
  };
}

/** How many are in each state, and none of them twice. */
function statePicture(found: Findings['ledger'], q: StatsQuestion, words: Wording): Drawn {
  const at = Math.min(q.now, endOf(found.period, q.now));
  const count = Map.groupBy(
    found.items.filter(({ gone }) => gone === null),
    (item) => asOf(item, at).state,
  );
  const parts = ITEM_STATES.map((name) => ({ name, count: count.get(name)?.length ?? 0 }));
  const called = words('pictures.by_state');
  const title = titleOf('rectify_rate', { ...q, only: { ids: [], called } }, found, words);
  const told = parts.filter((part) => part.count > 0);
  const value = words('pictures.states', { parts: told });
  return { value, picture: { kind: 'ring', title, note: '', parts } };
}

/** How many of each source, and how many of them are closed. */
function sourcePicture(found: Findings['ledger'], q: StatsQuestion, words: Wording): Drawn {
  const { noProgressDays } = q.settings.reminders.items;
  const rows = bySource(found.items, Math.min(q.now, endOf(found.period, q.now)), noProgressDays).map(
    ({ source, figures: { closed, total } }) => ({
      name: source === '' ? words('pictures.no_source') : source,
      value: total,
      detail: words('pictures.closed', { closed }),
    }),
  );
  const { closed, total } = found.figures;
  const title = words('pictures.by_source', { title: titleOf('rectify_rate', q, found, words) });
  const value = valueWords(found.value, true, { present: closed, expected: total }, words);
  return { value, picture: { kind: 'bars', measure: 'count', title, note: '', rows } };
}

async function tablePicture(
  metric: MetricOf<'table'>,
  definition: MetricDefinition<'table'>,
  q: StatsQuestion,
  words: Wording,
  { byMonth }: How,
): Promise<Drawn> {
  const found = await definition.find(q);
  const isRate = metric === 'attendance_rate';
  const measure = isRate ? 'rate' : 'count';
  const head = { title: titleOf(metric, q, found, words), note: definitionOf({ render: words }, metric) };
  const value = valueWords(found.value, isRate, found.total.figures, words);
  const months = monthsIn(found.period, q.now);
  async function pointsOf(asked: StatsQuestion): Promise<PictureValue[]> {
    const points: PictureValue[] = [];
    for (const period of months)
      points.push(pointOf((await definition.find({ ...asked, period })).total, isRate));
    return points;
  }
  const units = found.rows.filter(({ over }) => over > 0).map(({ unit }) => unit);
  if (byMonth && !isSingle(q.tops) && months.length > 1 && units.length <= MOST_LINES) {
    const lines: { name: string; points: PictureValue[] }[] = [];
    for (const unit of units) lines.push({ name: unit.name, points: await pointsOf({ ...q, tops: [unit] }) });
    return {
      value,
      picture: { kind: 'lines', measure, ...head, periods: monthNames(months, words, q.now), lines },
    };
  }
  if (!isSingle(q.tops))
    return { value, picture: { kind: 'bars', measure, ...head, rows: unitRows(found, isRate, q) } };
  if (months.length < 2) {
    const rows = kindRows(found);
    // Of one branch in one month: what its meetings were; one bar for a rate, which has no kinds.
    const whole = { name: unitWords(q.org, q.tops[0]!), ...pointOf(found.total, isRate) };
    return { value, picture: { kind: 'bars', measure, ...head, rows: rows && !isRate ? rows : [whole] } };
  }
  const periods = monthNames(months, words, q.now);
  const lines = [{ name: unitWords(q.org, q.tops[0]!), points: await pointsOf(q) }];
  return { value, picture: { kind: 'lines', measure, ...head, periods, lines } };
}

/** Lines that can be told from each other. */
const MOST_LINES = 4;

/** With the year where a new one begins. */
export const monthNames = (months: readonly Period[], words: Wording, now: Instant): string[] =>
  months.map((month, i) => {
    const isNew = i > 0 && month.from.slice(0, 4) !== months[i - 1]!.from.slice(0, 4);
    return periodWords(words, month, isNew ? null : now);
  });

const pointOf = ({ value, over, figures }: Counted, isRate: boolean): PictureValue =>
  isRate ? { value: over === 0 ? null : value, detail: detailOf(figures) } : { value };

function unitRows({ rows }: Findings['table'], isRate: boolean, q: StatsQuestion) {
  const names = paperNames(
    q.org,
    rows.map(({ unit }) => unit.id),
  );
  return rows.map((row) => ({ name: names.get(row.unit.id)!, ...pointOf(row, isRate) }));
}

/** How often each kind of meeting; undefined where there was none. */
function kindRows({ total }: Findings['table']) {
  const types = activityTypes().filter((type) => total.figures.byType.has(type));
  if (types.length === 0) return undefined;
  return types.map((type) => ({
    name: typeName(type),
    value: total.figures.byType.get(type)!,
  }));
}

/** Months of the period that have begun. */
export const monthsIn = (period: Period, now: Instant): Period[] => stepsIn(period, 'month', dateOf(now));

/** Without a period the quarter that runs: a month shows nothing of what is due in a quarter. */
async function matrixPicture(metric: Metric, q: StatsQuestion, words: Wording): Promise<Drawn> {
  const period = q.period ?? thisQuarter(dateOf(q.now));
  const matrix = await matrixOf(q, q.tops, period, words, columnsAsked(metric, q.types));
  const wanted = matrix.columns.map((_, i) => i).filter((i) => matrix.rows.some(({ cells }) => cells[i]));
  return {
    value: matrixLacking(matrix, words),
    picture: {
      kind: 'matrix',
      title: words('matrix.title', matrix),
      note: [words('matrix.note'), keptFromWords(matrix, words)].join(''),
      columns: wanted.map((i) => matrix.columns[i]!),
      rows: matrix.rows.map(({ unit, cells }) => ({
        name: unit,
        cells: wanted.map((i) => cells[i]?.state ?? 'none'),
        parts: wanted.map((i) => partsWords(cells[i] ?? null)),
      })),
    },
  };
}

const partsWords = (cell: MatrixCell | null): string =>
  cell && cell.of > 1 ? `${cell.held}/${cell.of}` : '';

const PARTS = ['closed', 'overdue', 'due_soon', 'waiting', 'long_term', 'open'] as const;

/** Each item in one part: deadlines come first, so that they are as many as in words; the others are called 其他. */
function partsOf(items: readonly ItemBrief[], at: Instant, words: Wording) {
  const count = Map.groupBy(
    items.filter(({ gone }) => gone === null),
    (item) => partOf(asOf(item, at), at),
  );
  return PARTS.map((part) => ({
    name: words(`pictures.item.${part}`),
    count: count.get(part)?.length ?? 0,
  }));
}

function partOf(item: ItemBrief, at: Instant): (typeof PARTS)[number] {
  if (!isOpen(item)) return 'closed';
  if (isOverdue(item, at)) return 'overdue';
  if (isDueSoon(item, at)) return 'due_soon';
  if (item.state === '提交销号') return 'waiting';
  return item.state === '长期整改' ? 'long_term' : 'open';
}

const endOf = ({ to }: { to: string | null }, now: Instant): Instant =>
  to === null ? now : Date.parse(`${to}T23:59:59+08:00`);
