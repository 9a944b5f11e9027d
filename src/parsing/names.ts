import { OFFICES } from './lexicon/offices.ts';
import { REASON_STARTS } from './lexicon/reasons.ts';
import {
  ALSO_NAMES,
  COMPOUND_SURNAMES,
  NEVER_IN_NAME,
  NOT_NAME_STARTS,
  SURNAMES,
} from './lexicon/surnames.ts';

const surnames = new Set(SURNAMES);
const compound = new Set(COMPOUND_SURNAMES);
const notStarts = new Set(NOT_NAME_STARTS);
const never = new Set(NEVER_IN_NAME);
const alsoNames = new Set(ALSO_NAMES);
const officeSet = new Set(OFFICES);
/** 生病, 出差 …: no given name, though 红 before 生病 is a surname. */
const reasonWords = new Set(REASON_STARTS.filter((word) => word.length === 2));
const isHan = (c: string | undefined) => c !== undefined && c >= '\u4e00' && c <= '\u9fff';
const byLength = (a: string, b: string) => b.length - a.length;
const officeWords = [...OFFICES].sort(byLength).join('|');
const OFFICE = `(?:(?:驻村|驻点|挂职|村|镇|乡|街道|社区|党委|总支|党总支|支部|党支部|小组|本组|我们|咱们?|局|县|区|市){0,3}(?:${officeWords}))`;
const OFFICE_BEFORE = new RegExp(`^(?:${OFFICE}[:\\s]?){1,3}`);
const OFFICE_AFTER = new RegExp(`(?:${OFFICE}){1,2}$`);
const AFTER_DOTTED = [
  ...REASON_STARTS.filter((word) => word.length > 1),
  '请',
  '签到',
  '已',
  '到',
  '报到',
  '补签',
  '主',
  '记录',
  '同志',
  '和',
  '的',
  '在',
  '因',
  '不',
  '没',
].join('|');
const DOTTED = new RegExp(
  `^[\\u4e00-\\u9fff]{1,8}(?:·[\\u4e00-\\u9fff]{1,8}?){1,3}?(?=$|[^\\u4e00-\\u9fff·]|${AFTER_DOTTED})`,
);

const officeFirst = new Set([...OFFICES.map((w) => w[0]), ...'驻挂村镇乡街社党总支小本我咱局县区市']);
const officeLast = new Set(OFFICES.map((w) => w.at(-1)));
/** Length of the offices that begin at `i`; one look at the first character spares most of the work. */
const officeLength = (s: string, i: number): number =>
  officeFirst.has(s[i]!) ? (OFFICE_BEFORE.exec(s.slice(i, i + 24))?.[0].length ?? 0) : 0;

export const OFFICE_SOURCE = OFFICE;

/** 老王, 小李: with the surnames that are common enough not to begin a word. */
const NICKNAME =
  /^[老小][王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖金贾付邹熊秦邱侯尹薛闫段龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔]/;
const NOT_NICKNAME = /小(?:马路|龙虾|何时|金库|田地)|老(?:毛病|马路|田地)|[老小].[们家村镇]/;

/** Lengths a name beginning at `i` can have, likeliest first; empty when none begins here. */
export function nameLengths(s: string, i: number): number[] {
  if (!isHan(s[i])) return [];
  const dotted = s.indexOf('·', i + 1) > 0 ? DOTTED.exec(s.slice(i, i + 40)) : null;
  if (dotted) return [dotted[0].length];
  const two = s.slice(i, i + 2);
  if ((s[i] === '老' || s[i] === '小') && NICKNAME.test(two) && !NOT_NICKNAME.test(s.slice(i, i + 3)))
    return [2];
  if (notStarts.has(two)) return [];
  const given = compound.has(two) ? 2 : surnames.has(s[i]!) ? 1 : 0;
  if (given === 0) return [];
  if (officeSet.has(s.slice(i + given, i + given + 2))) return [];
  const lengths: number[] = [];
  const ok = (k: number) => isHan(s[k]) && !never.has(s[k]!);
  if (ok(i + given)) {
    if (ok(i + given + 1)) lengths.push(given + 2);
    lengths.push(given + 1);
  }
  // 王李欣然: the surnames of both parents.
  if (given === 1 && lengths.length === 2 && surnames.has(s[i + 1]!) && ok(i + 3) && !isHan(s[i + 4]))
    if (!reasonWords.has(s.slice(i + 2, i + 4))) lengths.push(4);
  if (given === 2 && isHan(s[i + 1]) && lengths.length === 0) lengths.push(2);
  return lengths;
}

/** Cheap test: a name, or an office before one, can begin here. */
export const mayBeginName = (s: string, i: number) => nameLengths(s, i).length > 0 || officeLength(s, i) > 0;

/** True when the whole text reads as one name. */
export const isName = (s: string) => nameLengths(s, 0).includes(s.length);

/** Drops offices and 同志 before and after a name. */
export function stripOffice(s: string): string {
  const before = (officeFirst.has(s[0]!) ? s.replace(OFFICE_BEFORE, '') : s).trim();
  const bare = before === '' ? s : before;
  if (!officeLast.has(bare.at(-1)!)) return bare;
  const after = bare.replace(OFFICE_AFTER, '').trim();
  return after.length >= 2 ? after : bare;
}

/** A name where a label says one stands: any two to four characters will do. */
export function labelledName(s: string): string | undefined {
  const bare = stripOffice(s.trim());
  if (isName(bare)) return bare;
  if (DOTTED.exec(bare)?.[0].length === bare.length) return bare;
  if (
    alsoNames.has(bare) ||
    (/^[\u4e00-\u9fff]{2,4}$/.test(bare) &&
      ![...bare].some((c) => never.has(c)) &&
      !notStarts.has(bare.slice(0, 2)))
  )
    return bare;
  return undefined;
}

const SEPARATOR = /[、,;/\s&+]+/;
const LINK = /^(?:和|及|与|跟|同|还有|以及|以|并)/;

/** Every name in a list such as 张三、李四 王五和赵六; undefined when anything else stands among them. */
export function splitNames(list: string): string[] | undefined {
  if (list.length > 2000) return undefined;
  const names: string[] = [];
  for (const part of list.trim().split(SEPARATOR)) {
    if (part === '') continue;
    const run = readRun(part);
    if (run === undefined) return undefined;
    for (const name of run) if (!names.includes(name)) names.push(name);
  }
  return names.length > 0 ? names : undefined;
}

/** 王五和赵六: the shorter name first where its next character links to another name. */
function linkAware(s: string, i: number): number[] {
  const lengths = nameLengths(s, i);
  const longest = lengths[0];
  if (longest === undefined || lengths.length < 2 || !/[和及与跟同]/.test(s[i + longest - 1]!))
    return lengths;
  return nameLengths(s, i + longest).length > 0 ? lengths.slice().reverse() : lengths;
}

/** Names run together, with offices and links between them; memory of dead ends keeps it linear. */
function readRun(part: string): string[] | undefined {
  if (part.length > 120) return undefined;
  const dead = new Set<number>();
  const read = (i: number, first: boolean): string[] | undefined => {
    if (i === part.length) return first ? undefined : [];
    if (dead.has(i)) return undefined;
    let at = i;
    if (!first) at += LINK.exec(part.slice(at, at + 2))?.[0].length ?? 0;
    const office = officeLength(part, at);
    for (const start of office > 0 ? [at + office, at] : at === i ? [at] : [at, i]) {
      for (const length of linkAware(part, start)) {
        if (!first && reasonWords.has(part.slice(start + length - 2, start + length))) continue;
        let end = start + length;
        const title = /^(?:同志们?|老师|书记|主任|组长|委员|等人?)/.exec(part.slice(end, end + 3));
        if (title) end += title[0].length;
        const rest = read(end, false);
        if (rest) return [part.slice(start, start + length), ...rest];
      }
    }
    dead.add(i);
    return undefined;
  };
  return read(0, true);
}

const AFTER_NAME =
  /^(?:$|[^\u4e00-\u9fff]|同志|主持|记录|地点|应到|实到|参加|缺席|请假|学习|在|于|带领|传达|讲|主讲|出席|会议|汇报|负责|作|做|宣读|领学|书记|主任|委员|组长|支书|老师|等|和|、|签到|到|已|代|补|也|授课|上课|时间|主题|议题|内容|召集|因|的)/;

/** The name that begins at `i`, or after an office there. */
export function nameForward(s: string, i: number): string | undefined {
  const office = officeLength(s, i);
  for (const start of office > 0 ? [i + office, i] : [i]) {
    const lengths = nameLengths(s, start);
    const length =
      lengths.find((n) => AFTER_NAME.test(s.slice(start + n, start + n + 2))) ??
      lengths.findLast((n) => n < 4 || compound.has(s.slice(start, start + 2)));
    if (length !== undefined) return s.slice(start, start + length);
  }
  return undefined;
}

/** The name that ends at `end`, an office behind it aside. */
export function nameBackward(s: string, end: number): string | undefined {
  let before = s.slice(Math.max(0, end - 24), end).trimEnd();
  const office = officeLast.has(before.at(-1)!) ? OFFICE_AFTER.exec(before) : null;
  if (office) before = before.slice(0, -office[0].length);
  const dotted = /[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}$/.exec(before);
  if (dotted) return dotted[0];
  for (const length of [4, 3, 2]) {
    const word = before.slice(-length);
    // 组长孙八: the surname 长孙 would cut an office in two.
    if (compound.has(word.slice(0, 2)) && officeSet.has(before.slice(-length - 1, 1 - length))) continue;
    if (word.length === length && isName(word) && !(length === 4 && !compound.has(word.slice(0, 2))))
      return word;
  }
  return undefined;
}
