import {
  type ActivityType,
  perTypes,
  REGULATION,
  typeOfWord,
  typeRow,
  typesInUse,
  wordsOfType,
} from '../../domain/activity/types.ts';
import { matches } from '../matches.ts';
import type { Span } from './span.ts';

export interface TypeSpan extends Span {
  type: ActivityType;
}

/** Look like a type and are none. */
const NOT_TYPES = ['民主生活会', '三会一课', '一课三会', '党课题目', '党课主题', '党课内容', '党日主题'];
const longestFirst = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|');
const BLANKS = /\s+/g;
/** 会 after the name of a group is a word only where it ends. */
const ENDS = '(?=[,\\s:。;、\\d]|$|签到|请假|我|补签|没|谁|在|召|应|实|到)';
/** Words of two characters are set wide in headings: 党 课. */
const wide = (words: readonly string[]) =>
  words.filter((w) => w.length === 2).map((w) => [...w].join('\\s{1,3}'));

/** What follows the name of a unit that holds such a meeting. */
function tailsOf(level: 'branch' | 'group', ends: string) {
  const of = new Map(
    typesInUse()
      .filter((row) => row.level === level)
      .flatMap((row) => row.afterUnit.map((tail) => [tail, row.key] as const)),
  );
  return { of, pattern: new RegExp(of.size === 0 ? '(?!)' : `^(?:${longestFirst(of.keys())})${ends}`) };
}

/** The words of the types of this config. */
const lexicon = perTypes(() => {
  const words = [...typeOfWord().keys()];
  return {
    words: new RegExp([longestFirst([...words, ...NOT_TYPES]), ...wide(words)].join('|'), 'g'),
    afterBranch: tailsOf('branch', ''),
    afterGroup: tailsOf('group', ENDS),
  };
});
const GROUP_END = /组$/;
/** A 党小组 that holds a meeting: 党小组开会, 党小组会开完了, 党小组会议于… */
const PARTY_GROUP = /党小组$/;
const GROUP_HOLDS = /^(?:会议(?=$|[\s,。:;(\d于在已将]|召开|上)|(?:召?开了?个?会|会)(?!议|[计员]|不会))/;
/** Somebody of the Party lectures; 书记讲课 alone may be any course. */
const LECTURE = /(?:党员|支部|支书|党委|党组|党总支)[^,。;\n]{0,10}?(?:讲课|授课)(?![人者老时地题内])/g;
/**
 * 周二支大请假, 12:30支委 校长室: in a hurry 会 is left out. 支委 is a person as well: it is a meeting only behind a day, a clock,
 * a period or 开, and where nobody is named or counted by it.
 */
const HURRIED = new RegExp(
  '(?:(?<![^\\s,。;:!(])支大|(?<=[日号周天期今昨明晚早午度月季半刻点次\\d]\\s?|(?:周|星期|礼拜)[一二三四五六日天]\\s?|(?<![离召])开(?:了|个|次)?|补签\\s?)支[大委])' +
    '(?=\\s*(?:$|[\\n,。;:?!(]|\\d{1,2}\\s?[:点/.人到]|谁|哪|几点|什么时候|缺|没[来到开]|改[到在期]|应(?:到)?\\s?\\d|实(?:到)?\\s?\\d|请(?:个|一次)?假|签|打卡|补签|漏签|没签|忘|已?开|几次|多少次|[^\\s,。;]{1,5}(?:室|厅|办|处)(?:\\s|$|[,。;])))',
  'g',
);
/** In quotation marks and longer than a type by so much it is the name of something else. */
const QUOTED = /[“"「『][^“”"「」『』\n]{1,40}[”"」』]/g;
const LONGER = 3;

/** Activity types named, in order; `open` is `s` with names, titles, labels and units masked; the end of a unit tells 第二党小组会 from 第一支部会议. */
export function scanTypes(open: string, s: string, units: readonly Span[]): TypeSpan[] {
  const found: TypeSpan[] = [];
  const { words, afterBranch, afterGroup } = lexicon();
  for (const m of matches(words, open)) {
    const type = typeOfWord().get(m[0].replace(BLANKS, ''));
    const end = m.index + m[0].length;
    // 支委会议题
    const isOfTopic = s.slice(end - 1, end + 1) === '议题';
    if (type !== undefined) found.push({ at: m.index, end: isOfTopic ? end - 1 : end, type });
  }
  for (const unit of units) {
    const rest = s.slice(unit.end, unit.end + 8);
    const isGroup = GROUP_END.test(s.slice(unit.at, unit.end));
    const tails = isGroup ? afterGroup : afterBranch;
    const tail = tails.pattern.exec(rest)?.[0];
    const type = tail === undefined ? undefined : tails.of.get(tail);
    if (type !== undefined && !found.some((f) => f.at < unit.end + tail!.length && f.end > unit.end))
      found.push({ at: unit.end, end: unit.end + tail!.length, type });
  }
  for (const unit of units) {
    if (!PARTY_GROUP.test(s.slice(unit.at, unit.end)) || found.some((f) => f.at === unit.end)) continue;
    const tail = GROUP_HOLDS.exec(s.slice(unit.end, unit.end + 8))?.[0];
    if (tail !== undefined) found.push({ at: unit.end, end: unit.end + tail.length, type: 'group_meeting' });
  }
  if (found.length === 0)
    for (const m of matches(HURRIED, open))
      found.push({
        at: m.index,
        end: m.index + 2,
        type: m[0] === '支大' ? 'party_congress' : 'committee_meeting',
      });
  if (found.length === 0)
    for (const m of matches(LECTURE, open)) {
      const end = m.index + m[0].length;
      found.push({ at: end - 2, end, type: 'party_lecture' });
    }
  return outsideQuotes(
    s,
    givingWay(
      s,
      found.sort((a, b) => a.at - b.at),
    ),
  );
}

/** Words that a config adds; those of the regulation are told from times as they stand. */
const added = perTypes(() => {
  const known = new Set(REGULATION.flatMap(wordsOfType));
  const words = [...typeOfWord().keys()].filter((word) => !known.has(word));
  return words.length === 0 ? undefined : new RegExp(longestFirst(words), 'g');
});

/** Where they stand: the 初 of 今年初心讲坛 is no part of a date. */
export function addedTypeWords(s: string): Span[] {
  const words = added();
  return words === undefined
    ? []
    : matches(words, s).map((m) => ({ at: m.index, end: m.index + m[0].length }));
}

/** Those that are no part of a word for a type. */
export function outsideTypeWords(s: string, spans: readonly Span[]): Span[] {
  const words = matches(lexicon().words, s).filter((m) => typeOfWord().has(m[0]));
  return spans.filter(({ at, end }) => !words.some((m) => m.index <= at && end <= m.index + m[0].length));
}

/** 主题党日暨志愿服务 is both. */
const BOTH = /^\s?[暨兼和与及、+/]\s?$/;
/** 主题党日暨 is a word of its own. */
const isJoined = (s: string, a: Span, b: Span): boolean =>
  BOTH.test(s.slice(a.end, b.at)) || s.slice(a.end - 1, b.at) === '暨';
/** 志愿服务队, 谈心谈话制度: something that has to do with it. */
const OF_IT =
  /^(?:[队站者岗月周日表]|中心|总队|支队|小组|时长|时间|精神|条例|制度|办法|方案|台账|材料|记录(?![:\s])|工作|经费|内容|情况)/;
/** 主题:在广场做志愿服务, 议程第一项志愿服务: what a meeting is about. */
const ABOUT =
  /(?:主题|内容|议题|议程|题目|课题|重点|研究|讨论|部署|总结|汇报|听取|学习)(?:了|是|为|:)?[^,。;\n]{0,20}$/;
/** 去社区做志愿服务, as why somebody cannot come. */
const AWAY = /请[^,。;\n]{0,4}假|来不了|去不了|参加不了|到不了/;
const DOING = /(?:参加|组织|开展|带队|去|做|搞|因|在|有|忙)[^,。;\n]{0,8}$/;

/** What is also said of other things is a type only where it cannot be one of those: no other type, nothing it is said about. */
function givingWay(s: string, types: TypeSpan[]): TypeSpan[] {
  if (!types.some(({ type }) => typeRow(type).yields)) return types;
  const isSure = ({ type }: TypeSpan) => !typeRow(type).yields;
  const sure = types.filter(isSure);
  return types.filter((t, i) => {
    if (isSure(t)) return true;
    const [before, after] = [types[i - 1], types[i + 1]];
    if (sure.length > 0)
      return (
        (before !== undefined && isSure(before) && isJoined(s, before, t)) ||
        (after !== undefined && isSure(after) && isJoined(s, t, after))
      );
    const ahead = s.slice(Math.max(0, t.at - 30), t.at);
    return !OF_IT.test(s.slice(t.end)) && !ABOUT.test(ahead) && !(AWAY.test(s) && DOING.test(ahead));
  });
}

const TIMES = /^\s?\(?(?:\d{1,2}|[零一两二三四五六])次/;

/**
 * 支委会研究“主题党日工作法”: a type within a longer name in quotation marks gives way to one outside, and 支委会(1次),
 * which tells how often, to one that tells of a meeting.
 */
function outsideQuotes(s: string, types: TypeSpan[]): TypeSpan[] {
  if (types.length < 2) return types;
  const held = types.filter((t) => !TIMES.test(s.slice(t.end, t.end + 5)));
  if (held.length > 0 && held.length < types.length) return outsideQuotes(s, held);
  if (!/[“"「『]/.test(s)) return types;
  const quoted = matches(QUOTED, s).map((m) => ({ at: m.index, end: m.index + m[0].length }));
  const isInside = (t: TypeSpan) =>
    quoted.some((q) => q.at < t.at && t.end < q.end && q.end - q.at - 2 - (t.end - t.at) >= LONGER);
  const outside = types.filter((t) => !isInside(t));
  return outside.length > 0 ? outside : types;
}
