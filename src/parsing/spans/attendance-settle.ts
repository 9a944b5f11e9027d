import type { Attendance } from './attendance.ts';
import type { CueKind } from './attendance-cues.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

/** One figure with what it is said to count; `said`: 23 of 23人到了21. */
export interface Claim {
  kind: CueKind | 'said';
  value: number;
  at: number;
  weight: number;
  vague: boolean;
}

/** The writer takes a figure back. 应该是 does not say so: 来了十八个应该是二十个. */
export const CORRECTS = /更正|改正|纠正|勘误|不对|说错|写错|报错|填错|有误|应为|不不|口误/;
const EXCEPT =
  /除(?:了|去|开)?[^。;\n]{1,60}?(?:(?:以外|之外|外)(?![出地派务聘来])|(?=,?(?:其余|其他|其它|别人|剩下|都|全|均)))/;
const REST = /其他|其余|其它|剩下的|别的人/;
const ABSENT = /缺|没来|没到|未到|没去|请假|未参加|没参加|病假|事假/;
const CLOSE =
  /^(?:[\s,、:()]|共|计|一共|总共|党员|同志|委员|支委|名|都|全|已经?|今天|全体|全部|均|整|合计|总计|人){0,6}$/;

/** Weighs the claims of a text against each other. */
export function settle(
  s: string,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  claims: readonly Claim[],
): Attendance {
  const corrected = CORRECTS.test(s);
  const used: number[] = [];
  const out: Attendance = { used, sure: true };
  const present = strongest(claims, (k) => k === 'present' || k === 'came', corrected);
  const named = strongest(claims, (k) => k === 'expected', corrected);
  const total = strongest(claims, (k) => k === 'said' || k === 'total', false);
  const away = countAway(claims);
  const all = figures.find((f) => f.kind === 'everybody' || f.kind === 'nobody');
  const except = s.includes('除') ? EXCEPT.exec(s) : null;

  let expected = named;
  if (expected === undefined && total !== undefined && total.claim.at !== present?.claim.at) {
    const fits =
      present === undefined
        ? away.value !== undefined || except !== null
        : total.claim.value >= present.claim.value;
    if (fits && (away.value ?? 0) <= total.claim.value) expected = total;
  }
  if (expected) take(out, 'expected', expected);
  if (present) take(out, 'present', present);
  if (away.value !== undefined) {
    out.away = away.value;
    used.push(...away.at);
  }
  if (except !== null) exceptions(s, out, except, figures, people, claims, all);
  else if (all !== undefined) everybody(s, out, all, figures, people, claims);
  if (
    out.expected !== undefined &&
    out.present === undefined &&
    (out.away !== undefined || except !== null || ABSENT.test(s))
  )
    out.derivable = true;
  if (out.expected === undefined && out.present === undefined) out.sure = out.away !== undefined && out.sure;
  else if (
    out.expected !== undefined &&
    out.present !== undefined &&
    out.present > out.expected &&
    !strongPair(named, present)
  )
    out.sure = false;
  out.used = [...new Set(used)].sort((a, b) => a - b);
  return out;
}

interface Choice {
  claim: Claim;
  sure: boolean;
}

const strongPair = (a: Choice | undefined, b: Choice | undefined) =>
  a?.claim.weight === 3 && b?.claim.weight === 3;

function take(out: Attendance, key: 'expected' | 'present', choice: Choice): void {
  if (choice.claim.vague) {
    out.sure = false;
    return;
  }
  out[key] = choice.claim.value;
  out.used.push(choice.claim.at);
  if (!choice.sure) out.sure = false;
}

/** The claim with most weight; of equals the first, or the last where the writer corrects himself. */
function strongest(
  claims: readonly Claim[],
  fits: (kind: Claim['kind']) => boolean,
  corrected: boolean,
): Choice | undefined {
  let best: Claim | undefined;
  let sure = true;
  for (const claim of claims) {
    if (!fits(claim.kind)) continue;
    if (best === undefined || claim.weight > best.weight) {
      best = claim;
      sure = claim.weight >= 1;
    } else if (claim.weight === best.weight && claim.value !== best.value) {
      if (corrected) best = claim;
      else sure = false;
    }
  }
  return best && { claim: best, sure };
}

/** 请假2人,缺席1人 are three; 缺席3人:病假2人,事假1人 are three as well. */
function countAway(claims: readonly Claim[]): { value?: number; at: number[] } {
  const list = claims.filter((c) => c.kind === 'away');
  if (list.length === 0 || list.some((c) => c.vague)) return { at: [] };
  const at = list.map((c) => c.at);
  const sum = list.reduce((n, c) => n + c.value, 0);
  const [first] = list;
  const value = list.length > 1 && sum - first!.value === first!.value ? first!.value : sum;
  return { value, at };
}

/** 除张三、李四外都到了: the only sum done here. */
function exceptions(
  s: string,
  out: Attendance,
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
  if (all === undefined || out.present !== undefined) return;
  const rest = figures.find((f) => f.at >= to && isBeside(s, f, all));
  if (rest?.kind === 'count' && !rest.vague && rest.unit !== 'things') {
    out.present = rest.value;
    out.used.push(rest.at);
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
function everybody(
  s: string,
  out: Attendance,
  all: FigureSpan,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  claims: readonly Claim[],
): void {
  if (REST.test(s) || (out.away ?? 0) > 0) {
    restCame(s, out, all, figures);
    return;
  }
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

/** 请假两人,其余21人都到了 */
function restCame(s: string, out: Attendance, all: FigureSpan, figures: readonly FigureSpan[]): void {
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
