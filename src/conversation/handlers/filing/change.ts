// 刚才那条改成4小时, 民情日记改成…: the sender's own last one is set right.
import { DAY_MS, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import { type FilingFields, type FilingKindRow, filingKindRow } from '../../../domain/filing/kinds.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { saidOfLast } from '../../../parsing/commands/filing.ts';
import { act } from '../../act.ts';
import { changeFiling } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
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
    asked: (_turn, { row, before }) => [toFile(row, before.unitId)],
  },
  async about(turn) {
    const row = kindMeant(turn, turn.intent.filing);
    if ('reply' in row) return row;
    const before = await turn.tx.lastFiling(turn.sender.id, turn.now - CHANGED_MS, row.key);
    return before ? { row, before } : { reply: turn.say('filing.none_to_change', { name: row.name }) };
  },
  async carryOut(turn, { row, before }) {
    const { intent, now } = turn;
    const said = intent.said ?? '';
    const fields = withFigures(row, before.fields, corrected(row, intent.filed ?? {}, said));
    const isTimed = intent.startAt !== undefined || (row.period !== null && intent.period !== undefined);
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
      unit: row.who === 'branch' ? turn.org.unit(before.unitId).name : '',
      values: valuesOf(turn, row, fields, SHORT),
      before: valuesOf(turn, row, before.fields, SHORT),
    });
  },
});

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

/** 刚才那条改成…, right after something was registered: it is of that. */
export async function filingMeant(turn: Turn): Promise<IntentOf<'filing_change'> | undefined> {
  const said = saidOfLast(turn.text);
  if (said === undefined) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const change = last?.changes.find((one) => one.of === 'filing');
  const row = change?.of === 'filing' ? filingKindRow(change.after.kind) : undefined;
  const read = row && readOf(turn, row, said);
  if (!read) return undefined;
  const { filing, filed, period, startAt } = read;
  return {
    ...{ intent: 'filing_change', filing, said },
    ...(filed && { filed }),
    ...(period && { period }),
    ...(startAt !== undefined && { startAt }),
  };
}
