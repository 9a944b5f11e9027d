// 还有好多天, 审了没, 最近一次进展哪天报的: what is asked of one item, beside the words that it is named by.
import type { Span } from '../spans/span.ts';
import { withoutWhatFor } from './follow-behind.ts';
import { wordsOf } from './lexer.ts';
import { reasonsIn } from './reasons.ts';

/** All of it stands in the story of an item. */
const OF_A_STORY: ReadonlySet<string> = new Set(
  'due daysLeft daysLate overdue soon progress howFar owner leads approver approved returned waiting extended longTerm review stale measure source closed open how howTo when why who which many any last item mine filed filler context'.split(
    ' ',
  ),
);
const SAYS: ReadonlySet<string> = new Set(
  'due daysLeft daysLate overdue soon progress howFar owner leads approver approved returned waiting extended longTerm review stale measure source closed open'.split(
    ' ',
  ),
);
const ASKING: ReadonlySet<string> = new Set(['how', 'when', 'why', 'who', 'which', 'many', 'any']);
const ASKS = /([批审销改交报])没\1|[谁哪几啥咋?？吗]|多少|多久|好久|好多|什么|怎|何|没有?$/u;

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

/** 理由呢, 批了没, 那它什么时候到期: nothing but what is asked of the one item that was told. */
export function asksOfTheOne(line: string): boolean {
  const rest = withoutWhatFor(line).replace(POINTING, '').replace(AS_WRITTEN, '');
  const words = rest.length > SHORT_LINE ? [] : wordsOf(rest, []);
  const has = (of: ReadonlySet<string>) => words.some(({ kinds }) => kinds.some((kind) => of.has(kind)));
  return (
    !OF_ANY.test(rest) &&
    words.every(
      ({ kinds, at, end }) =>
        kinds.some(
          (kind) =>
            OF_ONE.has(kind) || (kind === 'many' && has(COUNTED)) || (kind === 'howTo' && has(MEASURE)),
        ) || WHAT.test(rest.slice(at, end)),
    ) &&
    (has(SAID_OF_ONE) || (has(FILED) && has(DAY))) &&
    (ASKS.test(rest) || /[呢吧么]$/u.test(rest))
  );
}
const SHORT_LINE = 16;
/** 当初定的措施是怎么写的 */
const AS_WRITTEN =
  /[没未](?:有)?[写定填](?!完)|当初|当时|原先|原来|起初|那会儿|(?:定|写|填|登|报)(?:下来?|上)?的|来着/gu;
/** 措施是啥 */
const WHAT = /^(?:(?:都?是|有)?(?:啥|什么)(?:样的?|内容)?|退|退它)$/u;
/** 有人申请延期吗 is of all of them. */
const OF_ANY = /有人|谁的|[有没](?:哪|没有)|^(?:还|都|现在|目前|支部)*有(?!进展)/u;
/** Of one item, and of nothing else that is told in the same breath. */
const POINTING = /^(?:那么?|哦|噢|嗯|[,，\s])*(?:它|[这那][个条项件]|这|那)?(?:的|整改|问题|是)*/u;
const SAID_OF_ONE: ReadonlySet<string> = new Set(
  'due soon daysLeft daysLate progress howFar owner leads approver approved returned waiting extended review measure source why'.split(
    ' ',
  ),
);
const OF_ONE: ReadonlySet<string> = new Set([
  ...SAID_OF_ONE,
  ...'overdue soon closed how when last filed filler context'.split(' '),
]);
/** 什么时候登记的 */
const FILED: ReadonlySet<string> = new Set(['filed']);
const DAY: ReadonlySet<string> = new Set(['when']);
const MEASURE: ReadonlySet<string> = new Set(['measure', 'due']);
const COUNTED: ReadonlySet<string> = new Set(['progress', 'daysLeft']);
