import type { Filled } from '../domain/intent.ts';
import { clauses } from './absent.ts';
import { CHECKIN, CHECKIN_FILLER, KIN } from './lexicon/presence.ts';
import { mergeTimes } from './meeting.ts';
import { asWritten, MASK } from './message.ts';
import { OFFICE_SOURCE, splitNames } from './names.ts';
import type { Reading } from './reading.ts';
import { resolveMention } from './time/mention.ts';

const fillers = `${CHECKIN_FILLER}|${KIN}`
  .split('|')
  .sort((a, b) => b.length - a.length)
  .join('|');
const KEY = new RegExp(`代签|${CHECKIN}`);
const TOKENS = new RegExp(
  `(?<key>代签到?|代为签到|代签个到|代打卡|代报到|签的?|${CHECKIN})|(?<skip>[\\u4e00-\\u9fff](?:大爷|大娘|大妈|大婶|大叔|婶|叔|姨|哥|姐|爷|奶|伯|嫂)(?=[\\u4e00-\\u9fff]{2})(?!签|到|报|打|已|来|在|和|与)|${OFFICE_SOURCE}|${fillers}|[\\s${MASK}、,.:。!~…·—\\-()|“”「」【】/*#^_;\\d]+)`,
  'y',
);
const WEAK = /^(?:到|来了|到了|出席|在场)$/;

/** One clause read as a check-in: nothing but keyword, names and filler; undefined when anything else is said. */
export function readClause(clause: string): { names: string[]; key: boolean; weak: boolean } | undefined {
  if (clause.length > 400) return undefined;
  let key = false;
  let weak = true;
  let left = '';
  const flush: string[] = [];
  const done = () => {
    if (left !== '') flush.push(left);
    left = '';
  };
  for (let i = 0; i < clause.length; ) {
    TOKENS.lastIndex = i;
    const m =
      left !== '' && namesLength(left) ? TOKENS.exec(clause) : left === '' ? TOKENS.exec(clause) : null;
    if (m && m[0] !== '') {
      done();
      if (m.groups!.key !== undefined) {
        key = true;
        weak &&= WEAK.test(m[0]);
      }
      i += m[0].length;
      continue;
    }
    left += clause[i];
    if (left.length > 60) return undefined;
    i++;
  }
  done();
  const names: string[] = [];
  for (const part of flush) {
    const found = splitNames(part);
    if (!found) return undefined;
    names.push(...found.filter((n) => !names.includes(n)));
  }
  return { names, key, weak };
}

const namesLength = (s: string) => s.length >= 2 && splitNames(s) !== undefined;

/**
 * A check-in, one's own or for others. One clause must be nothing but that; what other clauses say is a
 * remark, so 快递到了 or 签到功能真好用 is none.
 */
export function readCheckin(r: Reading): Filled | undefined {
  if (!KEY.test(r.rest) || !/\S/.test(r.rest)) return undefined;
  if (/(?:请|提醒|通知|让)[^,。]{0,6}(?:全体|各位|大家|所有)/.test(r.rest)) return undefined;
  const parts = clauses(r.rest);
  if (parts.length > 8) return undefined;
  // 代签:孙富贵(手机没电): a remark in brackets is no part of the roll.
  const readings = parts.map((p) => readClause(p) ?? readClause(p.replace(/\([^()]{1,30}\)/g, '')));
  const index = readings.findIndex((x) => x?.key);
  if (index < 0) return undefined;
  const others = parts.filter((_, i) => !readings[i]);
  if (others.some((p) => /记得|请大家|请各位|开始签到|别忘|怎么|签到率|收到|整改|通知|几点|什么/.test(p)))
    return undefined;
  if (
    readings[index]!.weak &&
    others.length > 0 &&
    !/会|路|堵|迟|手机|签|帮|代|坐|后面|后排|前排|门口|楼下|停车/.test(others.join())
  )
    return undefined;
  const intent: Filled = { intent: 'checkin' };
  const type = r.types[0];
  if (type) intent.activityType = type.type;
  if (r.units[0]) intent.scope = asWritten(r.m, r.units[0].text);
  const chosen = mergeTimes(r, r.times);
  if (chosen) Object.assign(intent, resolveMention(chosen, r.today, 'back'));
  let names = [...new Set(readings.flatMap((x) => x?.names ?? []))];
  if (names.length === 0 && /(?:帮|替|给|代)(?:他|她)/.test(r.rest)) names = leading(parts);
  if (names.length > 0) intent.names = names.map((n) => asWritten(r.m, n));
  if (others.length > 0) intent.remark = asWritten(r.m, others.join(',').replaceAll(MASK, '').trim());
  return intent;
}

/** 李四不会用手机，我帮他签到: the person stands at the head of another clause. */
function leading(parts: readonly string[]): string[] {
  for (const part of parts) {
    for (const length of [4, 3, 2]) {
      const names = splitNames(part.slice(0, length));
      if (
        names?.length === 1 &&
        !(length > 2 && splitNames(part.slice(0, 2)) && /[不没年手在家住走眼腿出忘来有是]/.test(part[2]!))
      )
        return names;
    }
  }
  return [];
}
