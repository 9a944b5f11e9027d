// 11月呢, 第三支部的, 怎么算的: what asks, or may go on from a figure. It never says yes to an act, and completes none.
import type { IntentName, Understanding } from '../domain/intent.ts';
import { readValues } from '../parsing/values.ts';
import type { Question } from '../ports/store.ts';
import type { Turn } from './turn.ts';

/** Offered, these change nothing: a period or a unit completes them. */
const ONLY_ASK: ReadonlySet<IntentName> = new Set<IntentName>(['query', 'export']);
/** 李四吗, 第一党小组呢 */
const ASKS = /(?:[呢吗么]|[?？])[。.!！?？~\s]*$/u;
/** 上个月的, 第三支部的 */
const OF = /的[。.!！~\s]*$/u;

/** Whether the line is rather a question than the answer to a question of ours that would carry out an act. */
export function stillAsks(
  { awaiting, options, intent }: Question,
  said: Understanding,
  { text, now, reading }: Pick<Turn, 'text' | 'now' | 'reading'>,
): boolean {
  const wouldAct = [...options, ...(intent ? [intent] : [])].some((one) => !ONLY_ASK.has(one.intent));
  if (said.answer !== undefined || !wouldAct) return false;
  if (said.intent.intent === 'query_more') return true;
  if (awaiting !== 'choice') return false;
  const { hasClock, period, isBare, names } = readValues(text, now, reading);
  if (hasClock) return false;
  if (ASKS.test(text) || (period && period.from !== period.to)) return true;
  // 27号的 picks one of several meetings.
  const isDay = period !== undefined && options.length > 1;
  return OF.test(text) && isBare && names.length === 0 && !isDay;
}
