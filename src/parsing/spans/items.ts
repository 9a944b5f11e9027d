import { perTypes, shortTypeWords } from '../../domain/activity/types.ts';
import { itemPrefixes, perKinds } from '../../domain/ledger/kinds.ts';
import { matches } from '../matches.ts';
import { readNumber } from '../numerals.ts';
import { AFTER_SEVERAL, CODE, DONE, LIST, NO_ITEM, NOUN, NUMBER, PLAIN_CODE } from './item-patterns.ts';
import type { Span } from './span.ts';

/** One or several item numbers of the ledger where they stand. */
export interface ItemSpan extends Span {
  /** as stored: Han numerals as digits, a code as written; a range in full */
  numbers: string[];
  /** 第三条 alone, 14 ok了: may be something else */
  weak: boolean;
  /** 3、8号都完成了: weak, but nobody closes two days */
  several: boolean;
  /** 不是12号问题: named only to be denied */
  negated: boolean;
}

/** Beside one of these 3、8号 are days. */
const MEETING = perTypes(() => new RegExp(`${shortTypeWords().join('|')}|会|党日|活动|学习|签到|请假|评议`));
const LABEL = '(?:整改|问题|事项|隐患|清单|台账|销号)?(?:编号|序号|项目号|条目)[是为:=*】|\\s]*';

const itemPattern = (noun: string) =>
  new RegExp(
    [
      // 整改12, 问题清单第4、9项, 整改编号WT-2026-003
      `(?<lead>${noun}(?:问题|事项|任务|清单|台账|督办|项目?|单){0,3}[ \\t]?(?:编号|序号|号)?[ \\t]?(?:里面|里|中|上|的)?(?:第|#|No\\.?|NO\\.?|no\\.?|№|:|是|为|\\(|[ \\t]){0,3})(?<a>${LIST})\\)?\\s?(?<unit>号|条|项|#)?(?!前|之前)(?:${noun})?`,
      // 序号:18, 编号WT-2026-003
      `(?<label>${LABEL}(?:第|#)?)(?<b>${LIST})(?:号|条|项)?`,
      // 12号问题, 3、8号整改, 3至5号隐患
      `(?<!\\d[.:/-])(?<![\\d月之])(?<![一二三四五六七八九十百]|百分)(?<pre>第|#)?\\s?(?<c>${LIST})\\s?(?<of>号|#|条|项)?\\s?(?:那个|这个|的|那条|那项|这[两二三四五六七八九几][个条项]|(?<=[号#条项])[两二三四五六七八九十][个条项]|(?<=${AFTER_SEVERAL})两[条项])?(?<=[号#条项个的\\dA-Za-z])(?:整改)?${noun}`,
      `(?<ord>第\\s?)(?<d>${LIST})\\s?(?:号|条|项|个)(?:(?:那个|这个|的)?[ \\t]?(?:整改)?(?<noun>${noun})|${NO_ITEM})`,
      `(?<hash>#\\s?)(?<e>${LIST})`,
      `(?<![A-Za-z\\d-])(?<f>${PLAIN_CODE})(?![A-Za-z\\d])`,
      // 3、8号都完成了, 12号搞定
      `(?<!\\d[.:/-])(?<![\\d月号、于在到至]|预计|计划|争取|本月|上月|下月)(?<g>${NUMBER}号?(?:(?:[、和,]|(?<=号))${NUMBER}号?){0,10})(?:(?<=号)|(?<=${AFTER_SEVERAL})(?:这?[两二三四五六]|这几)[条项])(?=${DONE})`,
      `(?<=^|[\\n,。;])\\s?(?<h>\\d{1,3})(?=\\s?${DONE}(?:了|$|[\\s,。;!]))`,
      // a table: 序号|问题|进度 and a row that begins with the number
      `(?<head>(?<=^|\\n)\\|?\\s?(?:问题|整改)?(?:序号|编号|序|事项|项)[ \\t|][^\\n\\d]{0,40}(?:问题|整改|进度|进展|时限|延)[^\\n\\d]{0,40}\\n\\|?\\s?)(?<t>${CODE}|\\d{1,5})(?=[ \\t|])`,
      // the row alone, as copied out of the ledger
      '(?<=^|\\n)(?<r>\\d{1,3})(?=\\t[^\\n\\t]{2,60}\\t)',
      // 不是12号问题,是13号
      `(?<=是第?)(?<n>${NUMBER})号(?!${noun})`,
    ].join('|'),
    'g',
  );
/** The four that are always known and those that the config adds, longer ones first. */
const patterns = perKinds(() => {
  const added = itemPrefixes().filter((prefix) => !ITEM_WORD.test(prefix));
  const words = added.toSorted((a, b) => b.length - a.length).join('|');
  const noun = words === '' ? NOUN : `(?:${NOUN}|${words})`;
  return {
    item: itemPattern(noun),
    ledger: words === '' ? LEDGER : new RegExp(`${LEDGER.source}|${words}`),
  };
});
const ITEM_WORD = new RegExp(`^${NOUN}$`);
const LEDGER =
  /整改|问题|事项|隐患|清单|台账|销号|承诺|任务|交办|编号|序号|第|#|[A-Za-z][-_\d]|\d{4}-\d|号[^,。\n]{0,8}(?:完|办|整|销|搞|弄|改|处理|解决|落实|到位|验收|ok|OK|好|成|闭|做|修|装|收尾)|^\d|[\n,。;]\s?\d|[两二三四五六几][条项]/;
/** Nobody numbers an item this far into a message, nor so many of them. */
const READ = 2000;
const MOST = 100;
const LEDGER_WORD = /整改|问题|事项|隐患|清单|台账|销号|编号|序号|办结|进度|进展|完成|延期/;
/** 整改3完成了,说错了,是整改5: what is said before is taken back. */
const TAKEN_BACK = /说错|写错|报错|发错|打错|记错|不对|错了|口误|更正/;
/** 不是12号问题, 而不是; 是不是 asks. */
const NEGATED = /(?<!是)(?:不是|并非|而非|不算|别记(?:成)?|不要记)(?:说|指|我?说?的)?(?:整改|第|#|\s)*$/;
const PIECE = new RegExp(
  `(?<range>(?:-|~|至|到|—)\\s?(?:第|问题|整改)?\\s?)?(?<one>${CODE}|\\d{1,5}|[〇一二三四五六七八九十百零廿卅]{1,5})`,
  'g',
);

/**
 * Item numbers of the ledger, Han ordinals as digits. `taken`: titles, times and other spans already read; a day alone (12号
 * of 12号问题) gives way to an item, everything larger stands.
 */
export function scanItems(text: string, taken: readonly Span[]): ItemSpan[] {
  const s = text.length > READ ? text.slice(0, READ) : text;
  const { item, ledger: hint } = patterns();
  if (!hint.test(s)) return [];
  const busy = taken.length < 2 ? taken : [...taken].sort((a, b) => a.at - b.at);
  const found: ItemSpan[] = [];
  const meeting = MEETING().test(s);
  const ledger = LEDGER_WORD.test(s);
  let next = 0;
  for (const m of matches(item, s)) {
    const g = m.groups!;
    const written = g.a ?? g.b ?? g.c ?? g.d ?? g.e ?? g.f ?? g.g ?? g.h ?? g.r ?? g.n ?? g.t!;
    const instead = (g.g ?? g.n) !== undefined && isInstead(found.at(-1), m.index);
    const bare = !instead && (g.g !== undefined || g.h !== undefined || g.r !== undefined);
    if (found.length === MOST) break;
    // 12号问题预计25号完成: beside an item that is named as one, a bare 25号 is a day.
    if (
      (bare && (meeting || found.some((f) => !f.weak))) ||
      (g.n !== undefined && !instead) ||
      (g.c !== undefined && isCount(g) && IN_ALL.test(s.slice(Math.max(0, m.index - 4), m.index))) ||
      (g.c !== undefined && HAN_ONLY.test(written) && g.of === undefined)
    )
      continue;
    const lead = g.lead ?? g.label ?? g.ord ?? g.hash ?? g.head ?? '';
    const from = m.index + (lead !== '' ? lead.length : Math.max(0, m[0].indexOf(written)));
    while (next < busy.length && busy[next]!.end <= from) next++;
    if (isBlocked(s, busy, next, from, from + written.length)) continue;
    const numbers = expand(written);
    // 任务零进展 counts what was done.
    if (numbers.length === 0 || (written === '零' && s.startsWith('进展', from + 1))) continue;
    // 销号 beside the number is said about it: 请给第9条销号, 销号12.
    const head = g.head !== undefined ? g.head.length : m[0].startsWith('销号') ? 2 : 0;
    const tail = m[0].endsWith('销号') && m[0].length > 2 ? 2 : 0;
    const at = m.index + head + (/^\s/.test(m[0]) ? m[0].length - m[0].trimStart().length : 0);
    const negated = NEGATED.test(s.slice(Math.max(0, at - 10), at));
    const weak =
      bare || (g.ord !== undefined && g.noun === undefined) || isCount(g) || (g.f !== undefined && !ledger);
    takeBack(s, found, at, numbers);
    found.push({
      at,
      end: m.index + m[0].trimEnd().length - tail,
      numbers,
      weak,
      several: bare && numbers.length > 1,
      negated,
    });
  }
  return found;
}

/** Said right behind an item that was denied. */
const isInstead = (last: ItemSpan | undefined, at: number): boolean =>
  last?.negated === true && at - last.end <= 8;

/** 以上三项整改 counts those named before. */
const IN_ALL = /(?:以上|上述|[这那共等另]|其余|其他|剩[余下]|全部)$/;
const HAN_ONLY = /^[\u4e00-\u9fff]+$/;

/** 整改三项, 3条问题: as likely how many as which. */
const isCount = (g: Record<string, string | undefined>): boolean =>
  g.a !== undefined
    ? (g.unit === '条' || g.unit === '项') && !/[第#号№oO是为:(]/.test(g.lead!.slice(2)) && NUMERAL.test(g.a)
    : g.c !== undefined && (g.of === '条' || g.of === '项') && g.pre === undefined && NUMERAL.test(g.c);
const NUMERAL = /^(?:\d+|[\u4e00-\u9fff]+)$/;

function takeBack(s: string, found: ItemSpan[], at: number, numbers: readonly string[]): void {
  const last = found.at(-1);
  if (last === undefined || at - last.end > 40 || numbers.join() === last.numbers.join()) return;
  if (TAKEN_BACK.test(s.slice(last.end, at))) last.negated = true;
}

/** Whether a span already read holds more than the day that the number may be mistaken for. */
function isBlocked(s: string, busy: readonly Span[], next: number, at: number, end: number): boolean {
  for (let i = next; i < busy.length && busy[i]!.at < end; i++) {
    const span = busy[i]!;
    if (span.end <= at) continue;
    if (span.at < at || s.slice(end, span.end).trimStart().length > 1) return true;
  }
  return false;
}

/** 三、八 → 3, 8; 3至5 → 3, 4, 5; a code stays as written. */
function expand(text: string): string[] {
  const out: string[] = [];
  for (const m of matches(PIECE, text)) {
    const one = m.groups!.one!;
    const n = readNumber(one);
    if (n === undefined) {
      if (!out.includes(one)) out.push(one);
      continue;
    }
    const previous = Number(out.at(-1));
    if (m.groups!.range !== undefined && n > previous && n - previous <= 30)
      for (let i = previous + 1; i < n; i++) out.push(String(i));
    if (!out.includes(String(n))) out.push(String(n));
  }
  return out;
}
