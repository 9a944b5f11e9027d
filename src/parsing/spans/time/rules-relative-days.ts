import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { DayWords, Link, PartOfDay } from './time-span.ts';
import { MEETING, num } from './words.ts';

// Days named by others: by today, by the day said before, by how many there are.

/** 11 to 31 in characters, or in figures, side by side. */
const BARE = '(?:[二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[12]\\d|3[01])';
/** 那天, 当日 before a part of the day or a clock. */
const OF_DAY =
  '(?=[的\\s]?(?:上午|下午|晚|早|中午|凌晨|夜里|傍晚|后晌|头晌|[下上]昼|\\d{1,2}\\s?[:点时]|[一二两三四五六七八九十]{1,3}点))';

/** 十四十五两天, 十八、十九、二十，三天, 二十三到二十五请假: days without 号, told by what stands behind. */
function bareDays(g: Groups): Reading | undefined {
  const list = [...g.list!.matchAll(new RegExp(BARE, 'g'))].map((m) => num(m[0]));
  if (!list.every((n, i) => n >= 1 && n <= 31 && (i === 0 || n > list[i - 1]!))) return undefined;
  if (g.c !== undefined && num(g.c) !== list.length) return undefined;
  const link: Link = g.c === undefined ? 'to' : 'and';
  return {
    sort: 'days',
    form: 'number',
    days: list.map((day) => ({ kind: 'day', day })),
    links: list.slice(1).map(() => link),
  };
}

/** 昨党课, 明支委会: a day of one character, where a word for a meeting follows; 明 and 今 end other words (说明, 如今). */
const HURRIED = '(?<=^|[^一-鿿]|[假签知排报消改])';

const OFFSET: Readonly<Record<string, number>> = {
  听: 1,
  琴: -1,
  寻: -1,
  噚: -1,
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  明: 1,
  后: 2,
  大后: 3,
};
const PARTS: readonly (readonly [RegExp, PartOfDay])[] = [
  [/[晚夜黑]/, '晚上'],
  [/早|晨|朝/, '早上'],
  [/上午|上昼|头晌/, '上午'],
  [/中午/, '中午'],
  [/下午|下昼|后晌/, '下午'],
];

function relative(g: Groups, today: DateText): Reading {
  const first = OFFSET[g.r!]!;
  const part = PARTS.find(([word]) => word.test(g.u ?? ''))?.[1];
  const fixed = (n: number): DayWords => ({ kind: 'fixed', date: addDays(today, n) });
  return { sort: 'days', form: 'relative', days: [fixed(first)], part };
}

function together(words: string, today: DateText): Reading {
  const offsets = [...words.replace(/[^前昨今明后]/g, '')].map((c) => OFFSET[c]!).sort((a, b) => a - b);
  const list = offsets.map((n): DayWords => ({ kind: 'fixed', date: addDays(today, n) }));
  return { sort: 'days', form: 'relative', days: list, links: list.slice(1).map((): Link => 'and') };
}

export const RELATIVE_DAY_RULES: readonly Rule[] = [
  rule(
    '十二三廿卅123',
    `(?<![\\d第./#.年月一二三四五六七八九十百-])(?:(?<list>${BARE}(?:[、,和到至-]?${BARE}){1,3})[、,]?这?(?<c>[两二三四])[天日](?![后前内])|(?<list2>${BARE}[到至-]${BARE})(?=[,\\s]?(?:请假|出差|外出|住院|不在)))`,
    (g) => bareDays({ ...g, list: g.list ?? g.list2 }),
  ),
  // 二十九的组织生活会, 廿九夜里: a day without 号 where the text or a part of it begins
  rule(
    '十二三廿卅',
    `(?<![^\\s,。;:!(])(?<list>(?!十(?![一二三四五六七八九])|\\d)${BARE})(?=(?:那天)?的(?:那[个次场])?${MEETING}|(?:那天)?(?:早上|上午|中午|下午|晚上|夜里|晚)(?!\\s?[\\d一二三四五六七八九十]{1,3}[人个名位]))`,
    (g) => bareDays({ list: g.list }),
  ),
  rule(
    '当同那',
    `(?<![正相适应])(?:当|那)(?:天|日)${OF_DAY}|同[天日]${OF_DAY}|当晚`,
    (_, __, s, _at, end) => ({
      sort: 'days',
      form: 'relative',
      days: [{ kind: 'impossible' }],
      unread: true,
      fromNamed: 0,
      part: s[end - 1] === '晚' ? '晚上' : undefined,
    }),
  ),
  rule(
    '听琴寻噚',
    // Cantonese: 听日, 琴晚, 寻日
    '(?<r>听|琴|寻|噚)(?<u>日|晚|朝|夜)',
    (g, { today }) => relative({ ...g, u: g.u === '日' ? '' : g.u?.replace('朝', '早') }, today),
  ),
  rule(
    '大前昨今明后',
    '(?<![提目之以今])(?<r>大前|大后|前|昨|今|明|后)(?:(?<u0>天|日(?![报常程志后前记历子])|儿个?|个(?!月|星期|礼拜|人|小时|半|工作))|(?<!前)(?<!后)(?<u>下?晚黑|下晚|晚(?:上|间|头|夕)?|夜里?|黑里?|黑夜|早起|上昼|下昼|后晌|头晌|朝(?!着)|早上?(?!已|就)|晨|上午|中午|下午)|(?<u2>晚(?:[上黑间头]|夕)?|黑里?(?![板豆色]))(?![来了]))',
    (g, { today }) => relative({ ...g, u: g.u ?? g.u2 }, today),
  ),
  rule('昨今明', `(?:(?<r>昨)|${HURRIED}(?<r2>今|明))(?=${MEETING})`, (g, { today }) =>
    relative({ r: g.r ?? g.r2 }, today),
  ),
  rule('今明昨前后', '(?<r>今明后|今明|明后|昨今|前昨|昨前)(?:[两二三]?[天日])', (_, { today }, s, at, end) =>
    together(s.slice(at, end), today),
  ),
];
