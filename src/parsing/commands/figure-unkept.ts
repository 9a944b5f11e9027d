// 今年开了多少次会，花了多少钱: money, hours, ages and titles are kept nowhere here. What else is asked is answered, and that
// part is named; it is never dropped without a word.

import type { Filled } from '../../domain/intent.ts';
import { matches } from '../matches.ts';
import type { Spans } from '../spans/spans.ts';
import { type Heard, heard } from './rest.ts';

const COIN = '(?:钱|块钱?|万?元)';
const VERB = '(?:花|用|发|收|交|缴|领|补|报销|拨|学|修|得)(?:了|过|掉|到|上来)*';
const GOODS = '(?:党费|经费|费用|花费|开支|补贴|补助|奖金|工资|学时|课时)';
const MANY = '(?:多少|几)个?';
const OF_PERSONS = '(?:平均)?(?:年龄|年纪|学历|职称|文化程度|党龄|工龄)';
/** 党龄多少年, 入党几年了 */
const YEARS =
  '(?:(?:党龄|工龄)(?:有|是|都|各|满|到)*|入党(?:有|已经?|都)*)(?:(?:多少|几)年|多长时间?|多久)了?';
/** 明天要带什么: no plan says what to bring along. */
const TO_BRING =
  '(?:要不要|用不用|需不需要|还?要|需要?|用|得)?(?:自己)?(?:带|穿)(?:点|些)?(?:什么|啥|哪些)(?:东西|材料|资料|衣服|笔记本?)?[不吗么]?';
const PART = `(?:一共|总共|共|各|都|分别|又|还|要|应该?)*(?:${VERB}${MANY}(?:${COIN}|${GOODS})|${GOODS}(?:一共|总共|共|各|都|是|有|的|又|${VERB})*${MANY}${COIN}?|${YEARS}|${TO_BRING}|${OF_PERSONS}(?:构成|结构|分布|情况)?(?:是|有|都|各|大概|差不多|大约)*(?:怎么?样|如何|${MANY}岁?|多大|什么)|平均(?:年龄|年纪)|(?:这个?|同样?|一样)年(?:纪|龄)的?(?:党员|同志|人)*(?:平均)?来?${MANY}?次?)`;
const UNKEPT = new RegExp(PART, 'gu');
/** With what stands between it and the rest. */
const ASIDE = new RegExp(`[,，、;；\\s]*[和与及跟]?(?:${PART})[,，、;；\\s]*|又(?=是)`, 'gu');
/** Nothing of a question is left beside it. */
const NOTHING_ELSE =
  /^[\s,，、;；。?？的了呢啊吗我们咱党员同志人支部各请问一下查看全委镇乡县市区村社大概现在目前总体]*$/u;
/** These have words of their own: whoever registers them is told how. */
const REGISTERED = /党费/;

/** The part of a question that nothing is kept of; undefined where there is none. */
export function unkeptIn({ s }: Pick<Spans, 's'>): string | undefined {
  const found = matches(UNKEPT, s).map(([part]) => part);
  return found.length > 0 ? found.join('、') : undefined;
}

/**
 * The rest of such a question; by itself it is of what is kept elsewhere. Undefined leaves it to what was learned.
 * @param again reads the rest
 */
export function readUnkept(h: Heard, again: (h: Heard) => Filled | undefined): Filled | undefined {
  const unkept = h.s.length > LONGEST ? undefined : unkeptIn(h);
  if (unkept === undefined) return undefined;
  const s = h.s.replace(ASIDE, (part) => ' '.repeat(part.length));
  const spans = [...h.times, ...h.units];
  const left = [...s].filter((_, i) => !spans.some((span) => span.at <= i && i < span.end)).join('');
  const isToBring = new RegExp(`^${TO_BRING}$`, 'u').test(unkept);
  if (NOTHING_ELSE.test(left) && !isToBring)
    return REGISTERED.test(unkept) ? undefined : { intent: 'elsewhere', topic: nounOf(unkept) };
  // 下次主题党日要带什么: of a meeting, and of nothing that a plan has.
  const beside = without(left, h);
  if (isToBring && NOTHING_ELSE.test(beside))
    return { intent: 'elsewhere', topic: /穿/u.test(unkept) ? '要穿什么' : '要带什么', what: 'plan' };
  const asked = again(heard({ ...h, s }));
  return asked?.intent === 'query' ? { ...asked, unkept } : undefined;
}

/** 党龄多少年了, 入党几年了: what is asked for, without the words that ask. */
const nounOf = (unkept: string): string =>
  unkept
    .replace(HOW_THEY_ARE, '')
    .replace(/^(党龄|工龄|入党)[有是都各满到已经]*[多几].*$/u, (_, noun: string) =>
      noun === '入党' ? '党龄' : noun,
    );
const HOW_THEY_ARE =
  /(?<=年龄|年纪|学历|职称|文化程度)(?:是|有|都|各|大概|差不多|大约)*(?:怎么?样|如何|[多几][少大个]?岁?|什么)$/u;

/** What is left beside the kind of meeting and 下次. */
const without = (left: string, { s, types }: Heard): string =>
  types
    .reduce((text, { at, end }) => text.replace(s.slice(at, end), ''), left)
    .replace(/[下这本][一]?[次回场]|会议?|活动/gu, '');

/** 谁的手机号没登记, 赵六电话多少: whatever anybody's is, nobody is told it here. */
const CONTACT = /手机号码?|电话号码?|联系电话|电话|联系方式|身份证号?码?|家庭住址|住址|银行卡号?|微信号/u;
const ASKS_CONTACT =
  /谁|哪些|哪几个|多少|几号|是啥|是什么|[吗么呢?？]$|没有?$|没(?:有)?(?:登记|填|写|报|录)|列|导|查|看看|告诉我|发我|给我/u;
/** It is said, or spoken of beside something else. */
const TELLS_CONTACT =
  /\d{5,}|改成|改为|换成|更新|打(?:了|过|个)?电话|电话(?:沟通|联系|打|通知|会议|走访|回访)|整改|进展|接|请假|签到|流动党员联系|有变|变[了化动]|报给我|请[^,，]{0,6}告诉|[:：]/u;

/** Undefined where nobody's is asked for. */
export function readContact({ s, items, types }: Heard): Filled | undefined {
  const topic = s.length > SHORT || items.length + types.length > 0 ? undefined : CONTACT.exec(s)?.[0];
  if (topic === undefined || TELLS_CONTACT.test(s) || !ASKS_CONTACT.test(s)) return undefined;
  return { intent: 'elsewhere', topic, what: 'contact' };
}
const SHORT = 24;

const LONGEST = 48;
