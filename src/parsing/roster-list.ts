import type { Absence, Filled } from '../domain/intent.ts';
import { LEAVE } from './lexicon/presence.ts';
import { matches } from './matches.ts';
import { mergeTimes } from './meeting.ts';
import { asWritten, type Message } from './message.ts';
import { labelledName, nameLengths, OFFICE_SOURCE, splitNames, stripOffice } from './names.ts';
import { addAll, nameAndReason } from './people.ts';
import type { Reading } from './reading.ts';
import { read as readText } from './reading.ts';
import { resolveMention } from './time/mention.ts';

const HEADER = /接龙/;
const NUMBER =
  '(?:\\d{1,3}\\s?[.、:,)\\]](?!\\d)|\\d{1,3}\\s?-\\s?(?=[\\u4e00-\\u9fff]{2})|\\(\\d{1,3}\\)|\\([一二三四五六七八九十]{1,3}\\)|[一二三四五六七八九十]{1,3}[、.)]|\\d{1,3}(?=\\s?[\\u4e00-\\u9fff]{2})(?!\\s?[月日号点人年名个时次项条楼天岁届期元成支组]|\\s?周[一二三四五六日天内后前末])|\\d{1,3}\\s)';
const ENTRY = new RegExp(`^[\\s*•·\\-]*(?:${NUMBER})[.、:)\\s]*(.*)$`);
const INLINE = new RegExp(
  `(?=[\\d(一二三四五六七八九十])(?<=^|[\\s,;。:、]|[\\u4e00-\\u9fff)](?=\\d{1,3}[.、)]|\\([\\d一二三四五六七八九十]))(?:${NUMBER})[.、)]*\\s*(?=[\\u4e00-\\u9fff(])`,
  'g',
);
/** Under a header numbers need no mark of their own: 接龙 1李梅2王小虎. */
const INLINE_HEADED =
  /(?<!\d)\d{1,3}(?!\d)\s?(?=[\u4e00-\u9fff]{2})(?![月日号点人年名个时次项条楼天岁届期元成支组])/g;
const OFFICE_BLANK = new RegExp(`^${OFFICE_SOURCE}[\\s:]+(?=[\\u4e00-\\u9fff])`);
const EXAMPLE = /^\s*(?:例|示例|格式|样例|如|比如|eg|举例)\s*[\d.:、(\s]?/i;
const AWAY = new RegExp(
  `${LEAVE}|请假|出差|生病|住院|外出|值班|不来|不去|不参加|缺席|培训|务工|探亲|看病|加班|因公|因病|因事|在外|产假|病了|有事`,
);
const STATUS =
  /^(?:已签到|签到|已到|到了|到会|已报到|报到|打卡|\+1|参加|准时参加|能参加|收到|已参会|线上|线下|到|在|ok|OK|来|是|参会|出席|同志|书记|组长|主任|委员|党员|预备党员|支书)/;

interface Entry {
  text: string;
  numbered: boolean;
}

/** A 接龙: a header that says so, or two or more numbered names. */
export function readRoster(r: Reading, m: Message): Filled | undefined {
  const s = m.s;
  const headed = HEADER.test(s.slice(0, 200));
  if (!headed && !/\d|[一二三四五六七八九十][、.)]/.test(s)) return undefined;
  const lines = s.split('\n').filter((line) => line.trim() !== '' && !EXAMPLE.test(line));
  const { title, entries } = split(lines, headed);
  const sure = entries.filter((e) => person(m, e, headed) !== undefined).length * 4 >= entries.length * 3;
  // Names that are certain vouch for as many rarer ones beside them.
  const read = (e: Entry) => person(m, e, headed) ?? (sure ? rare(m, e) : undefined);
  const people = entries.map(read).filter((p) => p !== undefined);
  const numbered = entries.filter((e) => e.numbered);
  const named = numbered.filter((e) => read(e) !== undefined).length;
  const enough = headed
    ? people.length >= 1 && people.length * 2 >= entries.length
    : named >= 2 && named * 5 >= numbered.length * 4;
  if (!enough) return undefined;
  if (/整改|问题清单|议程|责任人[:是]/.test(title) || (!headed && /应到|实到|补签/.test(s))) return undefined;
  return build(r, m, title, people.flat());
}

function split(lines: readonly string[], headed: boolean): { title: string; entries: Entry[] } {
  const title: string[] = [];
  const entries: Entry[] = [];
  for (const line of lines) {
    let marks = matches(INLINE, line);
    if (marks.length < 2 && headed) {
      const bare = matches(INLINE_HEADED, line);
      if (bare.length > 1) marks = bare;
    }
    if (marks.length >= 2 || (marks.length === 1 && marks[0]!.index > 0)) {
      title.push(line.slice(0, marks[0]!.index));
      marks.forEach((mark, i) => {
        entries.push({
          text: line.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? line.length).trim(),
          numbered: true,
        });
      });
      continue;
    }
    const entry = ENTRY.exec(line);
    if (entry) {
      if (entry[1]!.trim() !== '') entries.push({ text: entry[1]!.trim(), numbered: true });
    } else if (headed && entries.length + title.length > 0 && looksLikeName(line))
      entries.push({ text: line.trim(), numbered: false });
    else title.push(line);
  }
  const all =
    headed && entries.length === 0 ? /接龙[^:\n\s]{0,8}[:\s]+([^\n]+)$/.exec(title.join('\n')) : null;
  if (all && all[1]!.length < 1000)
    return {
      title: title.join('\n').slice(0, all.index + 2),
      entries: listed(all[1]!).map((text) => ({ text, numbered: false })),
    };
  return { title: title.join('\n'), entries };
}

/** 张三 李四、王五(请假,住院): one entry per name, what is bracketed stays together. */
const listed = (text: string) => text.match(/(?:[^\s,、;()]|\([^()]*\))+/g) ?? [];

const looksLikeName = (line: string) =>
  line.trim().length <= 24 &&
  nameLengths(stripOffice(line.trim()), 0).length > 0 &&
  !/接龙|签到$|通知|会/.test(line);

interface Person {
  name: string;
  away: boolean;
  reason?: string;
}

/** The people of one line; undefined when it is no line of people. */
function person(m: Message, entry: Entry, headed: boolean): Person[] | undefined {
  const text = entry.text
    .replace(/[【[]/g, '(')
    .replace(/[】\]]/g, ')')
    .replace(
      /^(?:\ue001|第?[一二三四五六七八九十\d]{1,3}(?:党?支部|党?小组|组)(?:[一二三四五六七八九十\d]党?小组)?)[\s:,-]*/,
      '',
    )
    .replace(OFFICE_BLANK, '')
    .replace(/[\s,;。、]+$/, '');
  if (text === '' || text.length > 60) return undefined;
  const away = AWAY.test(text);
  const cut = text.search(/[\s(:,—\-~;/]|\+1/);
  const head = cut < 0 ? text : text.slice(0, cut);
  const rest = cut < 0 ? '' : text.slice(cut);
  const alone = splitNames(head);
  if (alone) {
    const more = rest.trim() === '' ? undefined : splitNames(rest);
    const names = more ? [...alone, ...more] : alone;
    return names.map((name) => describe(m, name, more ? '' : rest, away && !more));
  }
  const one = nameAndReason(head);
  if (one) return [describe(m, one.name, one.rest + rest, away)];
  const lengths = nameLengths(head, 0);
  const status = lengths.find((n) => STATUS.test(head.slice(n)));
  if (status) return [describe(m, head.slice(0, status), head.slice(status) + rest, away)];
  const label = entry.numbered && headed ? labelledName(head) : undefined;
  return label && !/会|学习|议|部署|发言|总结|讨论/.test(head) ? [describe(m, label, rest, away)] : undefined;
}

/** A bare numbered entry of two or three characters that begins with no known surname. */
function rare(m: Message, entry: Entry): Person[] | undefined {
  const name = entry.numbered && entry.text.length <= 3 ? labelledName(entry.text) : undefined;
  return name && !/会|学习|议|部署|发言|总结|讨论|通报|传达/.test(name)
    ? [describe(m, name, '', false)]
    : undefined;
}

function describe(m: Message, name: string, rest: string, away: boolean): Person {
  const out: Person = { name: asWritten(m, name), away };
  if (!away) return out;
  const reason = rest
    .replace(/^[\s(:,—\-~;/]+/, '')
    .replace(/^(?:请假|不能参加|不来|来不了|参加不了|缺席|不参加)[\s,:;(—\-、]*(?=\S)/, '')
    .replace(/[,、\s;]*(?:请假|不能参加|不来了?|来不了|参加不了|缺席|不参加|请个假)?[)\s。]*$/, '')
    .replace(/^因为?(?=..)/, '因')
    .replace(/^[(\s]+|[)\s]+$/g, '');
  if (reason !== '' && !/^(?:请假|不来|不能参加|缺席|了|请了假)$/.test(reason))
    out.reason = asWritten(m, reason);
  return out;
}

function build(r: Reading, m: Message, title: string, people: Person[]): Filled {
  const intent: Filled = { intent: 'roster_checkin' };
  const head = readText({ raw: title, s: title }, r.now, r.calendar);
  if (head.types[0]) intent.activityType = head.types[0].type;
  if (head.units[0]) intent.scope = asWritten(m, head.units[0].text);
  const when = mergeTimes(head, head.times);
  const forward = /报名|预报|意向|拟参加|能参加的/.test(title);
  if (when) Object.assign(intent, resolveMention(when, r.today, forward ? 'forward' : 'near'));
  const absent: Absence[] = [];
  const names: string[] = [];
  for (const p of people) {
    if (p.away)
      addAll(absent, [p.reason === undefined ? { name: p.name } : { name: p.name, reason: p.reason }]);
    else if (!names.includes(p.name)) names.push(p.name);
  }
  const present = names.filter((n) => !absent.some((a) => a.name === n));
  if (present.length > 0) intent.names = present;
  if (absent.length > 0) intent.absent = absent;
  return intent;
}
