// Where what was decided begins and ends among the other fields of a record.
import type { Span } from '../spans/span.ts';

/** Fields that end a passage of free text: 主持人:, 应到13, 【时间】. */
const FIELD =
  '(?:会议|活动|开会|党员|参会)?(?:主持人?|记录人?|记录员|时间|日期|地点|主题|议题|类型|名称|应到|实到|请假|缺席|未到|列席|主讲人?|参会|到会|出席|表决|投票|备注|内容|纪要|决议|决定)(?:人员|人数|情况|结果|事项|人)?';
/** … with a colon behind them, or in brackets */
const MARKED = new RegExp(
  `(?:^|[\\n。;,、\\s])\\s?(?:[一二三四五六七八九十]{1,2}、)?\\s?【?${FIELD}(?:\\([^()\\n]{0,6}\\))?\\s?[:】]`,
);
/** 主持人张三, 应到13 at the beginning of a line or a sentence */
const BARE = /(?:^|[\n。;\s])\s?(?:主持人|记录人|应到|实到|请假人员|缺席人员)/;
/** Tested on text from before the separator on. */
export const STOPS = new RegExp(`${MARKED.source}|${BARE.source}`);
const EVERY_STOP = new RegExp(STOPS.source, 'g');

/** What is said of those who were there, and decided by nobody. */
export const isAboutPeople = (words: string): boolean => /应到|实到|请假|缺席|到会|参会|出席/.test(words);

/** Where the sentence begins that holds a place. */
export function lineStart(s: string, at: number): number {
  for (let i = at - 1; i >= 0; i--) if ('\n。;'.includes(s[i]!)) return i + 1;
  return 0;
}

/** Where a passage ends that begins at `from`: at the next field, at what is read already, or with the text. */
export function passageEnd(s: string, from: number, taken: readonly Span[]): number {
  EVERY_STOP.lastIndex = from;
  const found = EVERY_STOP.exec(s)?.index ?? s.length;
  const stop = s[found] === '。' ? found + 1 : found;
  const next = taken.filter((t) => t.at >= from).map((t) => t.at);
  return Math.min(stop, ...next);
}
