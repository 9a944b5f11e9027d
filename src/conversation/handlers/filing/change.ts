// 刚才那条改成4小时, 民情日记改成…: the sender's own last one is set right.
import { DAY_MS, dateOf, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import { type FilingFields, type FilingKindRow, filingKindRow } from '../../../domain/filing/kinds.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { saidOfLast } from '../../../parsing/commands/filing.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { changeFiling } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
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
  return by === sender.id ? '' : (org.person(personId ?? by)?.name ?? '');
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
  const told = saidOfLast(turn.text);
  if (told === undefined) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const change = last?.changes.find((one) => one.of === 'filing');
  const row = change?.of === 'filing' ? filingKindRow(change.after.kind) : undefined;
  const { field, said } = told;
  if (!row || (field !== undefined && !row.fields.some(({ name }) => name === field))) return undefined;
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
