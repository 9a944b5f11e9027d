import type { Claim } from './attendance.ts';
import type { Count, Scene } from './attendance-tokens.ts';

const REST = /(?:其余|其他|其它|剩下|剩)(?:[的嘅]|人|党员|同志|共|有|这|那)*$/;
const FROM_AFAR = /^(?:线上|线下|现场|视频|远程)/;
const OF_US = /(?:支部|小组|组|队|我们|咱们?|俺们|本支部|全)(?:里头?|共有?|现有|有|的)*$/;
const AMONG =
  /^(?:正式)?(?:党员|同志|委员|支委|组员|干部|代表)?(?:里头|里面|里边|里|中|当中|之中|,|(?:就|只有?|光)(?![\d一二三四五六七八九十两]))/;
/** 五个人少了韩湘子 */
const LESS_ONE = /^(?:党员|委员)?(?:就|只|单)?(?:少|缺|差)了?(?!人|的)[\u4e00-\u9fff]{2}/;
/** 28,不是26; 五个人,本该六个 */
const NOT_ANOTHER = /^[,\s]{0,2}(?:不是|并非|而非)\s?[\d一二三四五六七八九十]/;
/** 十二个人站了十个: what they did, and how many of them. */
const DID = /^(?:党员)?(?![病走缺差少死退跑漏忘没除])[\u4e00-\u9fff]了$/;
const NAMES_GAP = /^(?:人员|党员|同志|人)?(?::|的有|有)[^。;\n\d:]{2,160}(?:等|共|一共|共计|计)$/;

/** What a figure is said to count, with the weight of the words. */
export const claim = (kind: Claim['kind'], f: Count, weight: number): Claim => ({
  kind,
  value: f.value,
  at: f.at,
  weight,
  vague: f.vague,
});

/** 其余24个; 我们组十一个人, 31名党员中: no word of coming stands beside, but where the figure stands says it. */
export function claimByPlace({ s, tokens }: Scene, i: number, f: Count, lead: string, claims: Claim[]): void {
  if (f.unit === 'things') return;
  // A sum stands where its first part stood: 线上8人线下20人共28人.
  if (REST.test(lead) || FROM_AFAR.test(s.slice(f.at, f.at + 2))) {
    claims.push(claim('came', f, 1));
    return;
  }
  const next = tokens.slice(i + 1, i + 4).find((t) => t.figure !== undefined)?.figure;
  const isFirst = next?.kind === 'count' && next.value <= f.value && next.unit !== 'things';
  const after = tokens[i + 1]?.cue;
  const isBeforeWhole =
    f.unit === 'people' &&
    after?.kind === 'expected' &&
    /^[,\s]{1,2}[本原]$/.test(s.slice(f.end, after.at + 1));
  // 不是32人,是23人 stands as one figure where the first began.
  if (
    isBeforeWhole ||
    /^(?:不是|并非|而非)/.test(s.slice(f.at, f.at + 2)) ||
    (NOT_ANOTHER.test(s.slice(f.end, f.end + 8)) && !f.vague)
  ) {
    claims.push(claim('came', f, 1));
    return;
  }
  if (f.unit !== 'people') return;
  if (OF_US.test(lead)) claims.push(claim('total', f, 1));
  else if (LESS_ONE.test(s.slice(f.end, f.end + 8)) || (isFirst && AMONG.test(s.slice(f.end, f.end + 8))))
    claims.push(claim('said', f, 1));
  else if (isFirst && next.unit === 'people' && next.value < f.value && DID.test(s.slice(f.end, next.at)))
    claims.push(claim('said', f, 1), claim('came', next, 1));
}
/** 参会人员:张三、李四等12人: the names stand between the label and their number. */
export function nameList({ s, tokens }: Scene, i: number, f: Count, claims: Claim[]): boolean {
  if (f.unit !== 'people') return false;
  for (let k = i - 1; k >= Math.max(0, i - 2); k--) {
    const cue = tokens[k]!.cue;
    if (cue === undefined) return false;
    if (cue.kind === 'total') continue;
    if (!NAMES_GAP.test(s.slice(cue.end, f.at))) return false;
    claims.push(claim(cue.kind, f, 2));
    return true;
  }
  return false;
}
