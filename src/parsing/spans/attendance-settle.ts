import type { Claim, Settled } from './attendance.ts';
import { ABSENT, everybody, exceptions } from './attendance-everybody.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

/** The writer takes a figure back. 应该是 does not say so: 来了十八个应该是二十个. */
export const CORRECTS = /更正|改正|纠正|勘误|不对|说错|写错|报错|填错|有误|应为|不不|口误/;
const EXCEPT =
  /除(?:了|去|开)?[^。;\n]{1,60}?(?:(?:以外|之外|外)(?![出地派务聘来])|(?=,?(?:其余|其他|其它|别人|剩下|都|全|均)))/;
/** 都来,除了张三跟李四 */
const EXCEPT_BEHIND = /除(?:了|去|开)[^。;\n外]{1,60}/g;

/** Weighs the claims of a text against each other. */
export function settle(
  s: string,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  claims: readonly Claim[],
): Settled {
  const corrected = CORRECTS.test(s);
  const used: number[] = [];
  const out: Settled = { used, sure: true };
  const present = strongest(claims, (k) => k === 'present' || k === 'came', corrected);
  const named = strongest(claims, (k) => k === 'expected', corrected);
  const total = strongest(claims, (k) => k === 'said' || k === 'total', false);
  const away = countAway(claims);
  const all = figures.find((f) => f.kind === 'everybody' || f.kind === 'nobody');
  const except = s.includes('除') ? (EXCEPT.exec(s) ?? exceptBehind(s, all)) : null;

  let expected = named;
  if (expected === undefined && total !== undefined && total.claim.at !== present?.claim.at) {
    const fits =
      present === undefined
        ? away.value !== undefined || except !== null || (people.length > 0 && ABSENT.test(s))
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
  if (claims.some((c) => c.vague && c.kind !== 'away')) {
    out.vague = true;
    out.sure = false;
  }
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

function exceptBehind(s: string, all: FigureSpan | undefined): RegExpExecArray | null {
  if (all === undefined) return null;
  EXCEPT_BEHIND.lastIndex = all.end;
  const found = EXCEPT_BEHIND.exec(s);
  return found !== null && found.index - all.end <= 12 ? found : null;
}

interface Choice {
  claim: Claim;
  sure: boolean;
}

const strongPair = (a: Choice | undefined, b: Choice | undefined) =>
  a?.claim.weight === 3 && b?.claim.weight === 3;

function take(out: Settled, key: 'expected' | 'present', choice: Choice): void {
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
