import type { Claim } from './attendance.ts';
import { type Cue, type CueKind, isLabelGap, SHOULD_BE } from './attendance-cues.ts';
import { claim, claimByPlace, nameList } from './attendance-places.ts';
import { CORRECTS } from './attendance-settle.ts';
import {
  type Count,
  cueBefore,
  cueBehind,
  isHere,
  leadOf,
  pairBefore,
  partBehind,
  placeOf,
  type Ratio,
  type Scene,
  type Token,
  use,
  weigh,
} from './attendance-tokens.ts';
import type { FigureSpan } from './figure-span.ts';

/** People beside the members, votes, grades: their figures are no attendance. */
const OTHERS =
  /列席|群众|嘉宾|上级|领导(?!班子)|积极分子|志愿者|学生|家属|居民|村民|职工|发展对象|流动党员|预备党员|新党员|非党|旁听|来宾|迟到|早退|票|同意|赞成|反对|弃权|优秀|合格/;
/** 预计40人参加: hoped for, not counted. */
const PLANNED = /(?:预计|计划|打算|拟(?!录)|预定|约请|邀请|准备)[^,。;\n]{0,8}$/;
/** Dictated text has no marks, so that a word further away belongs to something else. */
const NEAR = 10;
const OTHERS_BEHIND = /^(?:党员)?(?:列席|旁听|群众|预备|流动|入党|积极|同意|赞成|反对|弃权|票)/;
/** 有表决权41 beside 应到45 */
const ENTITLED = /^\s?(?:其中)?有(?:选举|表决|发言)?权/;
/** 议题:投票转正:应到45: what stands before the label says nothing of its figure. */
const BEFORE_LABEL = /^[\s\S]*:(?=\s?(?:应|实))/;
const TAKEN_BACK = /(?:不是|并非|而非)\s?$/;
const PART = /其中|里头|里面|包括|包含|含/;
/** 原报21人, 不是33: a figure that holds no more. */
const OLD = /(?:原报|误报|原来|此前|之前|先前|错报|写成|报成|不是|并非|而非|(?<!缘)原)(?:的|是|为|了)*\s?$/;
const NEGATED = /不是\s?$/;
const REPLACES = /^[,\s]?(?:而|应该|应|改)?(?:是|为)\s?$/;
const TWO_GAP = /^[\s、,/和与]{1,3}$/;
/** One part of a sum: 正式党员21名、预备党员2名; 线下38人,线上2人. */
const SUMMAND =
  /^\s?(?:[、和及与+]\s?(?:预备|正式|流动|女|男|线上|线下|现场|视频)|[、,和及与+]?(?:党员|委员|支委|干部)(?:代表)?[\d一二三四五六七八九十])/;
const PLACES = /线下|线上|现场|视频/g;
const CLEAN_AFTER = /^(?:[^\u4e00-\u9fff]|[整吧啊呢]|$)/;
const CLEAN_CUE = /^(?:[会场了的课齐]|[^\u4e00-\u9fff\d]|$)/;
const SUM = /[共合总]/;

/** What the figures of a text are said to count, by the words beside each; figures of others go to `asides`. */
export function claimsOf(scene: Scene, asides: Set<FigureSpan>): Claim[] {
  const claims: Claim[] = [];
  for (let i = 0; i < scene.tokens.length; i++) {
    const figure = scene.tokens[i]!.figure;
    if (figure?.kind === 'count') claimCount(scene, i, figure, claims, asides);
    else if (figure?.kind === 'ratio') claimRatio(scene, i, figure, claims);
  }
  return claims;
}

function claimCount(scene: Scene, i: number, f: Count, claims: Claim[], asides: Set<FigureSpan>): void {
  const lead = leadOf(scene, i);
  if (f.unit === 'things') return;
  if (PLANNED.test(lead)) {
    asides.add(f);
    return;
  }
  const about = lead.replace(BEFORE_LABEL, '').slice(-NEAR);
  if (OTHERS.test(about) || ENTITLED.test(lead) || OTHERS_BEHIND.test(scene.s.slice(f.end, f.end + 6))) {
    asides.add(f);
    // 群众2人参加: the word is theirs.
    if (!isLabelOfNext(scene, i)) use(scene.tokens[i + 1]);
    return;
  }
  if (OLD.test(lead)) replaceOld(scene, i, f, lead, claims);
  else if (!claimPair(scene, i, f, claims) && !claimBehindWord(scene, i, f, lead, claims))
    claimBeforeWord(scene, i, f, lead, claims) || claimTotal(scene, i, f, lead, claims);
}

/** 列席4人实到5人: a cue that touches the next figure is no word of this one. */
function isLabelOfNext({ s, tokens }: Scene, i: number): boolean {
  const cue = tokens[i + 1]?.cue;
  const other = tokens[i + 2]?.figure;
  if (cue === undefined || s.slice(placeOf(tokens[i]!).end, cue.at).search(/[,。;\n]/) >= 0) return true;
  return other !== undefined && isLabelGap(s.slice(cue.end, other.at));
}

/** 应到、实到均为9; 应到、实到:23、21 */
function claimPair(scene: Scene, i: number, f: Count, claims: Claim[]): boolean {
  const pair = pairBefore(scene, i);
  if (pair === undefined) return false;
  const other = scene.tokens[i + 1]?.figure;
  const isTwo =
    other?.kind === 'count' &&
    TWO_GAP.test(scene.s.slice(f.end, other.at)) &&
    cueBehind(scene, i + 1) === undefined;
  // 应到实到 应到13 实到12: words of a heading, each of which comes again with a figure of its own.
  if (!isTwo && comesAgain(scene, i, pair)) return false;
  claims.push(claim(pair[0], f, 3), claim(pair[1], isTwo ? other : f, 3));
  use(scene.tokens[i - 1]);
  use(scene.tokens[i - 2]);
  return true;
}

function comesAgain({ s, tokens }: Scene, i: number, pair: readonly CueKind[]): boolean {
  for (let k = i + 1; k <= i + 2; k++) {
    const cue = tokens[k]?.cue;
    const figure = tokens[k + 1]?.figure;
    if (
      cue &&
      figure &&
      (pair.includes(cue.kind) || isHere(cue.kind)) &&
      isLabelGap(s.slice(cue.end, figure.at))
    )
      return true;
  }
  return false;
}

/** 实到21: true also where the words show that it counts nothing. */
function claimBehindWord(scene: Scene, i: number, f: Count, lead: string, claims: Claim[]): boolean {
  const left = cueBefore(scene, i);
  if (left === undefined || left.cue.kind === 'total') return false;
  // 不是应到35!应到41!
  if (TAKEN_BACK.test(scene.s.slice(Math.max(0, left.cue.at - 3), left.cue.at))) return true;
  // 他也去了俩人都没来: what is denied behind the figure was not said of it before.
  if (left.cue.kind === 'came' && deniedBehind(scene, i)) return false;
  // 扫墓去了 二十个党员去了十七个: the word before belongs to the clause before.
  const right = left.cue.kind === 'came' ? cueBehind(scene, i)?.cue : undefined;
  if (right !== undefined && isHere(right.kind) && isWhole(scene, i, f, right)) return false;
  const strong = !isHere(left.cue.kind) || left.cue.kind === 'present';
  if ((left.cue.bare || !strong) && !isClean(scene, i, f)) return true;
  if (!strong && isPart(scene, i, f, lead)) return true;
  use(left);
  claims.push(claim(left.cue.kind, f, isSummand(scene, f, lead) ? 0.9 : weigh(left.cue)));
  return true;
}

/** 23人到会,里面5人…; 23个里面到了21 is the other way round. */
function isPart({ tokens }: Scene, i: number, f: Count, lead: string): boolean {
  if (!PART.test(lead)) return false;
  const before = tokens[i - 1]?.figure ?? tokens[i - 2]?.figure;
  return !(before?.end === f.at - lead.length && /^(?:党员|委员|同志)?里/.test(lead));
}

const isSummand = ({ s }: Scene, f: Count, lead: string): boolean =>
  SUMMAND.test(s.slice(f.end, f.end + 9)) ||
  (/线下|线上|现场|视频/.test(lead) && new Set(s.match(PLACES)).size > 1);

function deniedBehind(scene: Scene, i: number): boolean {
  const right = cueBehind(scene, i)?.cue;
  const next = scene.tokens[i + 2]?.figure;
  const said = right === undefined ? '' : scene.s.slice(placeOf(scene.tokens[i]!).end, right.end);
  if (right?.kind !== 'away' || !/^[^\s]*[没未不][^\s]+$/.test(said)) return false;
  return next === undefined || !isLabelGap(scene.s.slice(right.end, next.at));
}

/** 21人实到, and 23 of 23人到了21. */
function claimBeforeWord(scene: Scene, i: number, f: Count, lead: string, claims: Claim[]): boolean {
  const right = cueBehind(scene, i);
  const cue = right?.cue ?? partBehind(scene, i, f, lead);
  if (cue !== undefined && belongsToNext(scene, i, f, cue)) return false;
  if (cue === undefined || !takesLeft(scene, f, cue, scene.tokens[i + 2])) return false;
  // The words between two figures belong to the second when it has no others.
  if (isWhole(scene, i, f, cue)) claims.push(claim('said', f, 2));
  else if (right === undefined) return false;
  else if (!isPart(scene, i, f, lead)) {
    use(right);
    claims.push(claim(cue.kind, f, isSummand(scene, f, lead) ? 0.9 : weigh(cue)));
    const whole = cueBefore(scene, i)?.cue;
    // 全体21名党员参加
    if (whole?.kind === 'total')
      claims.push(claim(isHere(cue.kind) && scene.s[whole.at] === '全' ? 'expected' : 'total', f, 1));
  }
  return true;
}

/** (预备2) 实到27, 无故1 应到34: apart from this figure and right before the next. */
function belongsToNext({ s, tokens }: Scene, i: number, f: Count, cue: Cue): boolean {
  const next = tokens[i + 2]?.figure;
  if ((i === 0 && !cue.roll) || next === undefined || cue.bare || !isLabelGap(s.slice(cue.end, next.at)))
    return false;
  const gap = s.slice(f.end, cue.at);
  return gap.includes(')') || (cue.kind === 'expected' && /^\s/.test(gap));
}

function isWhole(scene: Scene, i: number, f: Count, cue: Cue): boolean {
  const other = scene.tokens[i + 2]?.figure;
  if (other?.kind !== 'count' || other.unit === 'things' || other.value > f.value || cue.kind === 'expected')
    return false;
  if (!isLabelGap(scene.s.slice(cue.end, other.at))) return false;
  const own = cueBehind(scene, i + 2)?.cue;
  if (own === undefined) return true;
  // 20人到了 5人请假 has a cue each; 23人到了21缺2 goes on, and so does 五个来了四个差张三.
  const after = scene.tokens[i + 4]?.figure;
  const goesOn =
    scene.s[own.end] === '的' || scene.people.some((p) => p.at >= own.end && p.at - own.end <= 1);
  if (own.kind === 'away' && goesOn) return true;
  return after?.kind === 'count' && isLabelGap(scene.s.slice(own.end, after.at));
}

function claimTotal(scene: Scene, i: number, f: Count, lead: string, claims: Claim[]): void {
  const left = cueBefore(scene, i);
  if (left === undefined || !isClean(scene, i, f)) {
    if ((left === undefined || left.cue.kind === 'total') && nameList(scene, i, f, claims)) return;
    if (left === undefined) claimByPlace(scene, i, f, lead, claims);
    return;
  }
  use(left);
  const word = scene.s.slice(left.cue.at, left.cue.end);
  const last = claims.at(-1);
  if (last !== undefined && SHOULD_BE.test(word) && CORRECTS.test(scene.s))
    claims.push(claim(last.kind, f, last.weight));
  else if (!nameList(scene, i, f, claims)) claims.push(claim('total', f, SUM.test(word) ? 2 : 1));
}

/** Whether a number ends where it seems to: 到3 of 到3楼 does not. */
function isClean({ s, tokens, people }: Scene, i: number, f: Count): boolean {
  if (f.unit === 'people' || CLEAN_AFTER.test(s.slice(f.end, f.end + 1))) return true;
  const next = tokens[i + 1];
  return (next !== undefined && placeOf(next).at === f.end) || people.some((p) => p.at === f.end);
}

function takesLeft({ s }: Scene, f: Count, cue: Cue, after: Token | undefined): boolean {
  if (f.unit !== 'people')
    return weigh(cue) === 3 ? cue.kind !== 'away' : after?.figure !== undefined || !cue.bare;
  if (!cue.bare || CLEAN_CUE.test(s.slice(cue.end, cue.end + 1))) return true;
  return after !== undefined && placeOf(after).at - cue.end <= 2;
}

/** 实到不是33是35: the second figure takes the place of the first. */
function replaceOld({ s, tokens }: Scene, i: number, f: Count, lead: string, claims: Claim[]): void {
  const cue = tokens[i - 1]?.cue;
  const other = tokens[i + 1]?.figure;
  if (cue === undefined || other?.kind !== 'count' || !NEGATED.test(lead)) return;
  const isSaid = isLabelGap(s.slice(cue.end, f.at).replace(NEGATED, ''));
  if (isSaid && REPLACES.test(s.slice(f.end, other.at))) claims.push(claim(cue.kind, other, 4));
}

function claimRatio(scene: Scene, i: number, f: Ratio, claims: Claim[]): void {
  if (/^\s?票/.test(scene.s.slice(f.end, f.end + 2)) || OTHERS.test(leadOf(scene, i).slice(-NEAR))) return;
  const pair = pairBefore(scene, i);
  const single = cueBefore(scene, i)?.cue.kind;
  const add = (expected: number, present: number, weight: number) => {
    claims.push({ kind: 'expected', value: expected, at: f.at, weight, vague: false });
    claims.push({ kind: 'present', value: present, at: f.at, weight, vague: false });
  };
  if (pair) {
    if (pair[0] === 'expected') add(f.left, f.right, 3);
    else add(f.right, f.left, 3);
    use(scene.tokens[i - 1]);
    use(scene.tokens[i - 2]);
  } else if (single === 'away') return;
  else if (single === 'expected') add(f.left, f.right, 2.5);
  // Without a label m/n is 实到/应到; the other way round it can only be meant as 应到/实到, which is worth a question.
  else if (f.left <= f.right) add(f.right, f.left, single === undefined ? 2 : 2.5);
  else add(f.left, f.right, 0.5);
}
