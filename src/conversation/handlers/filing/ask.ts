// 11月民情日记有哪些, 今年双报到多少小时, 哪些支部没登记党费, 导出11月民情日记.
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { dueDay, filingPeriod, sumsOf } from '../../../domain/filing/filing.ts';
import type { FilingKindRow } from '../../../domain/filing/kinds.ts';
import { owesBy } from '../../../domain/filing/owed.ts';
import type { Person, Unit } from '../../../domain/organisation/organisation.ts';
import { type Action, unitsInCharge } from '../../../domain/organisation/permissions.ts';
import type { Period, Slots } from '../../../domain/slots.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { filingLines } from '../../../reports/filings.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { act, type Ended, reading, simply } from '../../act.ts';
import { sendFile } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';
import { headed } from '../figures/form.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { orBefore } from './before.ts';
import { tellByUnit } from './by-unit.ts';
import { tellLatest } from './latest.ts';
import { kindMeant, timeWords, valuesOf } from './words.ts';

const LINES = 8;
const NAMES = 60;

type Asking = Turn<'filing_ask' | 'filing_missing' | 'filing_export'>;

interface About {
  row: FilingKindRow;
  /** empty: the sender's own alone */
  tops: Unit[];
  span: Period;
  /** 张三的: of one person alone */
  person?: Person | undefined;
}

/** What is asked about; without a unit, those the sender is in charge of, else the own one. */
function aboutOf(turn: Asking, action: Action): About | Ended {
  const row = kindMeant(turn, turn.intent.filing);
  if ('reply' in row) return row;
  const { scope }: Partial<Pick<Slots, 'scope'>> = turn.intent;
  const named = scope ? unitNamed(turn, scope) : undefined;
  if (named && 'reply' in named) return named;
  const home = turn.groupUnit ?? homeUnit(turn);
  const led = turn.groupUnit ? [] : unitsInCharge(turn.permissions, turn.org, turn.sender, action);
  const tops = named ? [named.unit] : led.length > 0 ? led : home ? [home] : [];
  const today = dateOf(turn.now);
  const span =
    turn.intent.period ??
    periodOf(row.period ?? (turn.intent.intent === 'filing_export' ? 'year' : 'month'), today);
  return { row, tops, span: { from: span.from, to: span.to } };
}

const idsOf = ({ org }: Turn, tops: readonly Unit[]): number[] => [
  ...new Set(tops.flatMap((unit) => [unit.id, ...org.subtree(unit.id).map(({ id }) => id)])),
];

function branchesOf(turn: Turn, tops: readonly Unit[]): Unit[] {
  const ids = new Set(idsOf(turn, tops));
  return [...turn.org.units.values()].filter(({ id, kind }) => kind === 'branch' && ids.has(id));
}

export const askReports = reading(
  'heavy',
  act<'filing_ask', About>({
    permit: {
      actions: ['see_filings'],
      asked: (_turn, { tops }) => tops.map(({ id }) => ({ action: 'see_filings', on: { unitId: id } })),
    },
    async about(turn) {
      const about = aboutOf(turn, 'see_filings');
      if ('reply' in about) return about;
      // 我党费交了没: of nobody by himself anything of it is kept.
      if (about.row.who === 'branch' && turn.intent.mine)
        return { reply: turn.say('filing.of_branch', { name: about.row.name, note: about.row.note }) };
      if (about.row.who === 'branch') return about;
      const [name] = turn.intent.names ?? [];
      const named = name === undefined ? undefined : resolveName(name, turn.org, homeUnit(turn)?.id);
      if (named && named.kind !== 'one') return { reply: turn.say('filing.who', { name: name! }) };
      const person = named?.person;
      if (person && person !== turn.sender && person.branchId !== null)
        return { ...about, tops: [turn.org.unit(person.branchId)], person };
      // One's own is everybody's to see, and in a group nobody else's is.
      const led = unitsInCharge(turn.permissions, turn.org, turn.sender, 'see_filings');
      const isOwn = person !== undefined || turn.intent.mine || (!turn.intent.scope && led.length === 0);
      return isOwn ? { ...about, tops: [] } : about;
    },
    async carryOut(turn, { row, tops, span: asked, person }) {
      const { tx, org, sender } = turn;
      const isOwn = tops.length === 0;
      const isLatest = turn.intent.what === 'last' && !isOwn && !person;
      const isSplit = turn.intent.what === 'by_unit' && !isOwn && !person && turn.chat === '';
      const theirs = isOwn ? { personId: sender.id } : { unitIds: idsOf(turn, tops), personId: person?.id };
      if (isLatest) {
        const found = await tx.filings({ kind: row.key, ...twoYears(turn), ...theirs });
        return tellLatest(turn, row, branchesOf(turn, tops), found);
      }
      const { found, span, line } = await orBefore(turn, row, asked, theirs);
      const told = (reply: Reply) => (line === '' ? reply : headed(line, reply));
      if (isSplit) {
        const time = periodWords(turn.templates.render, span, turn.now);
        return told(await tellByUnit(turn, row, branchesOf(turn, tops), found, time));
      }
      // What is said in a group is read by all: there it is counted, and told in private.
      const isTold = turn.chat === '';
      const before = toldBefore(turn);
      const lines = isTold ? found.slice(before, before + LINES) : [];
      const page = { rows: lines, total: isTold ? found.length : 0 };
      const reply = await paged(turn, page, (shown, more) =>
        turn.say('filing.list', {
          name: row.name,
          time: periodWords(turn.templates.render, span, turn.now),
          unit: isOwn ? '' : (person?.name ?? tops.map((unit) => unitWords(org, unit)).join('、')),
          own: isOwn,
          count: found.length,
          sums: sumsOf(row, found).map(({ field, total }) => ({ name: field.name, total, unit: field.unit })),
          lines: shown.map((one) => ({
            time: timeWords(turn, one),
            who: isOwn ? '' : whose(turn, one),
            values: valuesOf(turn, row, one.fields),
          })),
          more,
          hidden: !isTold && found.length > 0,
          example: row.example,
        }),
      );
      return told(reply);
    },
  }),
);

/** As far back as it is looked for. */
function twoYears({ now }: Turn): Period {
  const { from, to } = periodOf('year', dateOf(now));
  return { from: `${Number(from.slice(0, 4)) - 1}-01-01`, to };
}

function whose({ org }: Turn, { personId, unitId }: { personId: string | null; unitId: number }): string {
  if (personId === null) return org.units.get(unitId)?.name ?? '';
  return org.person(personId)?.name ?? '';
}

export const askMissing = reading(
  'heavy',
  act<'filing_missing', About>({
    permit: {
      actions: ['see_figures'],
      asked: (_turn, { tops }) => tops.map(({ id }) => ({ action: 'see_figures', on: { unitId: id } })),
    },
    about: async (turn) => aboutOf(turn, 'see_figures'),
    async carryOut(turn, { row, tops, span: asked }) {
      const { tx, org, now, settings } = turn;
      const period = filingPeriod(row, asked.from);
      if (!period || row.dueBefore === null) return turn.say('filing.never_missing', { name: row.name });
      if (asked.to > period.to && asked.from <= dateOf(now)) return missingByPeriod(turn, row, tops, asked);
      const span = { from: period.from, to: period.to };
      const time = periodWords(turn.templates.render, span, now);
      if (period.from > dateOf(now)) return turn.say('filing.future', { name: row.name, time });
      const ids = new Set(idsOf(turn, tops));
      const filings = await tx.filings({ kind: row.key, ...span, unitIds: [...ids] });
      const owes = owesBy(settings.cadence, org);
      const due =
        row.who === 'branch'
          ? [...org.units.values()].filter(({ id }) => ids.has(id) && owes(id, row.key))
          : [...org.people.values()].filter(
              ({ branchId, groupId, kind }) =>
                kind !== '入党积极分子' && [branchId, groupId].some((id) => id !== null && ids.has(id)),
            );
      const done = new Set(filings.map(({ unitId, personId }) => personId ?? unitId));
      const missing = due.filter(({ id }) => !done.has(id)).map(({ name }) => name);
      // Who of a branch is missing is told in private.
      const isTold = turn.chat === '';
      const before = toldBefore(turn);
      const names = isTold ? missing.slice(before, before + NAMES) : [];
      const told = await paged(turn, { rows: names, total: isTold ? missing.length : 0 }, (shown, more) =>
        turn.say('filing.missing', {
          ...{ name: row.name, time, branches: row.who === 'branch' },
          due: due.length,
          count: missing.length,
          names: shown,
          more,
          by: dueDay(row, span, settings.calendar),
          late: dueDay(row, span, settings.calendar) < dateOf(now),
          chased: turn.intent.what === 'chase',
        }),
      );
      // 谁没交党费: of nobody by himself is it known.
      return row.who === 'branch' && OF_PERSONS.test(turn.text)
        ? headed(turn.say('filing.of_branch', { name: row.name, note: '' }).text, told)
        : told;
    },
  }),
);

const OF_PERSONS = /谁|哪些(?:人|党员|同志)|哪几个(?:人|党员|同志)|(?:多少|几)个?(?:人|党员)/u;

/** 今年党费哪个月没登: period by period, of one branch which they are, of several how many lack. */
async function missingByPeriod(
  turn: Turn,
  row: FilingKindRow,
  tops: readonly Unit[],
  span: Period,
): Promise<Reply> {
  const all = await filingLines(turn, tops, span);
  const lines = all.filter((line) => line.row === row && line.missing.length > 0);
  const isOne = all.every(({ owed }) => owed === 1);
  return turn.say('filing.missing_periods', {
    name: row.name,
    time: periodWords(turn.templates.render, span, turn.now),
    unit: tops.map((unit) => unitWords(turn.org, unit)).join('、'),
    one: isOne,
    lines: lines.map(({ period, missing, owed }) => ({
      time: periodWords(turn.templates.render, { from: period.from, to: period.to }, turn.now),
      ...{ count: missing.length, owed },
      names: isOne || turn.chat !== '' ? [] : missing.slice(0, MOST_OF_A_PERIOD).map(({ name }) => name),
    })),
  });
}
const MOST_OF_A_PERIOD = 10;

export const exportReports = act<'filing_export', About>({
  permit: {
    actions: ['see_filings'],
    asked: (_turn, { tops }) => tops.map(({ id }) => ({ action: 'see_filings', on: { unitId: id } })),
  },
  about: async (turn) => aboutOf(turn, 'see_filings'),
  async carryOut(turn, { row, tops, span }) {
    const unitIds = idsOf(turn, tops);
    const time = periodWords(turn.templates.render, span, null);
    const unit = tops.map((one) => unitWords(turn.org, one)).join('、');
    const found = await turn.tx.filings({ kind: row.key, ...span, unitIds });
    if (found.length === 0) return turn.say('filing.nothing_to_send', { name: row.name, time, unit });
    const name = `${turn.say('filing.file_name', { name: row.name, time, unit }).text}.xlsx`;
    const way = await sendFile(turn, 'filing', name, { filing: { kind: row.key, ...span, unitIds } });
    if (way === 'nowhere') return turn.say('paper.nowhere');
    await turn.tx.audit({
      at: turn.now,
      by: turn.sender.id,
      action: 'export filings',
      detail: { kind: row.key, ...span, units: tops.map(({ id }) => id) },
    });
    return turn.say('filing.file_sent', { file: name, count: found.length });
  },
});

/** 民情日记, 党费怎么交: how it is registered, by whom and until when. */
export const tellReport = reading(
  'light',
  simply<'filing_how'>(async (turn) => {
    const row = kindMeant(turn, turn.intent.filing);
    if ('reply' in row) return row.reply;
    if (turn.intent.what === 'money') return turn.say('filing.no_money', { name: row.name, note: row.note });
    const by =
      row.dueBefore === null || row.period === null
        ? ''
        : dueDay(row, periodOf(row.period, dateOf(turn.now)), turn.settings.calendar);
    return turn.say('filing.how', {
      ...{ name: row.name, note: row.note, example: row.example, by },
      branch: row.who === 'branch',
      fields: row.fields.filter(({ is }) => is !== 'date').map(({ name }) => name),
    });
  }),
);
