// Words that answer whatever was asked: a number, yes, no. What is asked is not known here.
import type { AnswerWord } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Yes, and nothing else, whoever says it. */
const YES = words(`
  是 是的 是滴 是呀 是啊 对 对的 对对 对对对 对头 没错 不错 确认 确定 正确 就是 就是的 无误 确认无误 嗯是 嗯是的 嗯对
  y yes 就是这个 就是它 就这个 这个 就这样 是这个 是这样 就是这样 就是这样的 对就是这个 就按这个 按这个 照这个 按这个办
  发出 发出去 发吧 马上发 立即发 照发
  照这样 照这样记 就这么办 就这么记 是这个意思 就是这个意思 就这个意思 没毛病
`);
/** Yes to a question; without one they are said of anything. */
const AGREED = words(`
  嗯 嗯嗯 嗯呢 恩 恩恩 好 好的 好嘞 好哒 好呀 好滴 好的好的 行 行的 可以 可以的 中 要得 ok okay 同意 没问题 办吧 记吧 就办 照办
  k okk 阔以 没意见
`);
const NO = words(`
  不是 不是的 不对 否 不 错 错了 不正确 不用 不要 算了 不了 n no 不用了 不要了 都不是 都不对 全不是 全不对 都错了 一个都不是
  没有一个 没一个对 没有对的 以上都不是 上面都不是 两个都不是 三个都不是 哪个都不是 不是这个 不是这些 不是这样 不是这意思
  不发 不发了 别发 别发了 先不发 不要发
  不是这个意思 别记 别办 先不办 不办了 不记了
`);
/** 取消 alone says no to a question, and names an order where none is open. */
const CALLED_OFF = words('取消 取消吧');
const TALK = words(`
  你好 您好 你好啊 您好啊 在吗 在么 在不在 早 早上好 上午好 中午好 下午好 晚上好 晚安 大家好 哈喽 嗨 喂 hi hello 谢谢 谢谢啊 谢谢你
  谢谢您 多谢 感谢 辛苦 辛苦了 再见 拜拜 哈哈 哈哈哈 呵呵 收到 收到了 收悉 已阅 知道了
`);
const LAST = words('最后一个 最后那个 后一个 后面那个 后面的 下面那个 下面的 后者');
const FIRST = words('前一个 前面那个 前面的 上面那个 上面的 前者 头一个 头个');

const NUMBER =
  /^(?:我?选择?|就要?|要|回复|是)?(?:第|选项)?\s?([1-9一二三四五六七八九两])(?:个|项|号|条|种)?$/;
/** What an answer can begin with: nearly every message that is none ends here. */
const BEGINS = new Set(
  [...YES, ...AGREED, ...NO, ...CALLED_OFF, ...TALK, ...LAST, ...FIRST].map((word) => word[0]!),
);
const BEGINS_ELSE = /^[\s\dA-Z,.!~我选就要回第一二三四五六七八九两]/;
const LONGEST = 16;
const PARTICLES = /[吧啊呀呢了哦哈嘛的]$/;
const PIECES = /[,.。、!~\s;:]+/;

/** A pure answer means nothing without its question. */
interface Answered {
  word: AnswerWord;
  isPure: boolean;
}

/** What a message is as an answer; undefined when it says more than that. */
export function answerWord(s: string): Answered | undefined {
  if (s.length > LONGEST || !(BEGINS.has(s[0] ?? '') || BEGINS_ELSE.test(s))) return undefined;
  const pieces = s
    .toLowerCase()
    .split(PIECES)
    .filter((piece) => piece !== '');
  const found = pieces.map(pieceOf);
  if (found.length === 0 || !found.every((f) => f !== undefined)) return undefined;
  const said = found as Answered[];
  const kinds = new Set(said.map((f) => f.word));
  const numbers = [...kinds].filter((word) => typeof word === 'number');
  const isPure = said.some((f) => f.isPure);
  if (numbers.length > 0)
    return numbers.length === 1 && !kinds.has('no') && !kinds.has('talk')
      ? { word: numbers[0]!, isPure: true }
      : undefined;
  if (kinds.has('no')) return { word: 'no', isPure };
  if (kinds.has('yes')) return { word: 'yes', isPure };
  return { word: 'talk', isPure: false };
}

function pieceOf(piece: string): Answered | undefined {
  const known = wordOf(piece);
  if (known || piece.length < 2 || !PARTICLES.test(piece)) return known;
  const bare = piece.replace(PARTICLES, '');
  return wordOf(bare) ?? (PARTICLES.test(bare) && bare.length > 1 ? wordOf(bare.slice(0, -1)) : undefined);
}

function wordOf(piece: string): Answered | undefined {
  const number = NUMBER.exec(piece);
  if (number) return { word: number[1] === '两' ? 2 : readNumber(number[1]!)!, isPure: true };
  if (YES.has(piece)) return { word: 'yes', isPure: true };
  if (AGREED.has(piece)) return { word: 'yes', isPure: false };
  if (NO.has(piece)) return { word: 'no', isPure: true };
  if (CALLED_OFF.has(piece)) return { word: 'no', isPure: false };
  if (FIRST.has(piece)) return { word: 1, isPure: true };
  if (LAST.has(piece)) return { word: -1, isPure: true };
  return TALK.has(piece) ? { word: 'talk', isPure: false } : undefined;
}

/** 取消, and nothing else: an order of its own where nothing was asked. */
export const isCalledOff = (s: string): boolean => CALLED_OFF.has(s.replace(PARTICLES, ''));

const DENIAL =
  /^\s*(?:都不是|不是的?|不对|错了|搞错了|弄错了|不)(?:[,，。、!！:：;；\s]+|(?=是|应该|应当|我是))(?:应该是|应当是|应是|是|我说的是|我的意思是|改成|改为)?\s*/;

/** 不对，给李四请假: what is said in place of what was asked about; undefined where nothing is denied. */
export function insteadOf(text: string): string | undefined {
  const denied = DENIAL.exec(text);
  const rest = denied ? text.slice(denied[0].length).trim() : '';
  return rest === '' ? undefined : rest;
}
