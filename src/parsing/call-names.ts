// 小田请了几次假, 老唐来了没, 唐委员, 秋月: people as those around call them, for a line that is not understood as it stands.
import { COMPOUND_SURNAMES } from './lexicon/surnames.ts';

const COMPOUND = new Set(COMPOUND_SURNAMES);

const surnameOf = (name: string): string =>
  COMPOUND.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1);

/** What people call somebody who know them: 小鹏 and 小王 for 王小鹏, 小伟 and 小王 for 王伟; the surest first. */
export function callNames(name: string): string[] {
  const surname = surnameOf(name);
  const given = name.slice(surname.length);
  if (given === '' || name.includes('·')) return [];
  const familiar = ['小', '老', '阿'].flatMap((lead) => [
    ...(given.length === 1 ? [lead + given] : []),
    lead + surname,
  ]);
  return given.length > 1 ? [given, ...familiar] : familiar;
}

/** Who bears a surname, and who is called so by a part of the name. */
export interface CallIndex {
  readonly names: ReadonlySet<string>;
  readonly bySurname: ReadonlyMap<string, readonly string[]>;
  readonly byGiven: ReadonlyMap<string, readonly string[]>;
}

/** In a larger roster every surname is borne by several. */
const MOST_PEOPLE = 2000;

/** @param people names as the roster has them, once for each who bears it */
export function indexCalls(people: readonly string[]): CallIndex {
  const bySurname = new Map<string, string[]>();
  const byGiven = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, name: string) =>
    map.set(key, [...(map.get(key) ?? []), name]);
  const names = new Set(people.length > MOST_PEOPLE ? [] : people.filter((name) => HAN_NAME.test(name)));
  for (const name of names) {
    const surname = surnameOf(name);
    const given = name.slice(surname.length);
    add(bySurname, surname, name);
    if (given.length > 1 && !OTHER_WORDS.has(given)) add(byGiven, given, name);
  }
  return { names, bySurname, byGiven };
}
const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
/** Given names that are said of other things as well. */
const OTHER_WORDS = new Set(
  '积极 先进 模范 文明 国庆 建军 建党 元旦 重阳 清明 立春 立秋 五一 十一 冬至'.split(' '),
);

const LEAD = /[小老]/u;
/** 老师 and 小组 are no persons, whoever is called 师 or 组. */
const WORDS = /^(?:小[组时结计区学事型微康队]|老[师家人年龄百乡旧是不没去来])/u;
const TITLE =
  /^(?:副?书记|[组纪宣]?[织检传]?委员|小?组长|副?主任|老师|同志|医生|大夫|护士|师傅|支书|会计|村长|校长|大[姐哥爷妈叔婶娘嫂]|姐|哥|叔|婶|嫂|姨|伯|爷|妹|工(?![作会业资程地人]))/u;

/** Somebody as the line calls them, and who of the roster that may be. */
interface Called {
  at: number;
  end: number;
  names: readonly string[];
}

/** Those who are called by a part of their name, in order; whoever is named whole is not among them. */
function callsIn(text: string, { names, bySurname, byGiven }: CallIndex): Called[] {
  const found: Called[] = [];
  for (let i = 0; i < text.length; ) {
    const whole = [4, 3, 2].find((length) => names.has(text.slice(i, i + length)));
    const called = whole === undefined ? calledAt(text, i, bySurname, byGiven) : undefined;
    if (called) found.push(called);
    i = called?.end ?? i + (whole ?? 1);
  }
  return found;
}

function calledAt(
  text: string,
  at: number,
  bySurname: CallIndex['bySurname'],
  byGiven: CallIndex['byGiven'],
): Called | undefined {
  const given = byGiven.get(text.slice(at, at + 2));
  if (given) return { at, end: at + 2, names: given };
  const isLed = LEAD.test(text[at]!) && !WORDS.test(text.slice(at, at + 2));
  const from = isLed ? at + 1 : at;
  for (const length of [2, 1]) {
    const borne = bySurname.get(text.slice(from, from + length));
    if (!borne) continue;
    const title = TITLE.exec(text.slice(from + length))?.[0] ?? '';
    if (isLed || title !== '') return { at, end: from + length + title.length, names: borne };
  }
  return undefined;
}

/** The line with each of them by the whole name, once for each who may be meant; nothing where nobody is called so. */
export function inFull(text: string, index: CallIndex): string[] {
  // 老蒋总见不着人，蒋志刚来了几回: he is named besides.
  const calls = callsIn(text, index).filter(({ names }) => !names.some((name) => text.includes(name)));
  const open = calls.filter(({ names }) => names.length > 1);
  if (calls.length === 0 || open.length > 1 || (open[0]?.names.length ?? 0) > MOST_WAYS) return [];
  const written = (choice: number) => {
    let whole = '';
    let from = 0;
    for (const { at, end, names } of calls) {
      whole += text.slice(from, at) + names[names.length > 1 ? choice : 0];
      from = end;
    }
    return whole + text.slice(from);
  };
  return (open[0]?.names ?? ['']).map((_, choice) => written(choice));
}
/** So many are offered. */
const MOST_WAYS = 4;
