// 刚才那条改成4小时, 民情日记改成…: the sender's own last one is set right.
import { DAY_MS, dateOf, MINUTE_MS } from '../../../domain/calendar/time.ts';
import { type Filing, filingPeriod } from '../../../domain/filing/filing.ts';
import { type FilingFields, type FilingKindRow, filingKindRow } from '../../../domain/filing/kinds.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { amendedOfLast, saidOfLast } from '../../../parsing/commands/filing.ts';
import { filingFieldAnswer } from '../../../parsing/filing-fields.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { changeFiling } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';
import { kindMeant, readOf, timeWords, toFile, valuesOf, whenOf } from './words.ts';

/** What was registered longer ago is no longer set right by a word. */
const CHANGED_MS = 31 * DAY_MS;
const LAST_MS = 10 * MINUTE_MS;
/** So short a correction is of a figure, a day or a place, and of no text. */
const SHORT = 14;

interface About {
  row: FilingKindRow;
  before: Filing;
}

export const changeReport = act<'filing_change', About>({
  permit: {
    actions: ['take_part', 'file_for_branch'],
    asked: ({ sender }, { row, before }) => [
      before.by === sender.id
        ? toFile(row, before.unitId)
        : { action: 'file_for_branch', on: { unitId: before.unitId } },
    ],
  },
  async about(turn) {
    const row = kindMeant(turn, turn.intent.filing);
    if ('reply' in row) return row;
    if (turn.intent.names) return ofAnother(turn, row, turn.intent.names[0]!);
    if (turn.intent.what === 'withdraw') return ofThatDay(turn, row);
    if (row.who === 'branch') return ofBranch(turn, row);
    const before = await turn.tx.lastFiling(turn.sender.id, turn.now - CHANGED_MS, row.key);
    return before ? { row, before } : { reply: turn.say('filing.none_to_change', { name: row.name }) };
  },
  async carryOut(turn, { row, before }) {
    const { intent, now } = turn;
    const said = intent.said ?? '';
    const isOther = intent.names !== undefined;
    if (intent.what === 'withdraw') return takeOut(turn, row, before);
    const fields = withFigures(row, before.fields, corrected(row, intent.filed ?? {}, said));
    // Of somebody else's the day says which it is.
    const isTimed =
      (!isOther && intent.startAt !== undefined) || (row.period !== null && intent.period !== undefined);
    const when = isTimed ? whenOf(row, now, intent) : { day: before.day, period: before.period };
    if ('isFuture' in when && when.isFuture)
      return turn.say('filing.future', { name: row.name, time: timeWords(turn, when) });
    const { day, period } = when;
    await changeFiling(turn, before, {
      ...{ fields, day, period, changedAt: now },
      said: `${before.said}\n${said}`,
    });
    return turn.say('filing.changed', {
      name: row.name,
      time: timeWords(turn, when),
      unit: whoseShown(turn, row, before),
      values: valuesOf(turn, row, fields, SHORT),
      before: valuesOf(turn, row, before.fields, SHORT),
    });
  },
});

/** The branch it is of, or the member where somebody else says it. */
const whoseShown = ({ org, sender }: Turn, row: FilingKindRow, { unitId, by, personId }: Filing): string => {
  if (row.who === 'branch') return org.unit(unitId).name;
  return (personId ?? by) === sender.id ? '' : (org.person(personId ?? by)?.name ?? '');
};

/** The last of that person, or the one of the day that is said. */
async function ofAnother(
  turn: Turn<'filing_change'>,
  row: FilingKindRow,
  name: string,
): Promise<About | Ended> {
  const found = resolveName(name, turn.org, homeUnit(turn)?.id);
  if (found.kind !== 'one') return { reply: turn.say('filing.who', { name }) };
  const day = turn.intent.startAt?.slice(0, 10);
  const [from, to] = [day ?? dateOf(turn.now - CHANGED_MS), day ?? dateOf(turn.now)];
  const [before] = await turn.tx.filings({ kind: row.key, from, to, personId: found.person.id });
  return before ? { row, before } : { reply: turn.say('filing.none_of', { name, kind: row.name }) };
}

/** Of the branch named, or the own one: of the period that is said, else the last one of those whom the sender speaks for. */
async function ofBranch(turn: Turn<'filing_change'>, row: FilingKindRow): Promise<About | Ended> {
  const { scope, period } = turn.intent;
  const own =
    scope === undefined
      ? await turn.tx.lastFiling(turn.sender.id, turn.now - CHANGED_MS, row.key)
      : undefined;
  if (own) return { row, before: own };
  const named = scope === undefined ? undefined : unitNamed(turn, scope);
  if (named && 'reply' in named) return { reply: named.reply };
  const unit = named?.unit ?? homeUnit(turn);
  const branch = unit && turn.org.branchOf(unit.id);
  if (!branch) return { reply: turn.say('filing.none_to_change', { name: row.name }) };
  const { from, to } = period ?? { from: dateOf(turn.now - CHANGED_MS), to: dateOf(turn.now) };
  const [before] = await turn.tx.filings({ kind: row.key, from, to, unitIds: [branch.id] });
  return before
    ? { row, before }
    : { reply: turn.say('filing.none_of_branch', { name: row.name, unit: branch.name }) };
}

/** 把昨天的民情日记删了: of one's own, the last of that day or period. */
async function ofThatDay(turn: Turn<'filing_change'>, row: FilingKindRow): Promise<About | Ended> {
  const { startAt, period } = turn.intent;
  const day = startAt?.slice(0, 10);
  const span =
    (row.period === null ? undefined : period && filingPeriod(row, period.from)) ??
    (day === undefined ? period : { from: day, to: day });
  const { from, to } = span ?? { from: dateOf(turn.now - CHANGED_MS), to: dateOf(turn.now) };
  const all = await turn.tx.filings({ kind: row.key, from, to });
  const before = all.find(({ by }) => by === turn.sender.id);
  return before ? { row, before } : { reply: turn.say('filing.none_then', { name: row.name }) };
}

/** It stays in the books, and counts no more. */
async function takeOut(turn: Turn<'filing_change'>, row: FilingKindRow, before: Filing): Promise<Reply> {
  await changeFiling(turn, before, { isGone: true, changedAt: turn.now });
  return turn.say('filing.taken_out', {
    ...{ name: row.name, time: timeWords(turn, before), unit: whoseShown(turn, row, before) },
    values: valuesOf(turn, row, before.fields, SHORT),
  });
}

/** 4小时 sets the figure right and leaves the words as they stand. */
function corrected(row: FilingKindRow, filed: FilingFields, said: string): FilingFields {
  const texts = new Set(row.fields.filter(({ is }) => is === 'text').map(({ key }) => key));
  const others = Object.entries(filed).filter(([key]) => !texts.has(key));
  return others.length > 0 && said.length <= SHORT ? Object.fromEntries(others) : filed;
}

/** The words that tell an old figure tell the new one: 服务3小时. */
function withFigures(row: FilingKindRow, before: FilingFields, after: FilingFields): FilingFields {
  const fields: Record<string, string | number | boolean> = { ...before };
  for (const { key, unit } of row.fields) {
    if (unit === '' || before[key] === undefined || after[key] === undefined) continue;
    for (const { key: text, is } of row.fields)
      if (is === 'text' && typeof fields[text] === 'string')
        fields[text] = fields[text].replaceAll(`${before[key]}${unit}`, `${after[key]}${unit}`);
  }
  return { ...fields, ...after };
}

/** 刚才那条改成…, 接待人数改成…, right after something was registered: it is of that. */
export async function filingMeant(turn: Turn): Promise<IntentOf<'filing_change'> | undefined> {
  const amended = amendedOfLast(turn.text);
  const told = saidOfLast(turn.text);
  if (!told && !amended) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const changes = last?.changes.flatMap((one) => (one.of === 'filing' ? [one.after] : [])) ?? [];
  const [change] = changes;
  const row = change && filingKindRow(change.kind);
  if (!row) return undefined;
  const isOfRow = told && (told.field === undefined || row.fields.some(({ name }) => name === told.field));
  if (!isOfRow) return amended && amendment(turn, row, changes, amended);
  if (amended && told.field === undefined) return amendment(turn, row, changes, amended);
  const { field, said } = told;
  const read = readOf(turn, row, field === undefined ? said : `${field}：${said}`);
  if (!read) return undefined;
  const { filing, filed, period, startAt } = read;
  return {
    ...{ intent: 'filing_change', filing, said },
    ...(filed && { filed }),
    ...(period && { period }),
    ...(startAt !== undefined && { startAt }),
  };
}

/** 不对，是23; 其中赵六是2小时: figures, days and what one says yes or no to; the words stay. */
function amendment(
  turn: Turn,
  row: FilingKindRow,
  changes: readonly Filing[],
  { said, isOfOne, isFigure }: NonNullable<ReturnType<typeof amendedOfLast>>,
): IntentOf<'filing_change'> | undefined {
  const one = changes.find(({ personId }) => {
    const name = personId === null ? undefined : turn.org.person(personId)?.name;
    return name !== undefined && said.includes(name);
  });
  const name = one?.personId == null ? undefined : turn.org.person(one.personId)?.name;
  if (isOfOne !== (name !== undefined) || (changes.length > 1 && !name)) return undefined;
  const told = name === undefined ? said : said.replace(name, '').replace(/^(?:的?是|改成|只有|的)+/u, '');
  const read = readOf(turn, row, told);
  const texts = new Set(row.fields.filter(({ is }) => is === 'text' || is === 'date').map(({ key }) => key));
  const numbers = row.fields.filter(({ is }) => is === 'number');
  const bare = numbers.length === 1 ? filingFieldAnswer(numbers[0]!, told, { names: [] }) : undefined;
  const isBare = bare !== undefined && /^(?:[\d.]+|[零〇一二两俩三四五六七八九十百]+)个?$/u.test(told);
  const filed = {
    ...Object.fromEntries(Object.entries(read?.filed ?? {}).filter(([key]) => !texts.has(key))),
    ...(isBare && { [numbers[0]!.key]: bare }),
  };
  const startAt = isFigure ? undefined : read?.startAt;
  if (isFigure && Object.keys(filed).length === 0) return undefined;
  if (Object.keys(filed).length === 0 && startAt === undefined && !read?.period) return undefined;
  return {
    ...{ intent: 'filing_change', filing: row.key, said: told, filed },
    ...(name !== undefined && { names: [name] }),
    ...(!isFigure && read?.period && { period: read.period }),
    ...(startAt !== undefined && { startAt }),
  };
}
