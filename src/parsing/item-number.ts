import { SHORT_TYPE_WORDS } from '../domain/activity/types.ts';
import type { Field } from './fields.ts';
import { matches } from './matches.ts';
import type { Span } from './message.ts';
import { readNumber } from './numerals.ts';

const CODE =
  '(?:[A-Za-z]{1,8}[-_]?\\d{2,6}(?:[-_]\\d{1,6}){0,3}|[A-Za-z]{1,8}(?:[-_][A-Za-z]{1,4})?[-_]\\d{1,6}(?:[-_]\\d{1,6}){0,3}|\\d{4}-\\d{1,4}(?![-\\d月])(?:-\\d{1,4})?|[\\u4e00-\\u9fff]{1,4}[〔\\[]\\d{4}[〕\\]]\\d{1,4}号?)';
// Chinese numerals before these are words or counts: 问题一直, 整改三天, 整改八成, 整改百分之六十.
const NOT_AFTER =
  '(?![\\d.]*\\s?(?:%|个(?!问题)|次|天(?![太气冷热下])|月|年|周|日|成|家|处|方面|点|小时|人|名|分|万|元|米|倍|类|季))';
const NOT_AFTER_HAN = `${NOT_AFTER}(?![直些定样般起并旦共下切再律半会])`;
const ONE = `(?:${CODE}|\\d{1,5}${NOT_AFTER}|[一二三四五六七八九十百零廿]{1,5}${NOT_AFTER_HAN})`;
const LINK = '\\s?(?:号|条|项|#)?\\s?(?:[、,，/&]|和|及|与|跟|以及|\\s)\\s?(?:第|问题|整改|事项|#){0,3}\\s?';
const RANGE = '\\s?(?:号|条|项)?(?:-|~|至|到|—)(?:第)?\\s?';
const LIST = `(?<list>${ONE}(?:(?:${LINK}|${RANGE})${ONE}){0,20})`;
const list = (n: number) => LIST.replace('<list>', `<l${n}>`);
const NOUN = '(?:整改事项|整改问题|整改任务|整改|问题|事项|隐患|清单|台账|销号)';

const ITEM = new RegExp(
  [
    `${NOUN}(?:问题|事项|任务|清单|台账|项目?|单){0,3}\\s?(?:编号|序号|号)?\\s?(?:里|中|里面|上|的)?(?:第|#|No\\.?|NO\\.?|no\\.?|№|:|是|为|\\(){0,3}\\s?${list(1)}\\)?\\s?(?:号|条|项|#)?(?!前|之前)${NOUN}?`,
    `(?:第|#)?\\s?(?<![\\d月.-])(?<!\\d:)${list(2)}\\s?(?:号|#|条|项)?\\s?(?:那个|这个|的|那条|那项|这?[两二三四五几]个)?(?<=[号#条项个的\\dA-Za-z一二三四五六七八九十])${NOUN}`,
    `第\\s?${list(3)}\\s?(?:号|条|项|个)(?!议程|议题|路|街|河|船|线|鱼|内容|支部|小组|会议|楼|季|党|学习|措施|规定|要求)`,
    `#\\s?${list(4)}`,
    `(?<![A-Za-z\\d])(?<l5>${CODE})(?![A-Za-z\\d])`,
    `(?<![\\d月.:/号、,-])(?<l6>\\d{1,3}号?(?:[、和,]\\d{1,3}号?){1,10})(?<=号)(?=[^,。\\n]{0,4}(?:完成|办结|整改|销号|搞定|弄好|改好|处理|解决|落实))`,
  ].join('|'),
  'g',
);

export interface Items {
  itemNo?: string;
  /** only 第三条: an ordinal that may belong to something else */
  weak?: boolean;
  spans: Span[];
}

/** Item numbers as written, Chinese ordinals as digits, several joined by a comma. */
export function findItems(s: string, fields: readonly Field[] = []): Items {
  const numbers: string[] = [];
  const spans: Span[] = [];
  const add = (text: string) => {
    for (const n of expand(text)) if (!numbers.includes(n)) numbers.push(n);
  };
  const label = fields.find((f) => f.key === 'item');
  const labelled = label && new RegExp(`^(?:第|#|问题|整改|事项)*\\s?${list(1)}`).exec(label.value);
  if (label && labelled) {
    add(labelled.groups!.l1!);
    return {
      itemNo: numbers.join(','),
      spans: [{ at: label.at, end: s.indexOf(label.value, label.valueAt) + labelled[0].length }],
    };
  }
  if (
    !/整改|问题|事项|隐患|清单|台账|销号|第|#|[A-Za-z][-_\d]|\d号?[、和,]\d{1,3}号[^,。\n、]{0,4}(?:完|办|整|销|搞|弄|改|处理|解决|落实)/.test(
      s,
    )
  )
    return { spans };
  let weak = true;
  for (const m of matches(ITEM, s)) {
    const g = m.groups!;
    const text = g.l1 ?? g.l2 ?? g.l3 ?? g.l4 ?? g.l5 ?? g.l6;
    if (g.l6 !== undefined && MEETING.test(s)) continue;
    if (text === undefined) continue;
    add(text);
    if (g.l3 === undefined) weak = false;
    // 销号 beside the number is said about it: 请给第9条销号.
    const lead = m[0].startsWith('销号') ? 2 : 0;
    const tail = m[0].endsWith('销号') && m[0].length > 2 ? 2 : 0;
    spans.push({ at: m.index + lead, end: m.index + m[0].length - tail });
  }
  return numbers.length > 0 ? { itemNo: numbers.join(','), weak, spans } : { spans };
}

/** Beside one of these 3、8号 are days. */
const MEETING = new RegExp(`${SHORT_TYPE_WORDS.join('|')}|会|党日|活动|学习|签到|请假|评议`);
const PIECE = new RegExp(
  `(?<range>(?:-|~|至|到|—)(?:第)?\\s?)?(?<one>${CODE}|\\d{1,5}|[一二三四五六七八九十百零廿]{1,5})`,
  'g',
);

/** 三、八 → 3, 8; 3至5 → 3, 4, 5; a code stays as written. */
function expand(text: string): string[] {
  const out: string[] = [];
  for (const m of matches(PIECE, text)) {
    const one = m.groups!.one!;
    const n = readNumber(one);
    if (n === undefined) {
      out.push(one);
      continue;
    }
    const previous = Number(out.at(-1));
    if (m.groups!.range !== undefined && n > previous && n - previous <= 30)
      for (let i = previous + 1; i < n; i++) out.push(String(i));
    out.push(String(n));
  }
  return out;
}
