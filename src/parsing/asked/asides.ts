// 写总结卡住了,上个月党课谁讲的: what is said beside a question, in clauses of their own, is no part of it.
import { asksInClause } from './asks.ts';
import type { Word } from './lexer.ts';
import { clausesOf } from './reasons.ts';
import type { Asked } from './row.ts';

/** An aside is of words that no list has, at least so many characters. */
const LEAST_UNKNOWN = 2;

/** Nobody says these who only tells. */
const CLEARLY =
  /[谁哪啥咋几么]|多少|好多|什么|怎|有没有|是不是|能不能|[?？]|[不没]\s*$|(?:打|给|列|导|画|出|弄)(?:个|张|份)/u;
/** A number tells something. */
const COUNTS = /\d|[一二三四五六七八九十百][一二三四五六七八九十百个名人位]/u;
/** … and so does what may be an act. */
const ACTS = /[代替签]|请.{0,3}假|补[报上录]|销号|改[到期成]|取消|安排|登记/u;
/** Whom or what it leaves out is part of what it asks: 夜班的除外. */
const NARROWS: readonly Word['kind'][] = ['without', 'less', 'only', 'narrows', 'butMobile'];
const FORM = /[:：]/u;

/** The question without the clauses that ask nothing and are strange; undefined where there is none, or nothing is left. */
export function withoutAsides<T extends Asked>(asked: T): T | undefined {
  const { spans, words } = asked;
  const clauses = clausesOf(spans.s).map(({ at, end }) => {
    const within = words.filter((w) => at <= w.at && w.end <= end);
    const unknown = within.filter(({ kind }) => kind === 'other');
    const strange = unknown.reduce((sum, w) => sum + w.end - w.at, 0);
    const text = spans.s.slice(at, end);
    return {
      within,
      text,
      isAside:
        strange >= LEAST_UNKNOWN &&
        !within.some(({ kinds }) => NARROWS.some((kind) => kinds.includes(kind))) &&
        !COUNTS.test(text) &&
        !ACTS.test(text) &&
        !asksInClause(text, within),
    };
  });
  const asides = clauses.filter(({ isAside }) => isAside);
  const isAsked = clauses.some(({ text, isAside }) => !isAside && CLEARLY.test(text));
  if (asides.length === 0 || !isAsked || FORM.test(spans.s)) return undefined;
  const left = words.filter((word) => !asides.some(({ within }) => within.includes(word)));
  return left.length > 0 ? narrowed(asked, left) : undefined;
}

/** The same line, as if it had these words alone; whom it names and when, it names still. */
function narrowed<T extends Asked>(asked: T, words: Asked['words']): T {
  const gone = new Set(
    asked.words.filter((word) => !words.includes(word)).flatMap(({ kinds }) => kinds as readonly string[]),
  );
  const kept = new Set(words.flatMap(({ kinds }) => kinds as readonly string[]));
  const { s } = asked.spans;
  return {
    ...asked,
    words,
    has: (part) => (kept.has(part) || !gone.has(part)) && asked.has(part),
    said: (kind) => words.filter((w) => w.kinds.includes(kind)).map(({ at, end }) => s.slice(at, end)),
  };
}
