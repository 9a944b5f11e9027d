// 第7项 完成5场, 本月联户12户, 累计完成45户, 完成摸底: what is told of a work whose number, words and measure are known.
import { readNumber } from './numerals.ts';
import { type By, type Found, type KnownWork, literally, placeIn, wordsIn } from './scheme-named.ts';

type YearsAgo = 'this' | 'last' | 'before_last' | 'next';

export interface SchemeTold<W extends KnownWork> {
  /** works it may be of, as named by number, words, node or measure */
  works: readonly W[];
  /** said by its number, and how: 计划7 can be nothing else, 第7项 and 任务7 may be an item */
  by: By;
  /** the number said, where it is said so */
  no?: number;
  /** hundredths of what it is counted in */
  amount?: number;
  /** of the month alone, beside what it holds, or of the year so far */
  how: 'set' | 'add' | 'total';
  /** it sets another right */
  isChange: boolean;
  nodes: readonly string[];
  /** 11 is November */
  month?: number | 'last';
  /** of the month, where it is said */
  year?: number | YearsAgo;
  /** it asks */
  asks?: 'far' | 'missing';
  /** no sure word: about, not yet, to come, of another measure; nothing is taken from it */
  unclear?: 'hedged' | 'denied' | 'measure' | 'several' | 'when';
  /** words beside number and node */
  hasWords: boolean;
}

const DONE =
  /完成|开展|建成|建好|发展|增加|培训|走访|达到|已达|做了|做好|办了|搞了|组织|举办|落实|改造|整治|联系|联户|慰问|报了|新建|结对|帮扶|化解|解决|报(?=\d)/u;
const HEDGED =
  /大概|大约|约(?!请)|左右|可能|预计|估计|争取|打算|准备|计划完成|力争|下个?月|明[天日]|后天|拟(?!定)|将(?:完成|于)|如果|要是|才能/u;
const DENIED = /没有?|未|还差|尚|差(?=\d|一|二|两|三|四|五|六|七|八|九|十)|不到|不足|缺/u;
const NOTHING =
  /零进展|(?:没有?|无|未有)(?:什么|任何|新)?(?:进展|动静|变化)|(?:还|尚)?(?:没有?|未)(?:开展|启动|开始|动(?:工|起来)?)|(?:本月|这个?月|当月)?(?:没有?|未)完成[。!！]?$/u;
/** 一户也没做: none of it. */
const NONE = /(?:一|半)\s*(?:个|\p{Script=Han})?\s*(?:也|都)\s*(?:还)?(?:没|未)/u;
const TOTAL = /累计|总共|至今|到现在|到目前|目前|截[至止]|已达/u;
const MONTH =
  /(?:(?:(?<year>20\d{2})年|(?<ago>今年|本年|去年|上年|前年|明年)度?)的?\s*)?(?:(?<n>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?)|(?<last>上个?月)|(?<now>本月|这个?月|当月)/u;
const AGO: Readonly<Record<string, YearsAgo>> = {
  今年: 'this',
  本年: 'this',
  去年: 'last',
  上年: 'last',
  前年: 'before_last',
  明年: 'next',
};
/** Of another year and of no month: nothing is known of when it was. */
const OTHER_YEAR = /去年|上年|前年|明年|20\d{2}年/u;
const ADD = /又|再|另外|新增了?|今[天日早晚]|昨[天日]|这周|本周/u;
const CHANGE = /改成|改为|更正为?|应该?是|应为|记错|不对|写错/u;
const FAR =
  /做到哪|到哪(?:里|儿|一步)?了|(?:完成|做|办|开展)(?:了|过)?(?:多少|几)|多少(?:了|%)|进度|进展(?:如何|怎么样|情况|呢|$)|怎么样|什么情况|情况$|如何|完成率|差(?:多少|几)|目标|指标|到期|时限|期限|牵头|负责|下一步|报了?(?:多少|几)/u;
const MISSING = /(?:谁|哪些|哪几个|哪个)[^,，。]{0,8}(?:没|未)|零进展(?:的)?(?:有|是)?(?:哪些|谁|几个)/u;
const QUESTION = /[?？吗呢]\s*$|哪|谁|多少|怎么|如何|什么/u;
const CHINESE = '[零一二两三四五六七八九十百千]{1,6}';
/** 家 is said for 户, 名 for 人. */
const ALIKE: Readonly<Record<string, string>> = {
  户: '户|家',
  人: '人|名|位',
  次: '次|回',
  场: '场|次|场次',
  期: '期|次',
  '%': '%|个百分点',
};

/**
 * What a message tells or asks of one of the works; undefined where it speaks of none.
 * @param text as said; names of units are taken out by whoever knows them
 */
export function schemeTold<W extends KnownWork>(
  text: string,
  works: readonly W[],
): SchemeTold<W> | undefined {
  if (text.length > LONGEST || works.length === 0) return undefined;
  const s = text.normalize('NFKC').replace(/％/gu, '%').trim();
  const said = placeIn(s, works) ?? wordsIn(s, works);
  const rest = said?.rest ?? s;
  const timed = rest.replace(MONTH, ' ');
  const isQuestion = QUESTION.test(rest);
  const isFar = FAR.test(rest) && (isQuestion || !(/\d/u.test(rest) || NOTHING.test(rest)));
  const asks = isQuestion && MISSING.test(rest) ? 'missing' : isFar ? 'far' : undefined;
  const found = said ?? nodeIn(timed, works) ?? measureIn(timed, works);
  if (!found || found.works.length === 0) return undefined;
  if (
    found.by !== 'plan' &&
    found.by !== 'place' &&
    found.by !== 'task' &&
    asks !== undefined &&
    found.by !== 'name'
  )
    return undefined;
  if (QUESTION.test(rest) && asks === undefined) return undefined;
  const { month, year } = monthIn(rest);
  const base = {
    works: found.works,
    by: found.by,
    ...(found.no !== undefined && { no: found.no }),
    ...(month !== undefined && { month }),
    ...(year !== undefined && { year }),
  };
  if (asks) return { ...base, how: 'set', isChange: false, nodes: [], asks, hasWords: false };
  const [first] = found.works;
  const isNone = NONE.test(rest);
  const numbers = found.works.map((work) => (isNone ? [] : amountsOf(timed, work.measure)));
  const fitting = found.works.filter((_, i) => numbers[i]!.length === 1);
  const own = fitting.length > 0 ? numbers[found.works.indexOf(fitting[0]!)]! : (numbers[0] ?? []);
  const isZero = own.length === 0 && (isNone || NOTHING.test(rest));
  const nodes = first!.nodes.filter((node) => isDone(timed, node));
  const isChange = CHANGE.test(rest);
  const how = isChange
    ? TOTAL.test(rest)
      ? 'total'
      : 'set'
    : TOTAL.test(rest) || first!.measure === '%'
      ? 'total'
      : ADD.test(rest)
        ? 'add'
        : 'set';
  const hasNumber =
    (first!.measure !== '%' && /百分之|\d%/u.test(timed)) ||
    /\d|[二两三四五六七八九十百]+(?=[户场次人个])/u.test(timed);
  const unclear = HEDGED.test(rest)
    ? 'hedged'
    : OTHER_YEAR.test(timed)
      ? 'when'
      : !isZero && DENIED.test(withoutOtherNodes(rest, first!.nodes, nodes).replace(/没有?问题|不错/gu, ''))
        ? 'denied'
        : own.length > 1
          ? 'several'
          : own.length === 0 && hasNumber && nodes.length === 0 && !isZero && first!.measure !== ''
            ? 'measure'
            : undefined;
  const told = { ...base, works: fitting.length > 0 ? fitting : found.works, how, isChange, nodes } as const;
  const hasWords = timed.replace(/[\d\s,，。.;；:：!！]/gu, '').length > 1;
  if (unclear) return { ...told, unclear, hasWords };
  const amount = isZero ? 0 : own[0];
  // 户 alone, with nothing that says it was done, may be of anything.
  if (
    found.by === 'measure' &&
    !((DONE.test(rest) || TOTAL.test(rest)) && isNothingElse(timed, first!.measure))
  )
    return undefined;
  if (found.by === 'name' && amount === undefined && nodes.length === 0) return undefined;
  return { ...told, hasWords, ...(amount !== undefined && { amount }) };
}
const LONGEST = 120;

/** 摸底搞完了，验收还没: what is said of a node that was not told is nothing of the one that was. */
const withoutOtherNodes = (s: string, all: readonly string[], told: readonly string[]): string =>
  told.length === 0
    ? s
    : all
        .filter((node) => !told.includes(node))
        .reduce(
          (text, node) =>
            text.replace(new RegExp(`${literally(node)}[^,，。]{0,3}(?:没有?|未)[^,，。]{0,4}`, 'u'), ' '),
          s,
        );

const FILLER =
  /我们|咱们|我|本?(?:党?支部|村|社区|单位)|党员|计划|任务|工作|已经?|一?共|都|也|全部|合计|的|了|啦|吧|是|数|情况|报告?|汇报|书记|您好|你好|截[至止]|到|目前|现在|为止/gu;

/** What is counted, that it was done, and nothing more: 12户 of a longer matter are of that. */
const isNothingElse = (s: string, measure: string): boolean =>
  s
    .replace(
      new RegExp(`(?:\\d[\\d.]*|${CHINESE})\\s*(?:个)?(?:${ALIKE[measure] ?? literally(measure)})`, 'gu'),
      '',
    )
    .replace(new RegExp(DONE.source, 'gu'), '')
    .replace(new RegExp(TOTAL.source, 'gu'), '')
    .replace(new RegExp(ADD.source, 'gu'), '')
    .replace(FILLER, '')
    .replace(/[\s,，。.;；:：!！、]/gu, '').length <= 2;

/** 完成摸底, 摸底完成了: of works that have such a node. */
function nodeIn<W extends KnownWork>(s: string, works: readonly W[]): Found<W> | undefined {
  const found = works.filter(({ nodes }) => nodes.some((node) => isDone(s, node)));
  return found.length > 0 ? { works: found, by: 'node', rest: s } : undefined;
}

function isDone(s: string, node: string): boolean {
  const name = literally(node);
  const around = `(?:已经?|都|也|全部|今天|按时|\\s|的|工作|任务|节点)*`;
  return new RegExp(
    `(?:完成|做完|做好|搞完|通过)了?(?:了|\\s|第?[一二三四五六七八九十]?个?节点)*${name}|${name}${around}(?:完成|做完|做好|办完|搞完|弄完|结束|通过|到位|好了)`,
    'u',
  ).test(s);
}

function measureIn<W extends KnownWork>(s: string, works: readonly W[]): Found<W> | undefined {
  const found = works.filter(
    ({ measure }) => measure !== '' && measure !== '%' && amountsOf(s, measure, true).length === 1,
  );
  return found.length > 0 ? { works: found, by: 'measure', rest: s } : undefined;
}

/** Numbers counted in that measure; where none is, one that stands for itself. */
function amountsOf(s: string, measure: string, isStrict = false): number[] {
  if (measure !== '') {
    const own = [
      ...s.matchAll(
        new RegExp(
          `(\\d{1,7}(?:\\.\\d{1,2})?|${CHINESE})\\s*(?:个)?(?:${ALIKE[measure] ?? literally(measure)})`,
          'gu',
        ),
      ),
    ];
    const values = own.flatMap(([, number]) => hundredths(number!));
    if (values.length > 0 || isStrict) return values;
  }
  if (isStrict || measure === '') return [];
  const bare = [
    ...s.matchAll(/(?<![\d.])(\d{1,7}(?:\.\d{1,2})?)(?=\s*(?:了|啦)?\s*(?:$|[,，。;；!！\s]))/gu),
  ];
  return bare.flatMap(([, number]) => hundredths(number!));
}

function hundredths(number: string): number[] {
  const value = /^\d/.test(number) ? Number(number) : readNumber(number);
  return value === undefined ? [] : [Math.round(value * 100)];
}

function monthIn(s: string): { month?: number | 'last'; year?: number | YearsAgo } {
  const groups = MONTH.exec(s)?.groups;
  if (!groups || groups.now) return {};
  if (groups.last) return { month: 'last' };
  const month = readNumber(groups.n!);
  if (month === undefined || month < 1 || month > 12) return {};
  const year = groups.year ? Number(groups.year) : AGO[groups.ago ?? ''];
  return { month, ...(year !== undefined && { year }) };
}
