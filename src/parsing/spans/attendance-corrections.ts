import type { FigureSpan } from './figure-span.ts';

/** Figures as they are meant once corrections and sums are taken together. */
interface SettledFigures {
  figures: readonly FigureSpan[];
  /** what was taken back, parts of a sum, how many were forgotten: they count nothing by themselves */
  asides: ReadonlySet<FigureSpan>;
  /** where a figure was written that now stands in the place of others */
  origin: ReadonlyMap<number, number>;
}

/** 哎, 哦不, 啊错了: how a speaker stops himself. */
const OOPS = '(?:[啊哎哦噢喔呃嗯呀额唉诶,。;!~()\\s-]|不对|不是|不不|不(?=[,不])|错了?|有误|口误|搞混了?)';
const WRONG =
  '(?:[说写报数记看打弄搞填算]错了?|[漏少多][数算记报写签点]了?[\\d一二两三四五六七八九十]{0,3}[个人名位]?)';
const INSTEAD =
  '(?:翻了?|本子|册子|名单|登记本|看|查|再?数了?|更正|改正|纠正|勘误|变更|变|改|调整|应该?|实际|现|其实|准确|正确|数|的|说|报|为|是|成|到|有|才|[→>-])';
/** Between a figure and the one that takes its place: 44 不对 46, 44改为46, 44哎不是46, 44→46. */
const TAKES_PLACE = new RegExp(`^(?:${OOPS}|${INSTEAD}|${WRONG}){0,12}$`);
/** One of these must stand in it: 44、46 and 44是46 take nothing back. */
const SAYS_SO =
  /不对|不不|错|有误|口误|更正|改|纠正|勘误|变更|调整|应为|→|[-=]>|[漏少多][数算记报写签点]|(?:[啊哎哦噢喔呃嗯呀额唉诶],?|,)不是?,|[哎哦噢喔呃唉诶],?不(?:是|,|$)|[哎哦噢唉诶][呀哟]?,?(?:翻|看|查|再?数)/;
const SHOULD = /应该?是/;
const EXPECTED = /应[到出参来]|该[到来]|册/;
/** 不是44 … 是46 */
const DENIED = /(?<!是)(?:不是|并非|而非)\s?$|(?:[打写报数记说看填]成|误[打写报数记说看填]成?)了?$/;
const BUT = /^[,\s]?(?:而|应该?|应当|改|实际?|其实|现)?(?:是|为)\s?$/;
/** Goes with the figure that was taken back: 不是44, 由44. */
const TURNED = /(?:不是|并非|而非|[由从]|我?[打写报数记说看填]成了?)\s?$/;
/** 漏数了2个, 加1为34: so many more than were said. */
const MISSED = /[漏少多][数算记报写签点]了?$|(?<!参)[加减]$/;
const MISSED_ALONE = /^(?:\s?$|[,。;!\s]|为|是|变)/;
const FAR = 26;

const SUM = /(?:共|合计|总计|一共|总共|共计|合起来|加起来)(?:有|是|为|:|\s)?$/;
/** 线上, 正式党员, 男: what a part of a sum is called. */
const PART_WORD =
  /(?:男|女|线上|线下|现场|视频|远程|正式|预备|老|年轻|流动|在职|退休|离退休|农村|机关)(?:党员|同志|的)?[\s:]*$/;
/** 实到数含视频9人,合计52人 */
const OF_THEM = /(?:其中|包括|包含|含)[^,。;\n\d]{0,10}$/;
const MOST_PARTS = 5;
const SENTENCE = /[。;\n]/;
/** In brackets behind a figure: 28人(正式26、预备2). */
const SAYS_MORE = /应|实|到会|请假|缺|未到|没|来|病假|事假|不是|原/;

type Count = FigureSpan & { kind: 'count' };
const isCount = (f: FigureSpan | undefined): f is Count => f?.kind === 'count' && f.unit !== 'things';

/**
 * A figure that corrects another takes its place, and a sum the place of its parts: 应到51实到44哎不是46,
 * 正式18名、预备3名,共21名. Sums are only checked, never made.
 */
export function settleFigures(s: string, figures: readonly FigureSpan[]): SettledFigures {
  if (figures.length < 2) return { figures, asides: new Set(), origin: new Map() };
  const asides = new Set<FigureSpan>();
  const origin = new Map<number, number>();
  const moved = (f: Count, at: number): Count => {
    origin.set(at, f.at);
    return { ...f, at };
  };
  const out: FigureSpan[] = [];
  let bracket = -1;
  for (let i = 0; i < figures.length; i++) {
    const f = figures[i]!;
    if (!isCount(f) || asides.has(f)) {
      if (!asides.has(f)) out.push(f);
      continue;
    }
    const last = out.at(-1);
    if (f.at < bracket) asides.add(f);
    else if (
      MISSED.test(s.slice(Math.max(0, f.at - 4), f.at)) &&
      MISSED_ALONE.test(s.slice(f.end, f.end + 2))
    )
      asides.add(f);
    else if (isCount(last) && replaces(s, last, f)) {
      asides.add(last);
      const lead = TURNED.exec(s.slice(Math.max(0, last.at - 4), last.at))?.[0].length ?? 0;
      out[out.length - 1] = moved(f, last.at - lead);
    } else {
      const at = sumUp(s, out, f, asides);
      out.push(at === undefined ? f : moved(f, at));
    }
    bracket = Math.max(bracket, partsBehind(s, figures, i));
  }
  return { figures: out, asides, origin };
}

function replaces(s: string, old: Count, f: Count): boolean {
  const gap = s.slice(old.end, f.at);
  if (gap.length > FAR) return false;
  if (DENIED.test(s.slice(Math.max(0, old.at - 4), old.at)) && BUT.test(gap)) return true;
  if (!TAKES_PLACE.test(gap)) return false;
  // 来了十八个应该是二十个 may tell who should have come, unless that is told elsewhere.
  return SAYS_SO.test(gap) || (SHOULD.test(gap) && EXPECTED.test(s.slice(0, old.at)));
}

/** 男8女5合计13: the sum stands where its first part stood. */
function sumUp(s: string, out: FigureSpan[], f: Count, asides: Set<FigureSpan>): number | undefined {
  if (!SUM.test(s.slice(Math.max(0, f.at - 5), f.at))) return undefined;
  const last = out.at(-1);
  if (isCount(last) && last.value < f.value && !SENTENCE.test(s.slice(last.end, f.at))) {
    const lead = OF_THEM.exec(s.slice(Math.max(0, last.at - 14), last.at))?.[0];
    if (lead !== undefined) {
      asides.add(last);
      out.pop();
      return last.at - lead.length;
    }
  }
  let sum = 0;
  for (let n = 1; n <= MOST_PARTS; n++) {
    const part = out.at(-n);
    if (!isCount(part) || SENTENCE.test(s.slice(part.end, f.at))) return undefined;
    sum += part.value;
    if (sum > f.value) return undefined;
    if (sum < f.value || n < 2) continue;
    const lead = s.slice(Math.max(0, part.at - 8), part.at);
    const word = PART_WORD.exec(lead)?.[0].length ?? 0;
    for (const p of out.splice(out.length - n, n)) asides.add(p);
    return part.at - word;
  }
  return undefined;
}

/** Where brackets end that only divide the figure before them. */
function partsBehind(s: string, figures: readonly FigureSpan[], i: number): number {
  const { end } = figures[i]!;
  const open = s[end] === '(' ? end : s[end + 1] === '(' ? end + 1 : -1;
  const close = open < 0 ? -1 : s.indexOf(')', open);
  const next = figures[i + 1];
  if (close < 0 || close - open > 40 || next === undefined || next.at > close) return -1;
  return SAYS_MORE.test(s.slice(open, close)) ? -1 : close;
}
