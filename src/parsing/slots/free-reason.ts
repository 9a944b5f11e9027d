// Why somebody is away, said in words of one's own: what stands beside the leave and is nothing else.
import { PLACE_ENDING } from '../lexicon/places.ts';
import { REASON_STARTS } from '../lexicon/reasons.ts';
import { mask } from '../message.ts';
import type { Spans } from '../spans/spans.ts';
import { written } from './written.ts';

const BEFORE =
  '(?:要|想|得|需要?|申请|特此|特|只能|只好|先|必须|向(?:组织|支部|您|书记|你)|[给帮]我|给|都|全|一律|就|才|所以|因此|恐怕|怕是?|真的?|实在|可能|暂时|也|还|又|是|的)*';
const AFTER = '(?:[一两二三四五六七八九十半\\d]{1,2}(?:次|天|下|回|个月)|吧|了|啦|哦|喽|呢|哈|的)*';
/** The leave itself, and what belongs to it. */
const LEAVE = new RegExp(
  `${BEFORE}(?:请(?:个|了|一?次|一?下)?(?:[一两二三四五六七八九十半\\d]{1,2}(?:天|次|个))?[病事]?假条?|告个?假|(?:我|他|她)?(?:就|都|也)?(?:[来去到]不(?:了|成)|不(?:能|便)?(?:来|去|参加|到会|出席)(?=了|$|[,。;!\\s])|不能(?:来|去|参加|到会|出席)|(?:参加|出席|到会)不了|(?:无法|没法|没办法)(?:按时)?(?:来|去|参加|到会|前来|前往|出席)|赶不(?:上|到|过来|回来)|缺席))${AFTER}`,
  'gu',
);
const SEPARATORS = /[\s,，。.;；!！~～、:：()（）\n\ue001\ue004]+/u;
const HEAD =
  /^(?:我们?(?:这[边里])?|本人|他|她|因为|因|由于|是|的|那天|当天|这次|本次|期间|到时候?|到时|现在|最近|这几天|会议?|开?会|活动|也|都|就|正好|刚好|主要|理由|原因|事由|说)+(?=..)/u;
const TAIL = /(?:的|所以|因此|就|而|故|也|都|要|想|先|我|他|她|人)+$/u;
/** Courtesy, who is spoken to, what is asked for, the meeting itself: no reason. */
const NO_REASON =
  /[?？]|书记|领导|组长|组织|主任|委员|各位|大家|同志|你们|您|麻烦|谢|辛苦|抱歉|不好意思|对不起|见谅|谅解|理解|批准|批假|准假|批一下|准许|恳请|敬请|望|知悉|收到|说一声|说一下|转告|告诉|告知|打扰|报告|汇报|通知|知道|可以|行不行|能不能|是否|什么|下次|一定|保证|补上|补课|补学|再|取消|撤|没有?请|不请|不是|开玩笑|哈哈|请$|请(?!客|人|医|了?长)|^(?:让|叫|托|替|帮|代|给|和|跟|与|同|还有)|^[老小阿大][\u4e00-\u9fff]$|(?:哥|姐|叔|婶|嫂|总|师傅|老师)$|^(?:爸|妈|老公|老婆|爱人|媳妇|儿子|女儿|父亲|母亲|爷爷|奶奶)$|^(?:会议?|开会|活动|支部|小组|党员|集体|线上|线下|参加|学习会|假|假期|全部|所有|每次|两个|好|好的|嗯|哦|唉|哎|吧|了)+$|^(?:不|没|别)?(?:来|去|参加)了?$|[\da-zA-Z]{4}|^(?:上|下|中)午|签到|到了|来了|的会议?$|^没有?$|^.{0,3}(?:科|处|股|局|办|车间|班组)$|^[元正腊]月$/u;
const PLACE = new RegExp(
  `^[在到]?[\\u4e00-\\u9fff\\dA-Za-z]{0,8}${PLACE_ENDING}$|^在?[一二三四五六七八九十\\d]{1,2}楼$`,
  'u',
);
/** 住院, 去镇政府: done somewhere */
const DOING = /[住出入医]院|[去送陪接跑]/u;
const [SHORTEST, LONGEST] = [2, 20];
const LONGEST_MESSAGE = 60;

/** Whether words said beside a leave may be why. */
export const mayBeReason = (words: string): boolean =>
  words.length >= SHORTEST && !NO_REASON.test(words) && (!PLACE.test(words) || DOING.test(words));

/** 儿媳妇生了, where only 媳妇生了 was found: the first characters belong to it. */
export function wholeReason(spans: Spans, found: string | undefined): string | undefined {
  const free = freeReason(spans);
  if (found === undefined) return free;
  const isMore = free?.endsWith(found) && free.length - found.length <= 2;
  return isMore ? free : found;
}

/** 血压高, 眼睛看不清, 在外地出差: free text that is neither time, kind, name, place nor courtesy. */
function freeReason(spans: Spans): string | undefined {
  const { s, form, lists, times, types, units, people } = spans;
  if (s.length > LONGEST_MESSAGE || s.includes('\n') || form.fields.length > 0 || lists.length > 0)
    return undefined;
  const rest = mask(s, [...times, ...types, ...units, ...people]).replace(LEAVE, (word) =>
    '\ue004'.repeat(word.length),
  );
  const found: string[] = [];
  let at = 0;
  for (const piece of rest.split(SEPARATORS)) {
    at = rest.indexOf(piece, at);
    const head = HEAD.exec(piece)?.[0].length ?? 0;
    const body = piece.slice(head).replace(TAIL, '');
    const from = at + head;
    at += piece.length;
    if (!mayBeReason(body) || !/^[\u4e00-\u9fff]/u.test(body)) continue;
    // 二妮请假: two characters right before the leave may be a name.
    const isGlued = rest[at] === '\ue004' && body.length <= 2 && head === 0;
    if (isGlued && !KNOWN.test(body)) continue;
    found.push(written(spans, { at: from, end: from + body.length }));
  }
  const reason = found.join('，');
  return reason.length >= SHORTEST && reason.length <= LONGEST ? reason : undefined;
}

/** Two or three characters that are no reason anybody knows may be a name. */
export const isPlainReason = (words: string): boolean =>
  mayBeReason(words) && (words.length > 3 || KNOWN.test(words));

const KNOWN = new RegExp(`^(?:${[...REASON_STARTS].join('|')})|[疼痛病差院]$`, 'u');
