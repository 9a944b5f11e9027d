// 民情日记：今天走访…: one sentence is stored, what it lacks is asked for once.
import { filingPeriod, lackingFields } from '../../../domain/filing/filing.ts';
import type { FilingFields, FilingKindRow } from '../../../domain/filing/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { addFiling, changeFiling } from '../../effects.ts';
import { askField } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';
import { futureWords, kindMeant, timeWords, toFile, valuesOf, whenOf } from './words.ts';

type Adding = Turn<'filing_add'>;

/** The sender knows what they wrote: so much of it tells that it is that. */
const SHORT = 16;

interface About {
  row: FilingKindRow;
  unitId: number;
  /** of others of the branch, by whoever speaks for it */
  others?: readonly Of[];
}

interface Of {
  person: Person;
  fields: FilingFields;
}

export const fileReport = act<'filing_add', About>({
  permit: {
    actions: ['take_part', 'file_for_branch'],
    asked: (_turn, { row, unitId, others }) =>
      others
        ? others.map(({ person }) => ({ action: 'file_for_branch', on: { unitId: person.branchId! } }))
        : [toFile(row, unitId)],
  },
  async about(turn) {
    const row = kindMeant(turn, turn.intent.filing);
    if ('reply' in row) return row;
    if (row.stopped) return { reply: turn.say('filing.stopped', { name: row.name }) };
    if (turn.intent.filedOf && row.forOthers) return ofOthers(turn, row, turn.intent.filedOf);
    const [other] = turn.intent.filedOf ?? [];
    if (other && other.name !== turn.sender.name)
      return {
        reply: turn.say('filing.own_only', { who: other.name, name: row.name, said: turn.intent.said ?? '' }),
      };
    if (turn.intent.remark !== undefined)
      return { reply: turn.say('filing.one_at_a_time', { name: row.name }) };
    const unit = branchMeant(turn, row);
    return 'reply' in unit ? unit : { row, unitId: unit.id };
  },
  async carryOut(turn, { row, unitId, others }) {
    const { intent, sender, now } = turn;
    const when = whenOf(row, now, intent);
    if (when.isFuture) return turn.say('filing.future', { name: row.name, time: futureWords(turn, when) });
    if (others) return fileForOthers(turn, row, others, when);
    const told = withDay(row, intent.filed ?? {}, when.day);
    const fields = intent.what === 'more' ? await withMore(turn, row, told, unitId, when) : told;
    const lacking = lackingFields(row, fields);
    if (lacking.length > 0) {
      const [first] = lacking;
      const names = lacking.map(({ name }) => name);
      const { choices } = first!;
      const ways = first!.is === 'flag' ? [turn.say('filing.yes').text, turn.say('filing.no').text] : choices;
      const said = { name: row.name, fields: names, example: row.example, field: first!.name, choices: ways };
      const reply = turn.say(ways.length > 0 ? 'filing.choose' : 'filing.lacking', said);
      return askField(turn, { ...intent, field: first!.key }, reply, ways);
    }
    const personId = row.who === 'member' ? sender.id : null;
    const said = intent.said ?? '';
    const unkept = moneyUnkept(row, said);
    const same = { kind: row.key, from: when.day, to: when.day, unitIds: [unitId] };
    const shown = { ...shownOf(turn, row, unitId, when), values: valuesOf(turn, row, fields, SHORT) };
    if (row.replaces) {
      const before = await ofPeriod(turn, row, unitId, when);
      const patch = { fields, said, by: sender.id, day: when.day, changedAt: now };
      if (before && isSame(before.fields, fields)) return turn.say('filing.twice', shown);
      if (before) {
        await changeFiling(turn, before, patch);
        return turn.say('filing.replaced', { ...shown, unkept, before: valuesOf(turn, row, before.fields) });
      }
    } else if (said !== '') {
      const all = await turn.tx.filings(same);
      const twice = all.find((one) => one.said === said && one.by === sender.id && one.personId === personId);
      if (twice) return turn.say('filing.twice', shown);
    }
    const { day, period } = when;
    await addFiling(turn, {
      ...{ kind: row.key, unitId, personId, by: sender.id, day, period, fields, said },
      ...{ at: now, changedAt: now, revision: 1, isGone: false },
    });
    return turn.say('filing.added', { ...shown, unkept });
  },
});

/** 志愿服务2小时 张三 李四: each has the same right as their secretary has over them. */
function ofOthers(
  turn: Adding,
  row: FilingKindRow,
  filedOf: NonNullable<Adding['intent']['filedOf']>,
): About | Ended {
  const others: Of[] = [];
  const unknown: string[] = [];
  for (const { name, filed } of filedOf) {
    const found = resolveName(name, turn.org, homeUnit(turn)?.id);
    if (found.kind === 'one' && found.person.branchId !== null)
      others.push({ person: found.person, fields: filed });
    else unknown.push(name);
  }
  if (unknown.length > 0)
    return { reply: turn.say('filing.not_known', { names: unknown, name: row.name, example: row.example }) };
  const isOwn = turn.intent.self === true && !others.some(({ person }) => person.id === turn.sender.id);
  if (isOwn && turn.sender.branchId !== null)
    others.push({ person: turn.sender, fields: turn.intent.filed ?? {} });
  const [first, ...more] = others;
  // 赵六 writes of himself by his name.
  if (first!.person.id === turn.sender.id && more.length === 0)
    return { row, unitId: first!.person.branchId! };
  return { row, unitId: first!.person.branchId!, others };
}

async function fileForOthers(
  turn: Adding,
  row: FilingKindRow,
  others: readonly Of[],
  when: { day: string; period: string },
): Promise<Reply> {
  const { sender, now, intent } = turn;
  const said = intent.said ?? '';
  const { day, period } = when;
  const same = await turn.tx.filings({ kind: row.key, from: day, to: day });
  const lines: { who: string; values: string[] }[] = [];
  const twice: string[] = [];
  for (const { person, fields: filed } of others) {
    const fields = withDay(row, filed, day);
    const isKnown = same.some((one) => one.personId === person.id && isSame(one.fields, fields));
    if (isKnown) {
      twice.push(person.name);
      continue;
    }
    await addFiling(turn, {
      ...{ kind: row.key, unitId: person.branchId!, personId: person.id, by: sender.id, day, period },
      ...{ fields, said, at: now, changedAt: now, revision: 1, isGone: false },
    });
    lines.push({ who: person.name, values: valuesOf(turn, row, fields, SHORT) });
  }
  return turn.say('filing.added_for', { name: row.name, time: timeWords(turn, when), lines, twice });
}

/** 又收了3个: so many more than were registered for the period. */
async function withMore(
  turn: Adding,
  row: FilingKindRow,
  fields: FilingFields,
  unitId: number,
  when: { day: string },
) {
  const before = await ofPeriod(turn, row, unitId, when);
  const sums = row.fields.filter(({ is, sum }) => is === 'number' && sum);
  const more = sums.flatMap(({ key }) => {
    const [old, now] = [before?.fields[key], fields[key]];
    return typeof old === 'number' && typeof now === 'number' ? [[key, old + now] as const] : [];
  });
  return { ...before?.fields, ...fields, ...Object.fromEntries(more) };
}

/** Of the period it stands for: there is at most one. */
async function ofPeriod(turn: Adding, row: FilingKindRow, unitId: number, when: { day: string }) {
  const { from, to } = filingPeriod(row, when.day)!;
  const personId = row.who === 'member' ? turn.sender.id : undefined;
  const [before] = await turn.tx.filings({ kind: row.key, from, to, unitIds: [unitId], personId });
  return before;
}

function shownOf(turn: Adding, row: FilingKindRow, unitId: number, when: { day: string; period: string }) {
  return {
    name: row.name,
    time: timeWords(turn, when),
    unit: row.who === 'branch' ? turn.org.unit(unitId).name : '',
  };
}

/** 287块5, which no field of the kind takes: said to be left out. */
function moneyUnkept({ fields }: FilingKindRow, said: string): string {
  const money = /\d[\d.]*\s*[万千百]?(?:块|元)(?:\d|[一二三四五六七八九])?/u.exec(said)?.[0] ?? '';
  const isKept = fields.some(
    ({ unit, is, choices }) => unit === '元' || (is === 'text' && choices.length === 0),
  );
  return isKept ? '' : money;
}

/** The same values, in whatever order. */
const isSame = (a: FilingFields, b: FilingFields): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);

const withDay = (row: FilingKindRow, fields: FilingFields, day: string): FilingFields => ({
  ...Object.fromEntries(row.fields.filter(({ is }) => is === 'date').map(({ key }) => [key, day])),
  ...fields,
});

/** The branch it is of: the sender's own, or for a branch the one that is named. */
function branchMeant(turn: Adding, row: FilingKindRow): { id: number } | Ended {
  const { org, sender, intent } = turn;
  if (row.who === 'member' && sender.branchId !== null) return { id: sender.branchId };
  const named = row.who === 'branch' && intent.scope ? unitNamed(turn, intent.scope) : undefined;
  if (named && 'reply' in named) return { reply: named.reply };
  const unit = named?.unit ?? homeUnit(turn);
  if (!unit) return { reply: turn.say('filing.which_branch', { ...row, unit: '' }) };
  const branch = org.branchOf(unit.id);
  // Whoever holds an office above branches registers what they themselves do there.
  if (row.who === 'member') return { id: branch?.id ?? unit.id };
  if (branch) return { id: branch.id };
  const first = org.subtree(unit.id).find(({ kind }) => kind === 'branch');
  return { reply: turn.say('filing.which_branch', { ...row, unit: first?.name ?? '' }) };
}
