// 领导要，明天开会要汇报, 我好安排去听一下: why something is asked, which is no part of what is asked.
import type { Span } from '../spans/span.ts';
import type { Word } from './lexer.ts';

const CLAUSE = /[^\s,，。;；:：!！?？]+/gu;
const BREAK = /[\s,，。;；:：!！?？]/u;

/** A clause that says why is made of these. */
const OF_REASON: ReadonlySet<string> = new Set(
  'context filler other meeting hold many all mine office member say'.split(' '),
);

export const clausesOf = (s: string): Span[] =>
  [...s.matchAll(CLAUSE)].map((m) => ({ at: m.index, end: m.index + m[0].length }));

const WHO =
  '(?:\\p{Script=Han}{0,2}(?:书记|主任|镇长|乡长|部长|委员)|领导|上级|上面|上头|上边|县里|镇里|区里|市里|组织部|党建办|党委)(?:那边|那里)?';
const LATELY = '(?:刚刚|刚才|刚|又|今天|今早|早上|上午|下午|昨天|昨晚|前两天|还|在|老|一直|都)*';
const AHEAD =
  '(?:今天|明天|后天|今晚|明早|明晚|下午|上午|晚上|早上|一会儿?|等会儿?|待会儿?|马上|(?:下|这)?(?:周|星期|礼拜)[一二三四五六日天]?|过两天|月底)+';
const SPEAKS = '(?:汇报|通报|述职|发言)';
/** 郑书记刚问我…, 明天开会要汇报…: who wants to know and when, before what is asked in the same breath. */
const ASKERS = new RegExp(
  `^(?:${WHO}${LATELY}(?:问|催|追着问)(?:我们?|咱们?|俺们?|起|到|了|一下)*|` +
    `${WHO}${LATELY}(?:让|叫|喊|安排|要求)(?:我们?|咱们?|俺们?)|` +
    `(?:${WHO}|我们?|咱们?)?${AHEAD}(?:要|得|准备|需要|去)*` +
    `(?:(?:开(?:[党支]?委)?会|例会|党委会|支委会)(?:上|的时候|时)?(?:我|要|得|需要|准备)*(?:${SPEAKS}|[讲说用])|${SPEAKS})(?![什啥哪几的过了人完课稿]))`,
  'u',
);

/** 月底前好补上, 抓紧补: what is to be done about it */
const TO_MEND =
  /[\s,，。]+(?:(?:[今本这]?(?:年|月)|季度)?底之?前?|(?:这|本|下)(?:周|个?月)|抓紧|赶紧|赶快|好|得|要|尽快|我|们|再|都)+(?:给?补(?:上|齐|开|一下|起来)?|安排)[。!！\s]*$/u;

/** …，下午交: by when it is wanted */
const UNTIL = new RegExp(
  `[\\s,，。]+${AHEAD}(?:就|要|得|急)*(?:交|用|报上?去|上会|开会用|要)(?:的|了|呢)*[。!！\\s]*$`,
  'u',
);

function askersIn(s: string): Span[] {
  const found = ASKERS.exec(s);
  const until = UNTIL.exec(s) ?? TO_MEND.exec(s);
  return [
    ...(found && found[0].length < s.trim().length ? [{ at: 0, end: found[0].length }] : []),
    ...(until && until.index > 0 ? [{ at: until.index, end: s.length }] : []),
  ];
}

/** The clauses that only say why it is asked, and the ends of clauses that say what for. */
export function reasonsIn(s: string, words: readonly Word[]): Span[] {
  const clauses = clausesOf(s).filter(({ at, end }) => {
    const within = words.filter((w) => w.at >= at && w.end <= end);
    return within.some((w) => w.kind === 'context') && within.every((w) => OF_REASON.has(w.kind));
  });
  const purposes = words
    .filter((w) => w.kind === 'purpose')
    .map(({ at }) => {
      const length = s.slice(at).search(BREAK);
      return { at, end: length < 0 ? s.length : at + length };
    });
  return [...clauses, ...purposes, ...askersIn(s)];
}
