import { addDays } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { clauses } from './absent.ts';
import { type Field, fieldOf } from './fields.ts';
import { KIN, LEAVE, LEAVE_BACK, LEAVE_TALK } from './lexicon/presence.ts';
import { matches } from './matches.ts';
import { mergeTimes } from './meeting.ts';
import { asWritten, MASK, mask, trimEdges } from './message.ts';
import { labelledName, mayBeginName, nameLengths, OFFICE_SOURCE, splitNames } from './names.ts';
import { readNumber } from './numerals.ts';
import { nameAndReason, readAbsences } from './people.ts';
import type { Reading } from './reading.ts';
import { cause, longestPiece } from './text.ts';
import { resolveMention } from './time/mention.ts';

const leave = new RegExp(LEAVE);
const leaveAll = new RegExp(LEAVE, 'g');
const talk = new RegExp(LEAVE_TALK);
const back = new RegExp(LEAVE_BACK);

const FORM =
  /请假[条单表][^,。\n]{0,4}(?:模板|格式|怎么|样本|范文|在哪|发我|发给|有吗|有没有|一份|吗|放|交|拿|写好|带|要家长|[要需]?签字|盖章|批了|丢)/;

export const takesLeaveBack = (s: string) => back.test(s) && !/能来了吗/.test(s);

/** A request for leave, for the sender or for people named; undefined for rules, prompts and talk about leave. */
export function readLeave(r: Reading): Filled | undefined {
  if (!leave.test(r.rest) || takesLeaveBack(r.s)) return undefined;
  const fields = r.fields;
  const slip = /^.{0,12}(?:请假条|请假单|请假申请|请假报告|请假人:|请假事由:|请假原因:)/.test(
    r.s.trimStart(),
  );
  if (FORM.test(r.s)) return undefined;
  if (!slip && talk.test(r.rest) && !/我[^,。;\n]{0,14}(?:请|告|参加不|不能|来不|去不)/.test(r.rest))
    return undefined;
  if (OF_OTHERS.test(r.rest)) return undefined;
  const intent: Filled = { intent: 'leave' };
  const type = r.types.find((t) => !inQuote(r, t.at));
  if (type) intent.activityType = type.type;
  const unit = r.units.find((u) => !/(?:去|到|在|给|向|陪)$/.test(r.s.slice(Math.max(0, u.at - 1), u.at)));
  if (unit) intent.scope = asWritten(r.m, unit.text);
  Object.assign(intent, when(r, fields));
  const names = who(r, fields);
  if (names) intent.names = names.map((n) => asWritten(r.m, n));
  const reason = why(r, fields, names ?? []);
  if (reason !== undefined) intent.reason = asWritten(r.m, reason);
  return intent;
}

const inQuote = (r: Reading, at: number) => /[《“][^》”]*$/.test(r.s.slice(Math.max(0, at - 30), at));

/** Times inside the reason are no part of the leave: 出差到下周三才回来. */
function when(r: Reading, fields: Field[]): Pick<Filled, 'startAt' | 'endAt'> {
  const label = fieldOf(fields, 'time', 'startTime');
  const reason = fieldOf(fields, 'reason', 'remark');
  let times = r.times.filter(
    (t) =>
      !(reason && t.at >= reason.at && t.at < reason.end) &&
      !/(?:到|至|要到|得到|回|改到|改为|改成)$/.test(r.s.slice(Math.max(0, t.at - 2), t.at)) &&
      !/^(?:才|刚|就?回来|的?(?:火车|飞机|车票|航班|高铁|手术|动车))/.test(r.s.slice(t.end, t.end + 3)),
  );
  if (label) times = r.times.filter((t) => t.at >= label.at && t.at < label.end);
  const near = r.types[0] && times.find((t) => Math.abs(r.types[0]!.at - t.end) <= 2);
  const chosen = mergeTimes(
    r,
    near && (near.date || near.clock)
      ? [near, ...times.filter((t) => t !== near && t.date === undefined)]
      : times,
  );
  if (!chosen) return {};
  const moment = resolveMention(chosen, r.today, 'forward');
  const end = fieldOf(fields, 'endTime');
  const endMention = end && r.times.find((t) => t.at >= end.at && t.at < end.end);
  const endAt = endMention && resolveMention(endMention, r.today, 'forward').startAt;
  if (endAt !== undefined) moment.endAt = endAt;
  if (moment.startAt !== undefined && moment.endAt === undefined)
    return { ...moment, ...lasting(r, moment.startAt) };
  return moment;
}

/** 明天起请三天假: the last of the days. */
function lasting(r: Reading, startAt: string): { endAt?: string } {
  const m =
    /(?:请|休|起|开始|共|一共|为期|连续)[^,。;\n]{0,4}?(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:天|日)/.exec(
      r.rest,
    );
  const days = m ? readNumber(m[1]!) : undefined;
  return days !== undefined && days > 1 && !startAt.includes('T')
    ? { endAt: addDays(startAt, days - 1) }
    : {};
}

const VOCATIVE = new RegExp(`^(?:[\\u4e00-\\u9fff]{0,3}${OFFICE_SOURCE})(?:您好|你好|好)?[,:!。\\s]`);
/** 他请假了: talk about a third person who is not named. */
const OF_OTHERS =
  /^[\s\ue001,]*(?:他们?|她们?|人家|老板|老师|同学)[^,。;\n]{0,4}(?:请|休|告)[^,。;\n]{0,3}假/;
const OFFICE_BEHIND = new RegExp(`${OFFICE_SOURCE}+[\\s:]?$`);
const I_AM = /(?:我是|本人是|我叫|本人|这里是|我)[\s\ue001的]*(?:[和与同](?=[\u4e00-\u9fff]))?/g;
const FOR = new RegExp(
  `(?:帮|替|给|为|代)(?:忙)?[s\ue001]*(?:我|俺)?(?:们组|们)?(?:${KIN})?(?=[\u4e00-\u9fff])`,
  'g',
);
const BEFORE_KEY =
  /(?:也|都|均|今天|明天|因[病事公故]|想|要|要求|需要|需|申请|临时|要去|因|由于|那天|当天|再|又|可能|确实|实在|暂时|已经?|打算|准备|今晚|同志|向书记|向支部|跟书记|现|特)+$/;

function who(r: Reading, fields: Field[]): string[] | undefined {
  const label = fieldOf(fields, 'person', 'absent');
  if (label?.key === 'absent') {
    const people = labelledAway(r, label);
    if (people.length > 0) return people.map((a) => a.name);
  }
  if (label) {
    const names = splitNames(label.value) ?? [labelledName(label.value)].filter((n) => n !== undefined);
    if (names.length > 0) return names;
  }
  const text = r.rest.replace(VOCATIVE, (v) => MASK.repeat(v.length));
  const signed = signature(text);
  if (signed) return [signed];
  for (const m of matches(I_AM, text).slice(0, 6)) {
    const names = leadingNames(text, m.index + m[0].length) ?? introduced(text, m.index + m[0].length);
    if (names) return names;
  }
  for (const m of matches(FOR, text).slice(0, 6)) {
    const names = leadingNames(text, m.index + m[0].length);
    if (names) return names;
  }
  return afterKey(text) ?? subject(text);
}

/** 请假：王五、赵六，外出务工: the people behind the label, units and types aside. */
const labelledAway = (r: Reading, label: Field) =>
  readAbsences(r.m, r.rest.slice(label.valueAt, label.end).replace(/\ue001+/g, ' '));

/** 我是三组的党员吴桂花, 我是老陈家的陈小明: the name stands behind 的 or an office. */
function introduced(text: string, i: number): string[] | undefined {
  if (!/[是叫人里]$/.test(text.slice(0, i).replace(/[\s\ue001的]+$/, ''))) return undefined;
  const m = /^[\u4e00-\u9fff\d]{1,8}?(?:的|党员|同志|组长|委员)+/.exec(text.slice(i, i + 14));
  return m ? leadingNames(text, i + m[0].length) : undefined;
}

/** 申请人:张三 is a label; a last line that is only a name signs the slip. */
function signature(text: string): string | undefined {
  const last = text
    .trimEnd()
    .split(/[\n。]|[,]\s?/)
    .at(-1)!
    .replace(/\ue001+/g, ' ')
    .trim()
    .replace(/^ +/, '')
    .replace(/^(?:请假人|申请人|报告人|党员|——|—|-)+:?/, '');
  const bare = splitNames(last);
  return bare?.length === 1 && text.trim().length > last.length ? bare[0] : undefined;
}

const SUBJECT_END =
  /^(?:$|[\s,、:;。(\ue001]|同志|我|因|啊|呀|哈|哦|夫妻|两口|俩|等|没|未|请|参加|来不|去不|到不|不能|无法|没法|没办|不来|不去|不参|赶不|缺席|走不|抽不|没时|没空|临时|今天|明天|要|在|有|也|都|均|想|家|昨|突|生|出|住|值|外|带|去|身|孩|感|发|休|告|申|这|那|的|说|让|打|开|陪|送|接|回|赴|加|考|培|学|上|下|告|两|三|二|过不|腿|腰|手|老|爱|母|父|患|正|还|现|目|确|实|需)/;

/** Names that begin at `i`, run on while links and names follow. */
function leadingNames(text: string, i: number): string[] | undefined {
  if (!mayBeginName(text, i)) return undefined;
  const run = /^[\u4e00-\u9fff·、\s]{2,30}/.exec(text.slice(i, i + 30));
  if (!run) return undefined;
  const limit = run[0].length;
  for (let end = limit; end >= 2; end--) {
    if (!SUBJECT_END.test(text.slice(i + end, i + end + 2))) continue;
    const list = text.slice(i, i + end);
    if (/^[\s、]|[\s、]$/.test(list)) continue;
    const names = splitNames(list);
    // 老张的母亲病了: talk about somebody's kin.
    if (/^的(?!请假|假)[\u4e00-\u9fff]/.test(text.slice(i + end, i + end + 4))) continue;
    if (names?.length === 1 && list === names[0] && !nameLengths(text, i).includes(list.length)) continue;
    if (names) return preferSubject(list, names);
  }
  return undefined;
}

/** 张三要 or 张三因 may swallow the verb as a third character: the reason lexicon decides. */
function preferSubject(list: string, names: string[]): string[] {
  const last = nameAndReason(list);
  return names.length === 1 && last && last.name.length < names[0]!.length && last.rest !== ''
    ? [last.name]
    : names;
}

/** 请假 第一支部李红 孩子发烧: the name right behind the keyword. */
function afterKey(text: string): string[] | undefined {
  const m = /^[\s\ue001]*(?:请假|[病事]假)(?=[\s:\ue001])[\s:\ue001]*/.exec(text);
  return m ? leadingNames(text, m[0].length) : undefined;
}

/** Who stands as the subject of a clause: 张三请假, 李四、王五因公外出请假. */
function subject(text: string): string[] | undefined {
  let at = 0;
  for (const clause of clauses(text)) {
    at = text.indexOf(clause, at);
    const lead =
      /^(?:[\s\ue001:]|是|报告|书记|组长|支书|今天|明天|那个|嗯|呃|哎|的|我们组|我们|咱们|本组|我组|党员|还有|另外|大家好|您好|你好|另|还|就是|有|说一下|说下|跟您说|跟大家说|汇报|同志|另有)*/.exec(
        clause,
      )![0].length;
    const names = leadingNames(text, at + lead);
    if (names && !/^(?:我|你|您|吗)/.test(text.slice(at + lead + names[0]!.length))) return names;
    leaveAll.lastIndex = 0;
    const key = leaveAll.exec(clause);
    const before = key
      ? clause
          .slice(0, key.index)
          .replace(BEFORE_KEY, '')
          .replace(/[\s\ue001]+$/, '')
      : '';
    const tail = key ? /[\u4e00-\u9fff·、]{2,30}$/.exec(before)?.[0] : undefined;
    const backward = tail && nameLengths(tail, 0).length > 0 ? splitNames(tail) : undefined;
    if (backward) return backward;
  }
  return undefined;
}

function why(r: Reading, fields: Field[], names: readonly string[]): string | undefined {
  const label = fieldOf(fields, 'reason');
  if (label) return label.value;
  const away = fieldOf(fields, 'absent');
  const shared = away && labelledAway(r, away).find((a) => a.reason !== undefined)?.reason;
  if (shared !== undefined) return shared;
  const labels = mask(
    r.rest,
    fields.filter((f) => f.key !== 'remark' && f.key !== 'absent'),
  );
  const people = names.flatMap((n) => {
    const at = labels.indexOf(n);
    if (at < 0) return [];
    const office = OFFICE_BEHIND.exec(labels.slice(Math.max(0, at - 16), at))?.[0].length ?? 0;
    return [{ at: at - office, end: at + n.length }];
  });
  const text = mask(labels, people);
  const said = cause(text);
  if (said !== undefined)
    return (
      trimEdges(said.replace(leaveTail, '').replace(/[,\s]*(?:想|需|要|特|申请|向[^,]{1,6})?$/, '')) ||
      undefined
    );
  const paren = /请假[^()]{0,6}\(([^()]{2,30})\)/.exec(text);
  if (paren) return paren[1];
  return (
    longestPiece(text.replace(VOCATIVE, ' '), leaveAll) ??
    /(?:年休?|产|婚|丧|陪产|探亲|公休|病|事|公)假/.exec(text)?.[0]
  );
}

const leaveTail = new RegExp(`(?:[,\\s]*(?:今天|明天|特|想|需要?|要|申请|故|无法|不能))?(?:${LEAVE}).*$`);
