import { type Context, heldBefore, isLink, leftOf, rightOf } from './people-context.ts';
import { wordBefore } from './people-cues.ts';
import { isHan } from './people-text.ts';
import { isWord } from './people-words.ts';

/** What somebody does, or what is said of somebody, right behind the name. */
const ROLE =
  /^\s{0,2}(?:请假|请个|签到|主持|记录|主讲|报到|打卡|来讲|讲党课|授课|同志|缺席|到$|到[\s,。!~]|已到|到场|到了|人到|没来|未到|没签|没打|没点|没到|忘签|忘了|补签|因(?![此而素果])|[两二三四五六七八俩仨]?(?:[姐兄姊]妹|兄弟|夫[妇妻]|父[子女]|母[子女]|[哥爷姐娘]俩)|出差|生病|住院|外出|让我|托我|也来|也到|也算|也在|在此|在场|倒班|值班|值守|讲(?:[,。!~]|$)|敬上|谨上|呈上|全程|提前来|随队|谈(?:了|过|心|话|好|完)|聊(?:了|过|完))/;
const PROXY =
  /(?:替|帮|代签|补签|代|给|叫|我是|我和|我跟|和|跟|与|及|主持人?|记录人?|主讲人?|[员人者]|姓名|名单|除了?|缺|缺席|未到|收到|签到|请假|同志|书记|老师|叫做|漏签|[事病公]假|公出|出席|就差|就缺|少了)(?:[:,是为有]|的是|——?|…{1,6})?\s{0,2}$/;
/** 把田七也算上: between such a word and what is said of somebody stands a name. */
const HANDLED = /[把让叫喊给被是]$/;
/** 没来的就时光: what calls for who is missing. */
const MISSING = /(?:[来到在]的就|少了|就缺|就差)$/;
const TICKED = /[√×☑✓✗]/;
const NUMBER = /(?:^|[^\d年月])(?:\d{1,3}|[一二三四五六七八九十])[.、,:)\]]\s{0,2}$/;
const BARE_NUMBER = /(?:^|[\s,、;:)】\u4e00-\u9fff])\d{1,2}$/;
/** 缺的是外出进修的和平: who is missing closes the sentence. */
const MISSING_ONE = /(?:缺|差|少|没来|未到|请假)的?(?:就)?是[^,。;\n]{0,12}的$/;
/** 1 方向 组织生活会 */
const FIRST_CELL = /(?:^|\n)#?\d{1,3}[ \t]{1,2}$/;
/** Where a clause or a cell begins. */
const OPENS = /[\s,。、;:!?)】\]|/~—+>]/;
/** Where a cell ends. */
const CLOSES = /[\s,。、;!?([|/~—+√×]/;
/** 第五党小组劳动, 办公室的池鱼: who belongs there. */
const BODY_BEFORE = /(?:组|支部|室|科|处|校|院|局|站|队|厂|村|镇|乡|社|部|公司|中心|车间|班)的?$/;
/** A row of a sheet that is numbered. */
const ROW = /(?:^|\n)\d{1,3}[.、\s][^\n]{0,20}$/;
const ENDING = /^[\s。.!~]*$/;

/**
 * Somebody whose name is a word (高兴, 平安, 马上清) is meant only where a name must stand: how surely, 0 where it is
 * the word. `isKeyword`: it is one that messages turn on (报告, 今天), which opens clauses all day; `isKnownBehind`: a name
 * that is no word begins at a place.
 */
export function inNamePlace(
  c: Context,
  at: number,
  end: number,
  isKeyword: boolean,
  isKnownBehind: (i: number) => boolean,
  isActorBehind: (i: number) => boolean,
): number {
  const { s, taken } = c;
  const next = s[end] ?? '';
  const before = s[at - 1] ?? '';
  // √高山, 杜鹃√, 5于是 6万一
  if (TICKED.test(next) || TICKED.test(before)) return 0.8;
  const head = s.slice(Math.max(0, at - 8), at);
  const tail = s.slice(end, end + 5);
  const right = rightOf(c, end);
  const said = isSaidOf(tail);
  if (right >= 1 && BARE_NUMBER.test(head.slice(-3)) && /^(?:$|[\s,、;(\d])/.test(next)) return 0.7;
  if (said && taken[at - 1] === 0 && HANDLED.test(before)) return 0.8;
  if (right >= 1 && MISSING.test(head)) return 0.8;
  const left = leftOf(c, at);
  const isBeside = at > 1 && isBesideName(c, at);
  // 何有与何用检修装置: who is linked to somebody is somebody, whatever follows
  if (isBeside && (isLink(s, at - 1) || before === '、') && !isWord(s.charCodeAt(end - 1), s.charCodeAt(end)))
    return 0.8;
  if (belongs(c, at, end, head)) return 0.8;
  if (ENDING.test(s.slice(end)) && MISSING_ONE.test(s.slice(Math.max(0, at - 24), at))) return 0.8;
  // 荣誉荣耀两兄弟都来了
  if ((at === 0 || OPENS.test(before)) && isActorBehind(end)) return 0.8;
  if (left < 2 || (right < 1 && !said)) return 0;
  // 布谷3号的会没签到, 滑稽今天请假: at the beginning of a clause, with the day behind
  if (!isKeyword && taken[end] === 1 && (at === 0 || (OPENS.test(before) && isSaidBehind(c, end))))
    return 0.7;
  if (NUMBER.test(head) || said || (FIRST_CELL.test(head) && /[\s(]/.test(next))) return 0.85;
  if (PROXY.test(head) || heldBefore(c, at) !== undefined) return 0.8;
  if (isWord(s.charCodeAt(at - 1), s.charCodeAt(at))) return 0;
  if (!isKeyword && right >= 1.5 && taken[at - 1] === 0 && wordBefore(s, at) === 2) return 0.8;
  if (isBeside) return 0.8;
  const opens = at === 0 || OPENS.test(before);
  if (!isKeyword && right === 2 && taken[end] === 0 && isHan(s.charCodeAt(end)) && opens) return 0.7;
  if ((isLink(s, end) || next === ' ') && isKnownBehind(end + 1)) return 0.7;
  return alone(c, at, end, isKeyword);
}

/** Says what somebody does, or why they are away. */
export const isSaidOf = (tail: string): boolean => ROLE.test(tail);

/** Somebody is named right before, with one mark, blank or link between. */
function isBesideName({ s, taken }: Context, at: number): boolean {
  if (!/[、,;/|\s和及与跟]/.test(s[at - 1] ?? '')) return false;
  return taken[at - 2] === 2 || taken[at - 3] === 2 || s[at - 2] === ')';
}

/** 第五党小组劳动,到 and 是办公室的池鱼。: behind the body somebody belongs to, and nothing more. */
function belongs({ s, taken }: Context, at: number, end: number, head: string): boolean {
  const isUnit = at > 0 && (taken[at - 1] === 1 || (s[at - 1] === '的' && taken[at - 2] === 1));
  if (!isUnit && !BODY_BEFORE.test(head)) return false;
  const rest = s.slice(end, end + 8);
  if (s[at - 1] === '的') return ENDING.test(rest) || /^,/.test(rest);
  return (
    (isUnit && /组|支部|委|总支/.test(s[at - 1]!) && ROLE.test(rest)) ||
    /^,?到[\s,。!]?$|^,到[,。]/.test(rest)
  );
}

/** Behind the day, which is read already, something is said of somebody: 24号到不了, 今天请假. */
function isSaidBehind(c: Context, end: number): boolean {
  let k = end;
  while (c.taken[k] === 1 && k - end < 12) k++;
  while (c.s[k] === ' ' || c.s[k] === '的') k++;
  return k < c.s.length && c.taken[k] === 0 && isHan(c.s.charCodeAt(k)) && rightOf(c, k) >= 1.5;
}

/** A cell, an entry or a signature of its own. */
function alone({ s, taken }: Context, at: number, end: number, isKeyword: boolean): number {
  const next = s[end] ?? '';
  const before = s[at - 1] ?? '\n';
  // 庄稼:明早请假
  if (next === ':' && !isKeyword && (at === 0 || before === '\n')) return 0.7;
  if (next !== '' && !CLOSES.test(next)) return next === ')' ? 0.6 : 0;
  if (next === '、' || before === '、') return 0.8;
  const isLast = ENDING.test(s.slice(end, end + 6)) && end + 6 >= s.trimEnd().length;
  if (isLast) return at === 0 ? 0.5 : OPENS.test(before) || taken[at - 1] === 1 ? 0.7 : 0;
  // 易水,下周三我在外省
  if (at === 0 && next === ',' && !isKeyword) return 0.65;
  const isCell = /^[ ]{0,2}[\n|\t/]/.test(s.slice(end, end + 3)) || /^[ ]{2}/.test(s.slice(end, end + 2));
  // 1 实验中心 年高
  if (isCell && before === ' ' && ROW.test(s.slice(Math.max(0, at - 24), at))) return 0.7;
  if (isCell && /[\n|\t/:][ ]{0,2}$|[ ]{2}$|^$/.test(s.slice(Math.max(0, at - 3), at))) return 0.7;
  return next === '(' ? 0.6 : 0;
}
