import type { Claim, Settled } from './attendance.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

const REST = /其他|其余|其它|剩下的|别的/;
const WHOLE = /(?:总共|一共|共有?|全部|合计)$/;
/** Words for being away, wherever they stand. */
export const ABSENT = /缺|没来|没到|未到|没去|请假|未参加|没参加|病假|事假/;
const CLOSE =
  /^(?:[\s,、:!()]|共|计|一共|总共|党员|同志|委员|支委|名|都|全|已经?|今天|全体|全部|均|整|合计|总计|人){0,6}$/;

/** 除张三、李四外都到了: the only sum done here. */
export function exceptions(
  s: string,
  out: Settled,
  except: RegExpExecArray,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  claims: readonly Claim[],
  all: FigureSpan | undefined,
): void {
  const from = except.index;
  const to = from + except[0].length;
  const inside = <T extends Span>(spans: readonly T[]) => spans.filter((x) => x.at >= from && x.end <= to);
  const count = inside(figures).find((f) => f.kind === 'count' && f.unit === 'people' && !f.vague);
  const away = count?.kind === 'count' ? count.value : inside(people).length;
  if (count) out.used.push(count.at);
  if (away > 0) out.away ??= away;
  if (all === undefined) return;
  if (out.present !== undefined) {
    if (away > 0 && REST.test(s)) out.expected ??= out.present + away;
    return;
  }
  const rest = figures.find((f) => f.at >= to && isBeside(s, f, all));
  const behind = rest && figures.find((f) => f.at > rest.at);
  // 其余都来了,四十个党员就三十九: the whole and what is left of it.
  const isWhole =
    rest?.kind === 'count' &&
    rest.at > all.at &&
    (WHOLE.test(s.slice(Math.max(0, rest.at - 4), rest.at)) ||
      (behind?.kind === 'count' && behind.value === rest.value - away));
  if (isWhole) {
    out.expected ??= rest.value;
    out.used.push(rest.at);
  } else if (rest?.kind === 'count' && !rest.vague && rest.unit !== 'things') {
    out.present = rest.value;
    out.used.push(rest.at);
    if (away > 0) out.expected ??= rest.value + away;
    return;
  }
  if (out.expected === undefined) {
    const before =
      claims.length === 0
        ? figures.filter((f) => f.kind === 'count' && f.unit === 'people' && f.end <= from)
        : [];
    const one = before.at(-1);
    if (before.length !== 1 || one?.kind !== 'count' || one.vague) return;
    out.expected = one.value;
    out.used.push(one.at);
  }
  if (away === 0 || away > out.expected) return;
  out.present = out.expected - away;
  out.derivable = true;
}

/** N人全到, 应到N人 全部到齐, 全勤 N人. */
export function everybody(
  s: string,
  out: Settled,
  all: FigureSpan,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  claims: readonly Claim[],
): void {
  if (REST.test(s) || (out.away ?? 0) > 0) {
    restCame(s, out, all, figures);
    return;
  }
  if (all.kind === 'everybody' && isButOne(s, all, people)) {
    butOne(
      out,
      figures.find((f) => isBeside(s, f, all)),
    );
    return;
  }
  if (splitBy(s, out, all, figures)) return;
  // 张三、李四都到了 is said of the two.
  const lead = s.slice(Math.max(0, all.at - 3), all.at);
  if (people.some((p) => p.end === all.at) || /[等俩们](?:人|同志)?$/.test(lead)) return;
  if (out.expected !== undefined || out.present !== undefined) {
    if (out.expected !== undefined) out.present ??= out.expected;
    else if (out.present !== undefined) out.expected = out.present;
    return;
  }
  const beside = figures.find((f) => isBeside(s, f, all)) ?? figures.find((f) => f.at === claims[0]?.at);
  if (beside?.kind !== 'count' || beside.unit === 'things') return;
  if (beside.vague) {
    out.sure = false;
    return;
  }
  out.expected = beside.value;
  out.present = beside.value;
  out.used.push(beside.at);
}

/** 28个都到了,就张三没来: who is away is said behind, so that nobody counts here. */
function isButOne(s: string, all: FigureSpan, people: readonly Span[]): boolean {
  const behind = s.slice(all.end, all.end + 40);
  const away = behind.search(ABSENT);
  return (
    /^[,\s]{0,2}(?:就|只有?|仅|唯独?|惟独?)/.test(behind) &&
    people.some((p) => p.at >= all.end && p.at < all.end + away)
  );
}

function butOne(out: Settled, whole: FigureSpan | undefined): void {
  if (out.expected !== undefined || whole?.kind !== 'count' || whole.vague || whole.unit === 'things') return;
  out.expected = whole.value;
  out.used.push(whole.at);
}

/** 四十个党员到齐三十八: the word for all stands between the whole and the part. */
function splitBy(s: string, out: Settled, all: FigureSpan, figures: readonly FigureSpan[]): boolean {
  const whole = figures.findLast((f) => f.end <= all.at);
  const part = figures.find((f) => f.at >= all.end);
  if (whole?.kind !== 'count' || part?.kind !== 'count' || whole.vague || part.vague) return false;
  if (part.at - all.end > 2 || part.value >= whole.value || !isBeside(s, whole, all)) return false;
  out.expected ??= whole.value;
  out.present ??= part.value;
  out.used.push(whole.at, part.at);
  return true;
}

/** 请假两人,其余21人都到了 */
function restCame(s: string, out: Settled, all: FigureSpan, figures: readonly FigureSpan[]): void {
  const rest = figures.find((f) => f.end <= all.at && isBeside(s, f, all));
  if (out.present !== undefined || rest?.kind !== 'count' || rest.vague || rest.unit === 'things') return;
  if (!/(?:其余|其他|其它|剩下)的?$/.test(s.slice(Math.max(0, rest.at - 4), rest.at))) return;
  out.present = rest.value;
  out.used.push(rest.at);
}

function isBeside(s: string, f: FigureSpan, all: FigureSpan): boolean {
  if (f.kind !== 'count') return false;
  const gap = f.end <= all.at ? s.slice(f.end, all.at) : s.slice(all.end, f.at);
  return gap.length <= 12 && CLOSE.test(gap);
}
