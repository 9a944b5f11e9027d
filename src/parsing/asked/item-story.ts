// 还有好多天, 审了没, 最近一次进展哪天报的: what is asked of one item, beside the words that it is named by.
import type { Span } from '../spans/span.ts';
import { wordsOf } from './lexer.ts';
import { reasonsIn } from './reasons.ts';

/** All of it stands in the story of an item. */
const OF_A_STORY: ReadonlySet<string> = new Set(
  'due daysLeft daysLate overdue soon progress howFar owner leads approver approved returned waiting extended longTerm review stale measure source closed open how when why who which many any last item filler context'.split(
    ' ',
  ),
);
const SAYS: ReadonlySet<string> = new Set(
  'due daysLeft daysLate overdue soon progress howFar owner leads approver approved returned waiting extended longTerm review stale measure source closed open'.split(
    ' ',
  ),
);
const ASKING: ReadonlySet<string> = new Set(['how', 'when', 'why', 'who', 'which', 'many', 'any']);
const ASKS = /[谁哪几啥咋?？吗]|多少|多久|好久|好多|什么|怎|何|没有?$/u;

/** Whether nothing but that is asked. @param names who is spoken of */
export function asksOfStory(rest: string, names: readonly Span[] = []): boolean {
  const words = wordsOf(rest, names);
  const reasons = reasonsIn(rest, words);
  const asked = words.filter((w) => !reasons.some(({ at, end }) => at <= w.at && w.end <= end));
  return (
    asked.some(({ kind }) => SAYS.has(kind) || ASKING.has(kind)) &&
    asked.every(({ kind }) => OF_A_STORY.has(kind)) &&
    ASKS.test(asked.map(({ at, end }) => rest.slice(at, end)).join(''))
  );
}

/** Whether a line may ask that of an item, which its other words name. */
export function mayAskOfStory(line: string): boolean {
  const words = wordsOf(line, []);
  return words.some(({ kind }) => SAYS.has(kind)) && ASKS.test(line);
}
