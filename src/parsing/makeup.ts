import type { Filled } from '../domain/intent.ts';
import { clauses } from './absent.ts';
import { fieldOf } from './fields.ts';
import { FIX, FORGOT, MAKEUP } from './lexicon/presence.ts';
import { mergeTimes } from './meeting.ts';
import { asWritten, mask, trimEdges } from './message.ts';
import { labelledName, splitNames } from './names.ts';
import type { Reading } from './reading.ts';
import { cause } from './text.ts';
import { resolveMention } from './time/mention.ts';

const makeup = new RegExp(MAKEUP);
const forgot = new RegExp(FORGOT);
const fix = new RegExp(FIX);
const TALK =
  /补签(?:的|要|需|须|流程|制度|功能|入口|怎|如何|吗|截止|时间|申请表|表)|(?:可以|不能|不得|不许|不准|不予|别|不用|无需|不要|没有?|不给)(?:再)?补签|怎么|如何|请[^,。\n]{0,20}(?:同志|党员)[^,。\n]{0,8}补签|(?:没|未)签到的[^,。\n]{0,10}补|请大家|请各位|谁|哪些|多少|几个|几次|\?|补签吗/;
const NOISE =
  /补签到|补签|补个签|补一下|补下|补上|补一个|补个|补打卡|补卡|补录|补登|签到|打卡|签|麻烦|请|帮忙|帮我|帮|给|替|代|为|我们|我|本人|是|书记|组长|同志|党员|申请|一下|下|的|了|吧|哈|谢谢|今天|那天|当时|会议|活动|那次|这次|上次|和|与|及|、|,|也|都|要|想|需要|来|就|个|还有|以及|两个|三个|人|能|可以|不|忘记|忘|漏|没|参加|已|到|会|啊|呀|啦|上/g;

/** A late check-in for something past: 补签 …, or forgot plus a wish to mend it. */
export function readMakeup(r: Reading): Filled | undefined {
  const said = makeup.test(r.rest);
  if (!said && !(forgot.test(r.rest) && fix.test(r.rest))) return undefined;
  if (TALK.test(r.rest)) return undefined;
  const fields = r.fields;
  const intent: Filled = { intent: 'makeup_checkin' };
  if (r.types[0]) intent.activityType = r.types[0].type;
  if (r.units[0]) intent.scope = asWritten(r.m, r.units[0].text);
  const label = fieldOf(fields, 'time');
  const times = label ? r.times.filter((t) => t.at >= label.at && t.at < label.end) : r.times;
  const chosen = mergeTimes(r, times);
  if (chosen) Object.assign(intent, resolveMention(chosen, r.today, 'back'));
  const names = who(r);
  if (names.length > 0) intent.names = names.map((n) => asWritten(r.m, n));
  const reason = fieldOf(fields, 'reason')?.value ?? cause(r.rest) ?? why(r);
  if (reason !== undefined && reason !== '') intent.reason = asWritten(r.m, trimEdges(reason));
  return intent;
}

function who(r: Reading): string[] {
  const fields = r.fields;
  const label = fieldOf(fields, 'person');
  const labelled =
    label && (splitNames(label.value) ?? [labelledName(label.value)].filter((n) => n !== undefined));
  if (labelled && labelled.length > 0) return labelled;
  const names: string[] = [];
  for (const clause of clauses(mask(r.rest, fields))) {
    for (const piece of clause
      .replace(/[\ue001\s:()]+/g, ' ')
      .split(
        /补? |(?:补签到?|签到|打卡|忘记|我和|我与|我跟|都在|在场|忘了|没签|漏签|补一下|补上|帮|给|替|代|为|我是|我叫|手机|因为|因|没有|没|未|当时|那天|昨天|由于|也|都|已经|已|在现场|到了|参加|来了|需要|要|想|申请|的时候|麻烦)/,
      )) {
      const found = splitNames(
        piece.replace(
          /^(?:我是|是|请|和|及|与|同志)+|(?:同志们?|两人|二人|三人|等人?|也|都|要|需|的|了|吧|一下)+$/g,
          '',
        ),
      );
      for (const n of found ?? []) if (!names.includes(n)) names.push(n);
    }
  }
  return names;
}

const MAKEUP_TAIL = /(?:要|想|申请|都|也|需要?|请)?补签到?(?:一下)?$/;

function why(r: Reading): string | undefined {
  const said = clauses(r.rest);
  const late = said.find(
    (c) =>
      forgot.test(c) || /手机|没电|信号|网络|迟到|忘|堵车|没带|系统|网|来晚|晚到|卡|停电|断电|扫/.test(c),
  );
  if (late) return late.replace(/\ue001/g, '').replace(/^(?:我|因为|由于|因)+/, '');
  const other = said.find(
    (c) =>
      !splitNames(c.replace(MAKEUP_TAIL, '')) && c.replace(NOISE, '').replace(/[\ue001\s]/g, '').length >= 4,
  );
  return other?.replace(/\ue001/g, '');
}
