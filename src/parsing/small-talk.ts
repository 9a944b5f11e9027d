import type { Filled } from '../domain/intent.ts';
import { ACK, ACK_FILLER, ACK_STRONG, HELP, HOW } from './lexicon/talk.ts';
import { asWritten, MASK } from './message.ts';
import { splitNames } from './names.ts';
import type { Reading } from './reading.ts';

const longFirst = (words: string) =>
  words
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
const PUNCTUATION = `[\\s${MASK},.。!~…、:;()\\-—^_“”]`;
const ACK_TOKENS = new RegExp(
  `(?:${longFirst(ACK)})|(?:${longFirst(ACK_FILLER)})|[\\u4e00-\\u9fff]{1,2}(?:书记|主任|组长|委员|老师|支书|领导|镇长|村长)|${PUNCTUATION}+`,
  'y',
);
const ackWord = new RegExp(ACK_STRONG);
const NOT_ACK =
  /收到(?:请|的请|后|没|吗|否|回复的?|货|快递|款|钱|礼|红包)|没(?:有)?收到|未收到|收不到|请[^,]{0,6}收到|\?|吗|^(?:到|好人|行程)|是否|不行|不好|不知道|不清楚|不明白|不了解/;

/** 好了好了, 张书记好: 好 and 行 count only when they are all that is said. */
const isWeak = (s: string) =>
  !/^[好行][。!]?$/.test(s) &&
  !STRONG.test(s.replace(/^[\u4e00-\u9fff]{1,2}(?:书记|主任|组长|委员|老师|支书|领导|镇长|村长)好/, ''));
const STRONG = new RegExp(ACK_STRONG.replace(/\|行\|好\|/, '|'));

/** An acknowledgement, only when the whole message is one. */
export function readAck(r: Reading): Filled | undefined {
  const s = r.rest;
  if (s.length > 60 || !ackWord.test(s) || NOT_ACK.test(s)) return undefined;
  let left = '';
  let ack = false;
  for (let i = 0; i < s.length; ) {
    ACK_TOKENS.lastIndex = i;
    const m = left === '' || splitNames(left) ? ACK_TOKENS.exec(s) : null;
    if (m && m[0] !== '') {
      if (ackWord.test(m[0])) ack = true;
      if (left !== '' && !left.endsWith('\n')) left += '\n';
      i += m[0].length;
    } else left += s[i++];
  }
  if (!ack || isWeak(s)) return undefined;
  const intent: Filled = { intent: 'ack' };
  if (left.trim() !== '') {
    const names = splitNames(left);
    if (!names) return undefined;
    intent.names = names.map((n) => asWritten(r.m, n));
  }
  if (r.types.length > 0 || r.times.length > 0) return undefined;
  if (r.units[0]) intent.scope = asWritten(r.m, r.units[0].text);
  return intent;
}

const help = new RegExp(
  `^(?:请问|你好|您好|请|麻烦|这个|那个|机器人|小助手|助手|我|想问下|想问一下|问下|问一下|看看|看一下|打开|查看|显示|发|给我|来个|,|\\s)*(?:你|您|这|它|机器人|小助手|系统|支部通|党建助手)*(?:都|还|到底|究竟|这个|东西|软件|,|\\s)*(?:${HELP})(?:[吗呢啊呀吧的了?!。~,\\s]|一下|发一下|发来|发我|看看|你|谢谢)*$`,
);
const how = new RegExp(HOW);
const FORM = /(?:请假条|表格|模板|格式|样本|范文|材料|表|台账)/;

/** Asks what the bot can do or how something is done with it; forms and templates are not its matter. */
export function readHelp(r: Reading): Filled | undefined {
  const s = r.s.trim();
  if (s.length > 60) return undefined;
  if (s === '?' || s === '??' || help.test(s)) return { intent: 'help' };
  return s.length <= 40 && how.test(s) && !FORM.test(s) && !/整改[#\d]/.test(s)
    ? { intent: 'help' }
    : undefined;
}
