// 计划进度, 第3项做到哪了, 第二支部的计划完成了多少, 这个月哪些零进展: in words, as a table, a picture or a file.
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { amountText, type Month, type Scheme } from '../../../domain/scheme/scheme.ts';
import type { Reply } from '../../../ports/channels.ts';
import {
  idsBelow,
  isStill,
  nodesText,
  percentDone,
  schemePicture,
  schemeProgress,
  schemeTable,
  stillUnits,
  type WorkProgress,
} from '../../../reports/scheme.ts';
import { unitWords } from '../../../reports/words.ts';
import { act, type Ended, reading } from '../../act.ts';
import { sendFile, sendPicture } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { unitNamed } from '../../units.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { type OwnWork, thisMonth, topsOf, workName, worksAt } from './works.ts';

type Asking = Turn<'scheme_ask'>;

interface About {
  tops: Unit[];
  works: OwnWork[];
  month: Month;
}

const LINES = 12;
const TABLE_ROWS = 20;
const STILL_WORKS = 8;
const NAMED = 30;
/** Whose names are looked up at once; of more works it is told how many, which is known without. */
const UNITS_READ = 20_000;

export const askScheme = reading(
  'heavy',
  act<'scheme_ask', About>({
    permit: {
      actions: ['see_scheme'],
      asked: (_turn, { tops }) => tops.map(({ id }) => ({ action: 'see_scheme', on: { unitId: id } })),
    },
    about,
    async carryOut(turn, { tops, works, month }) {
      const rows = await schemeProgress(turn.tx, turn.org, works, tops, month);
      const { what } = turn.intent;
      if (what === 'missing') return tellStill(turn, { tops, month, rows });
      if (what === 'work') return tellWork(turn, { tops, month, rows });
      return tellAll(turn, { tops, month, rows }, works);
    },
  }),
);

async function about(turn: Asking): Promise<About | Ended> {
  const { scope, workId, period } = turn.intent;
  const named = scope ? unitNamed(turn, scope) : undefined;
  if (named && 'reply' in named) return named;
  const tops = (named ? [named.unit] : topsOf(turn)).map((unit) => turn.org.branchOf(unit.id) ?? unit);
  const schemes = await turn.tx.schemes();
  if (schemes.length === 0) return { reply: turn.say('scheme.none', { unit: '' }) };
  const all = worksAt(turn, schemes, tops);
  const works = workId === undefined ? all : all.filter(({ id }) => id === workId);
  if (works.length === 0)
    return { reply: turn.say('scheme.none', { unit: tops.map(({ name }) => name).join('、') }) };
  const month = period ? period.to.slice(0, 7) : thisMonth(turn);
  if (month > thisMonth(turn) && period && period.from.slice(0, 7) > thisMonth(turn))
    return { reply: turn.say('scheme.future', { month: Number(month.slice(5)) }) };
  return { tops, works, month: month > thisMonth(turn) ? thisMonth(turn) : month };
}

interface Found {
  tops: readonly Unit[];
  month: Month;
  rows: readonly WorkProgress[];
}

const placeOf = ({ org }: Turn, tops: readonly Unit[]): string =>
  tops.map((unit) => unitWords(org, unit)).join('、');

const monthNumber = (month: Month): number => Number(month.slice(5));

/** A line of a work: of the month, of the year, and how many have said nothing. */
function lineOf(turn: Turn, row: WorkProgress): { text: string } {
  const { work, target, done, units, due, reported, zeros } = row;
  const isCounted = work.measure !== '';
  return turn.say('scheme.line', {
    name: workName(work),
    measure: work.measure,
    counted: isCounted,
    done: amountText(done.month),
    target: isCounted && target && target.month > 0 ? amountText(target.month) : '',
    sofar: amountText(done.sofar),
    year: isCounted && target && target.year > 0 ? amountText(target.year) : '',
    percent: isCounted ? percentDone(row) : null,
    nodes: isCounted ? '' : nodesText(row, turn.templates.render),
    single: units === 1,
    told: reported > 0,
    due: due > 0,
    silent: Math.max(0, due - reported),
    zeros,
  });
}

async function tellAll(
  turn: Asking,
  { tops, month, rows }: Found,
  works: readonly OwnWork[],
): Promise<Reply> {
  const schemes = [...new Set(works.map(({ scheme }) => scheme))];
  const title = titleOf(turn, schemes, tops, month);
  const { format } = turn.intent;
  if (format === 'chart') {
    const drawn = schemePicture(rows, title, turn.say('scheme.picture_note').text);
    const { way, pictures } = await sendPicture(turn, drawn, { tops });
    return { ...turn.say('scheme.coming', { title, way }), ...(pictures && { pictures }) };
  }
  if (format === 'file') return sendBook(turn, schemes, { tops, month, rows }, title);
  if (format === 'table') return asTable(turn, rows, title, month);
  const due = rows.filter((row) => row.due > 0);
  const still = due.filter(isStill);
  const isLong = rows.length > LINES;
  const before = toldBefore(turn);
  const told = isLong ? still.slice(before, before + LINES) : rows;
  return paged(turn, { rows: told, total: isLong ? still.length : rows.length }, (shown, more) =>
    turn.say('scheme.told', {
      title,
      works: rows.length,
      due: due.length,
      moved: due.length - still.length,
      still: still.length,
      lines: shown.map((row) => lineOf(turn, row).text),
      long: isLong,
      more,
      many: tops.some(({ kind }) => kind !== 'branch'),
    }),
  );
}

function titleOf(turn: Turn, schemes: readonly Scheme[], tops: readonly Unit[], month: Month): string {
  const name = schemes.map((scheme) => scheme.name).join('、');
  return turn.say('scheme.title', { name, unit: placeOf(turn, tops), month: monthNumber(month) }).text;
}

function asTable(turn: Turn, rows: readonly WorkProgress[], title: string, month: Month): Promise<Reply> {
  const table = schemeTable(rows, month, turn.templates.render);
  const before = toldBefore(turn);
  const told = table.rows.slice(before, before + TABLE_ROWS);
  return paged(turn, { rows: told, total: rows.length }, (shown, more) => {
    const after = turn.say('scheme.table_after', { more }).text;
    const lines = shown.map((row) => row.join(' '));
    return {
      text: [title, table.columns.join(' '), ...lines, after].filter((line) => line !== '').join('\n'),
      table: { before: title, columns: table.columns, rows: shown, after },
    };
  });
}

async function sendBook(
  turn: Turn,
  schemes: readonly Scheme[],
  { tops, month, rows }: Found,
  title: string,
): Promise<Reply> {
  const name = turn.templates.render('paper.file_name', { title });
  const way = await sendFile(turn, 'figures', name, {
    figures: {
      as: 'scheme',
      by: turn.sender.name,
      schemeIds: schemes.map(({ id }) => id),
      tops: tops.map(({ id }) => id),
      month,
    },
  });
  if (way === 'nowhere') return turn.say('paper.nowhere');
  await turn.tx.audit({
    at: turn.now,
    by: turn.sender.id,
    action: 'export plan progress',
    detail: { units: tops.map(({ id }) => id), month, rows: rows.length },
  });
  return turn.say('paper.coming', { name, rows: rows.length, way });
}

async function tellWork(turn: Asking, { tops, month, rows }: Found): Promise<Reply> {
  const [row] = rows;
  if (!row) return turn.say('scheme.none', { unit: placeOf(turn, tops) });
  const { work, units, due } = row;
  const still = await stillUnits(turn.tx, turn.org, work, idsBelow(turn.org, tops), month);
  return turn.say('scheme.work', {
    line: lineOf(turn, row).text,
    unit: placeOf(turn, tops),
    month: monthNumber(month),
    content: work.content,
    due: work.due ?? '',
    goal: work.goalText,
    lead: work.lead,
    nodes: work.nodes.map(({ name, due: day }) => ({ name, due: day ?? '' })),
    many: units > 1,
    asked: due > 0,
    ...stillWords(still),
  });
}

/** The first of them, and how many there are: an answer is one message. */
const namedOf = <K extends 'silent' | 'zero'>(key: K, names: readonly string[]) =>
  ({ [key]: names.slice(0, NAMED), [`${key}_count`]: names.length }) as Record<K, string[]> &
    Record<`${K}_count`, number>;

function stillWords({ silent, zero }: { silent: readonly Unit[]; zero: readonly Unit[] }, most = NAMED) {
  const names = (units: readonly Unit[]) => units.slice(0, most).map(({ name }) => name);
  return {
    silent: names(silent),
    silent_count: silent.length,
    zero: names(zero),
    zero_count: zero.length,
  };
}

/** 没有填报 and 填报为0 are told apart; a branch hears of its works, and whoever stands above of the units. */
async function tellStill(turn: Asking, { tops, month, rows }: Found): Promise<Reply> {
  const due = rows.filter((row) => row.due > 0);
  const area = idsBelow(turn.org, tops);
  const head = { unit: placeOf(turn, tops), month: monthNumber(month), due: due.length };
  const isOwn = tops.every(({ kind }) => kind === 'branch');
  if (isOwn) {
    const name = ({ work }: WorkProgress) => workName(work);
    return turn.say('scheme.still_own', {
      ...head,
      ...namedOf('silent', due.filter(({ reported }) => reported === 0).map(name)),
      ...namedOf('zero', due.filter(({ reported, zeros }) => reported > 0 && zeros === reported).map(name)),
      example: due.length > 0 ? exampleOf(turn, due.find(({ reported }) => reported === 0) ?? due[0]!) : '',
    });
  }
  const behind = due.filter(({ reported, zeros, due: units }) => units > reported || zeros > 0);
  const shown = behind.slice(toldBefore(turn)).slice(0, STILL_WORKS);
  const works: StillWork[] = [];
  let read = 0;
  for (const { work, due: units, reported, zeros } of shown) {
    read += units;
    if (read > UNITS_READ) {
      const counted = { silent: [], silent_count: units - reported, zero: [], zero_count: zeros };
      works.push({ name: workName(work), units, ...counted });
      continue;
    }
    const still = await stillUnits(turn.tx, turn.org, work, area, month);
    works.push({ name: workName(work), units, ...stillWords(still, Math.ceil(NAMED / shown.length)) });
  }
  return paged(turn, { rows: works, total: behind.length }, (told, more) =>
    turn.say('scheme.still', {
      ...head,
      whole: due
        .filter(isStill)
        .map(({ work }) => workName(work))
        .slice(0, STILL_WORKS),
      works: told,
      more,
    }),
  );
}

type StillWork = { name: string; units: number } & ReturnType<typeof stillWords>;

const exampleOf = (turn: Turn, { work }: WorkProgress): string =>
  turn.say('scheme.example', { no: work.no, measure: work.measure }).text;
