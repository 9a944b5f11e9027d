import { type Context, type Guess, isFree } from './people-context.ts';
import { longWordAt, longWordBefore } from './people-cues.ts';
import { isNever } from './people-given.ts';
import { isHan } from './people-text.ts';
import { isWord } from './people-words.ts';

const BULLET =
  /(?:^|[\n\s,;。、:)】])(?:\(\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?\)|\[\d{1,3}\]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[.、,:)\]]|第\d{1,3}位:|\d{1,3}(?=[ \t]))\s{0,2}[√✅×]?\s{0,2}/g;
const HEADING = /接龙|签到|名单|到会|参会|报名|代签|补签|请假|人员/;
/** Behind these, up to four characters are a name, whatever they are. */
const LABEL =
  /(?:姓名|责任人|主持人?|记录[人员]?|主讲人?|授课人|讲课人|申请人|请假人|补签人|联系人|经办人|负责人|召集人|汇报人|证明人|填报人|签到人|被代签人|Chair|Recorder|Host|Name)\s?[:|\t]\s{0,2}/gi;
const ENDS = /[\s,;。、(|/\-—~√×!]/;
const LABEL_LIKE =
  /[人者由间点题况型限门果料组部班科室处办站局委会员厂村队校院刻期种项表营]$|(?:分行|总工|医师)$|^(?:无|暂无|没有|待定|不详|同上)/;
const NOT_ENTRY =
  /[会议]|接龙|签到|名单|通知|学习|部署|总结|讨论|通报|传达|审核|研究|选举|时间|地点|主题|内容|应到|实到|人数/;

/** What such a run may not be: `any` behind a label, `name` in a list, `word` where even a word is one. */
type Trust = 'label' | 'name' | 'word';

/** Length of the run of two to four characters at `i` that stands alone; 0 when none does. */
function aloneAt(c: Context, i: number, trust: Trust = 'name'): number {
  const { s } = c;
  let end = i;
  let never = false;
  while (end < s.length && end - i < 5 && isHan(s.charCodeAt(end)) && c.taken[end] === 0) {
    never ||= end > i && isNever(s.charCodeAt(end));
    end++;
  }
  const size = end - i;
  if (size < 2 || size > 4 || !(end >= s.length || c.taken[end] !== 0 || ENDS.test(s[end]!))) return 0;
  if (longWordBefore(s, end) || LABEL_LIKE.test(s.slice(i, end))) return 0;
  // 姓名⇥工种, 党费核定: a heading beside a heading, or two words
  const word = size !== 3 && isWord(s.charCodeAt(i), s.charCodeAt(i + 1));
  const isHeading = s[i - 1] === '\t' || s[i - 1] === '|' ? word : size === 4 && (word || never);
  if (trust === 'label') return (never && size < 3) || isHeading ? 0 : size;
  if (never || NOT_ENTRY.test(s.slice(i, end)) || longWordAt(s, i)) return 0;
  return trust === 'name' && word ? 0 : size;
}

/** Names that only their place shows: an entry of a list of names, a neighbour of names, the value of a label. */
export function scanVouched(c: Context): Guess[] {
  const { s, taken } = c;
  const found: Guess[] = [];
  const take = (at: number, end: number, weight: number) => {
    if (!isFree(c, at, end)) return;
    found.push({ at, end, weight });
    taken.fill(2, at, end);
  };
  if (/[:|\t]/.test(s)) LABEL.lastIndex = 0;
  else LABEL.lastIndex = s.length;
  for (let m = LABEL.exec(s); m; m = LABEL.exec(s)) {
    const at = m.index + m[0].length;
    const size = aloneAt(c, at, 'label');
    if (size > 0) take(at, at + size, 0.8);
  }
  entries(c, take);
  neighbours(c, take);
  return found;
}

type Take = (at: number, end: number, weight: number) => void;

function entries(c: Context, take: Take): void {
  const { s, taken } = c;
  if (!/\d|[一二三四五六七八九十][、.)]/.test(s)) return;
  const open: [number, number][] = [];
  let people = 0;
  let count = 0;
  BULLET.lastIndex = 0;
  for (let m = BULLET.exec(s); m; m = BULLET.exec(s)) {
    const at = m.index + m[0].length;
    count++;
    if (taken[at] === 2) people++;
    else {
      const size = aloneAt(c, at, 'word');
      if (size > 0) open.push([at, at + size]);
    }
    // The mark that ends one entry may begin the next.
    BULLET.lastIndex = Math.max(m.index + 1, at - 1);
  }
  if (open.length === 0) return;
  const headed = HEADING.test(s.slice(0, 120)) && count >= 2;
  if (people * 2 < count && !(headed && (people + open.length) * 4 >= count * 3)) return;
  for (const [at, end] of open) {
    const word = end - at !== 3 && isWord(s.charCodeAt(at), s.charCodeAt(at + 1));
    if (!word || people > 1) take(at, end, word ? 0.5 : people > 0 ? 0.8 : 0.55);
  }
}

/** A name, or a name and what is said of it in brackets, ends at `i`. */
function isBehindName({ s, taken }: Context, i: number): boolean {
  if (taken[i - 1] === 2) return true;
  const open = s[i - 1] === ')' ? s.lastIndexOf('(', i) : -1;
  return open > 0 && i - open < 24 && taken[open - 1] === 2;
}

/** 张三、卜算、李四: what stands alone between names is one. */
function neighbours(c: Context, take: Take): void {
  const { s, taken } = c;
  for (let i = 0; i < s.length; i++) {
    if (s[i] !== '、' && s[i] !== '/' && s[i] !== '\n') continue;
    if (isBehindName(c, i) && taken[i + 1] === 0 && i + 1 < s.length) {
      const between = s[i] === '、' && /、/.test(s.slice(i + 3, i + 5));
      const size = aloneAt(c, i + 1, between ? 'word' : 'name');
      if (size > 0 && (s[i] === '、' || taken[i + 2 + size] === 2))
        take(i + 1, i + 1 + size, taken[i + 2 + size] === 2 ? 0.8 : 0.7);
    } else if (s[i] === '、' && taken[i + 1] === 2) {
      let at = i;
      while (i - at < 5 && at > 0 && isHan(s.charCodeAt(at - 1)) && taken[at - 1] === 0) at--;
      if (at < i && taken[at - 1] !== 2 && aloneAt(c, at) === i - at) take(at, i, 0.6);
    }
  }
}
