// 写总结卡住了,上个月党课谁讲的: what is said beside a question, in clauses of their own, is no part of it.
import type { Span } from '../spans/span.ts';
import { asksInClause } from './asks.ts';
import type { Word } from './lexer.ts';
import { clausesOf } from './reasons.ts';
import type { Asked } from './row.ts';

/** An aside is of words that no list has, at least so many characters. */
const LEAST_UNKNOWN = 2;

/** Nobody says these who only tells. */
const CLEARLY =
  /[谁哪啥咋几么]|多少|好多|什么|怎|有没有|是不是|能不能|[?？]|[不没]\s*$|百分之|(?:打|给|列|导|画|出|弄|拉|报)(?:个|张|份|一下)|导出|名单|清单/u;
/** A number tells something. */
const COUNTS = /\d|[一二三四五六七八九十百][一二三四五六七八九十百个名人位]/u;
/** … and so does what may be an act. */
const ACTS = /[代替签]|请.{0,3}假|(?<![好要得])补[报上录]|销号|改[到期成]|取消|安排|登记/u;
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

/** Said of why it is asked, and by whom: 述职要写, 镇上催得紧, 发群里提醒. */
const WHY =
  /^(?:我|俺|咱|你|他们?|老?\p{Script=Han}{0,4})?.{0,10}(?:要用|用得着|要写|要填|要贴|要报|要听|要看|要讲|要问|等着|催|急|提醒|汇报|述职|简报|月报|年报|报表|总结|小结|通报|材料|讲话|核对|核一?下|对接|转过去|发群|发到群|贴|打印|记不清|记不得|忘了|印象|心里有数|有个数|统计|要数|备查|存档|截止|盖章|上交|检查|督查|巡察组|督导|评优|表彰|点名|批评|表扬|拍板|开会用|贴出|填表|念一?遍|说一?声|教我|转给)[^,，]{0,8}$/u;

/**
 * The line without the clauses that only say why it is asked; undefined where it has none, or what is left asks nothing.
 */
export function withoutAsideClauses(asked: Asked): string | undefined {
  const { spans, words } = asked;
  const { s } = spans;
  const named: readonly Span[] = [
    ...spans.units,
    ...spans.types,
    ...spans.items,
    ...spans.people.filter(({ source }) => source === 'roster'),
  ];
  const clauses = clausesOf(s);
  if (clauses.length < 2 || FORM.test(s)) return undefined;
  const left = clauses.filter(({ at, end }) => {
    const text = s.slice(at, end);
    const within = words.filter((w) => at <= w.at && w.end <= end);
    const isWhy = WHY.test(text) && !CLEARLY.test(text);
    const isOther =
      named.some((span) => span.at < end && at < span.end) || (!isWhy && asksInClause(text, within));
    const isKept =
      isOther ||
      COUNTS.test(text) ||
      ACTS.test(text) ||
      within.some(({ kinds }) => NARROWS.some((kind) => kinds.includes(kind)));
    return isKept || !(isWhy || within.length === 0);
  });
  const rest = left.map(({ at, end }) => s.slice(at, end)).join('，');
  return left.length < clauses.length && CLEARLY.test(rest) ? rest : undefined;
}

/**
 * Ways to leave out the first or the last clause, which names nobody and nothing that is kept: what is left may be a question,
 * and then that clause is said not to be understood.
 */
export function withoutAClause({ spans, words }: Asked): { rest: string; left: string }[] {
  const { s } = spans;
  const clauses = clausesOf(s);
  if (clauses.length < 2 || clauses.length > MOST_CLAUSES || FORM.test(s) || DONE.test(s)) return [];
  const named: readonly Span[] = [...spans.units, ...spans.types, ...spans.items, ...spans.people];
  const mayGo = ({ at, end }: Span) => {
    const text = s.slice(at, end);
    const within = words.filter((w) => at <= w.at && w.end <= end);
    const isOf = (span: Span) => span.at < end && at < span.end;
    return (
      !named.some(isOf) &&
      !(spans.times.some(isOf) && !FOR.test(text)) &&
      !COUNTS.test(text) &&
      !ACTS.test(text) &&
      !CLEARLY.test(text) &&
      !within.some(({ kinds }) => NARROWS.some((kind) => kinds.includes(kind)))
    );
  };
  const said = (some: readonly Span[]) => some.map(({ at, end }) => s.slice(at, end)).join('，');
  return [
    { gone: clauses.at(-1)!, kept: clauses.slice(0, -1) },
    { gone: clauses[0]!, kept: clauses.slice(1) },
  ]
    .filter(({ gone, kept }) => gone.end - gone.at >= LEAST_ASIDE && mayGo(gone) && CLEARLY.test(said(kept)))
    .map(({ gone, kept }) => ({ rest: said(kept), left: s.slice(gone.at, gone.end).trim() }));
}
const MOST_CLAUSES = 4;
/** 老汤 is only called so. */
const LEAST_ASIDE = 4;
/** 书记，请假，是不是这样写: something may be told in a clause of its own. */
const DONE =
  /(?:^|[,，\s])(?:我|我要|我们)?(?:请个?假|签到|到了|代签|补签|取消|安排|登记|上报|撤销|收到|推迟|改[到期成])|[换修弄办改]好了(?![吗没])/u;
/** 月底前好补上: what for, and no time that is asked about */
const FOR = /[要好催报交补用填写等]/u;

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
