// Lists that are told in words, line by line as a table: what was closed and by whom, who was away and why, how everybody
// stood to one meeting, and what one person came to.
import type { FigureCell } from '../documents/figures.ts';
import { writeFigures } from '../documents/figures.ts';
import type { Roll } from '../domain/activity/attendance.ts';
import { meetingName } from '../domain/activity/types.ts';
import { type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import { itemLabel } from '../domain/ledger/kinds.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { ListAsked } from '../ports/figure-files.ts';
import type { Wording } from '../wording/templates.ts';
import { isSingle } from './activities.ts';
import { titleOf, valueWords } from './headline.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { isListed } from './own-records.ts';
import { madeWords, type Paper } from './paper.ts';
import { type ColumnKey, columnsOf } from './paper-columns.ts';
import type { Finding } from './shapes.ts';
import { wordOf } from './word-file.ts';

/** Undefined where there is nothing to list. */
export async function listPaper(
  { list, metric, reasonsOf = [] }: ListAsked,
  q: StatsQuestion,
  words: Wording,
): Promise<Paper | undefined> {
  const lines = await linesOf(list, metric, q, new Set(reasonsOf), words);
  if (!lines || lines.rows.length === 0) return undefined;
  const { keys, rows, period, title, value } = lines;
  const isEmpty = (key: ColumnKey) => rows.every((row) => (row[key] ?? '') === '');
  // A column of nothing says nothing: of one unit its name stands in the title.
  const shown = keys.filter((key) => !isEmpty(key));
  return {
    title: title ?? titleOf(metric, q, { period, value: null }, words),
    value: value ?? valueWords(rows.length, false, undefined, words),
    period,
    columns: columnsOf(shown, words),
    rows: rows.map((row) => shown.map((key) => row[key] ?? null)),
  };
}

/** The same to take away. */
export async function listFile(asked: ListAsked, q: StatsQuestion, by: string, words: Wording) {
  const paper = await listPaper(asked, q, words);
  if (!paper) return undefined;
  if (asked.word) return wordOf(paper, q.now, words);
  const { title, columns, rows, value } = paper;
  const lines = [
    [words('paper.about.what'), title],
    [words('paper.about.value'), value],
    [words('paper.about.made'), madeWords(q.now, by, words)],
  ] as const;
  const book = {
    sheets: [{ name: words('paper.sheet'), columns, rows }],
    about: { name: words('paper.about.sheet'), lines },
    at: q.now,
  };
  return {
    rows: rows.length,
    name: words('paper.file_name', { title }),
    write: () => writeFigures(book),
  };
}

type Row = Partial<Record<ColumnKey, FigureCell>>;
interface Lines {
  keys: readonly ColumnKey[];
  rows: readonly Row[];
  period: Finding['period'];
  title?: string;
  value?: string;
}

function linesOf(
  list: ListAsked['list'],
  metric: Metric,
  q: StatsQuestion,
  reasonsOf: ReadonlySet<number>,
  words: Wording,
): Promise<Lines | undefined> {
  switch (list) {
    case 'closed':
    case 'opened':
      return itemLines(list, q);
    case 'away':
      return awayLines(metric, q, reasonsOf);
    case 'roll':
      return rollLines(q, reasonsOf, words);
    case 'own':
      return ownLines(q, words);
  }
}

const day = (at: Instant | null): string | null => (at === null ? null : isoShanghai(at));
const unitOf = ({ org, tops }: StatsQuestion, unitId: number): string | null =>
  isSingle(tops) && tops[0]!.id === unitId ? null : org.unit(unitId).name;

/** In the order in which they moved. */
async function itemLines(list: 'closed' | 'opened', q: StatsQuestion): Promise<Lines> {
  const ids = q.only?.ids ?? [];
  const found = await q.tx.itemsWith(ids);
  const at = new Map(ids.map((id, i) => [id, i]));
  const rows = found
    .toSorted((a, b) => at.get(a.id)! - at.get(b.id)!)
    .map(
      (item): Row => ({
        name: itemLabel(item),
        problem: item.problem,
        unit: unitOf(q, item.unitId),
        owner: item.ownerName,
        closedAt: day(item.closedAt),
        approver: item.decidedBy === null ? null : (q.org.person(item.decidedBy)?.name ?? null),
        openedAt: day(item.openedAt),
        source: item.source,
        dueAt: day(item.dueAt),
        state: item.state,
      }),
    );
  const keys =
    list === 'closed'
      ? (['name', 'problem', 'unit', 'owner', 'closedAt', 'approver'] as const)
      : (['name', 'problem', 'unit', 'owner', 'openedAt', 'source', 'dueAt', 'state'] as const);
  return { keys, rows, period: q.period ?? { from: null, to: null } };
}

const AWAY = ['person', 'unit', 'startAt', 'meeting', 'reason'] as const;

/** By the roster, each time somebody was away. */
async function awayLines(
  metric: Metric,
  q: StatsQuestion,
  reasonsOf: ReadonlySet<number>,
): Promise<Lines | undefined> {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'roll') return undefined;
  const { span, period } = await definition.find(q);
  const rows = (span?.lines ?? []).map(
    ({ person, activity, reason }): Row => ({
      person: person.name,
      unit: unitOf(q, person.branchId ?? activity.unitId),
      startAt: day(activity.startAt),
      meeting: meetingName(activity.types),
      reason: reasonsOf.has(activity.id) ? reason : '',
    }),
  );
  return { keys: AWAY, rows, period };
}

/** Everybody who was due, in the order of the roster. */
async function rollLines(
  q: StatsQuestion,
  reasonsOf: ReadonlySet<number>,
  words: Wording,
): Promise<Lines | undefined> {
  const { of, period } = await METRIC_DEFINITIONS.absentees.find(q);
  if (!of) return undefined;
  const { activity, roll } = of;
  const saidOf = stateOf(roll, words);
  const isTold = reasonsOf.has(activity.id);
  const reasons = new Map([...roll.leave, ...roll.absent].map(({ person, reason }) => [person.id, reason]));
  const here = q.org.membersOf(q.org.branchOf(activity.unitId)?.id ?? activity.unitId);
  const order = new Map(here.map((person, i) => [person.id, i]));
  // Who has left since the record was made stands behind the others.
  const placeOf = ({ id }: Person) => order.get(id) ?? here.length;
  const people = [...roll.due.members].sort((a, b) => placeOf(a) - placeOf(b));
  const rows = people.map(
    (person): Row => ({
      person: person.name,
      state: saidOf(person),
      reason: (isTold && reasons.get(person.id)) || '',
    }),
  );
  const { name } = q.org.unit(activity.unitId);
  return {
    keys: ['person', 'state', 'reason'],
    rows,
    period,
    title: words('paper.roll_title', { unit: name, at: activity.startAt, name: meetingName(activity.types) }),
    value: words('paper.roll_value', { present: roll.attended, expected: roll.expected }),
  };
}

function stateOf(roll: Roll, words: Wording): (person: Person) => string {
  const is = (people: readonly Person[]) => new Set(people.map(({ id }) => id));
  const late = is(roll.late);
  const present = is(roll.present);
  const said = new Map(
    [...roll.leave, ...roll.absent, ...roll.pendingLeave].map((one) => [one.person.id, one.state]),
  );
  return ({ id }) => {
    const state = late.has(id) ? 'late' : present.has(id) ? 'present' : (said.get(id) ?? '');
    return words('attendance.state', { state });
  };
}

/** Of one person each meeting that was theirs. Why they were away is not told: that is no part of a record of attendance. */
async function ownLines(q: StatsQuestion, words: Wording): Promise<Lines | undefined> {
  if (!q.person) return undefined;
  const { people, period, value } = await METRIC_DEFINITIONS.my_attendance.find(q);
  const all = people[0]?.records ?? [];
  const rows = all.filter(isListed(q.who)).map(
    ({ fact: { activity }, part, isLate }): Row => ({
      startAt: day(activity.startAt),
      meeting: meetingName(activity.types),
      topic: activity.topic,
      state:
        part === 'unnamed'
          ? words('paper.column.unnamed')
          : words('attendance.state', { state: isLate ? 'late' : part }),
    }),
  );
  const known = all.filter(({ part }) => part !== 'unnamed');
  const present = known.filter(({ part }) => part === 'present').length;
  return {
    keys: ['startAt', 'meeting', 'topic', 'state'],
    rows,
    period,
    value: valueWords(value, true, { present, expected: known.length }, words),
    title: titleOf('my_attendance', q, { period, value }, words),
  };
}
