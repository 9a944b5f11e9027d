import { classOf } from './learned/classes.ts';
import { normalise } from './normalise.ts';

/** Words that ask for nothing: thanks, forms of address and of politeness, receipt, fillers. */
const IDLE: ReadonlySet<string> = new Set([
  'thanks',
  'polite',
  'filler',
  'ack',
  'official',
  'everyone',
  'self',
  'other',
]);
/** Greetings and whom they are for, wishes, laughter and sounds, which the classes do not hold; each of bounded length. */
const GREETING =
  /^(?:[早中晚上下]{1,2}[午上]?[好安]|早[啊呀]?|在(?:不在|吗|嘛|么|不)|有人(?:吗|在吗)|你是谁|大家|大伙儿?|诸位|嗨|哈喽|哈罗|hello|hi|hey|[哈呵嘻嘿嗯哦噢额呃啊呀]{1,12}|(?:新年|元旦|春节|中秋|端午|国庆|五一|七一|节日|周末|生日|新春)?(?:快乐|愉快|安康)|(?:新年|过年|新春)好|恭喜|祝(?:您|你|大家|各位)?|再见|拜拜|晚点见|明天见)/i;
const HAN = /[\u4e00-\u9fff]/;
const MOST_READ = 60;

/** True for greetings, thanks and the like, and for what has no words at all: nobody can read more out of it. */
export function isSmallTalk(text: string): boolean {
  const { s } = normalise(text);
  if (!HAN.test(s)) return true;
  if (s.length > MOST_READ) return false;
  for (let i = 0; i < s.length; ) {
    const size = idleAt(s, i);
    if (size === 0) return false;
    i += size;
  }
  return true;
}

/** How many characters at `i` say nothing; 0 when something is said there. */
function idleAt(s: string, i: number): number {
  if (!/[\p{L}\p{N}]/u.test(s[i]!)) return 1;
  const greeting = GREETING.exec(s.slice(i, i + 14))?.[0].length ?? 0;
  const word = classOf(s, i, s.length);
  const known = word && IDLE.has(word.name) ? word.text.length : 0;
  // 明天见 begins with what is no greeting; the longer reading counts.
  if (word && !known && word.text.length > greeting) return 0;
  return Math.max(greeting, known);
}
