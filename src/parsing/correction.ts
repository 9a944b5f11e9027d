import { SHORT_TYPE_WORDS } from '../domain/activity/types.ts';
import { matches } from './matches.ts';
import { MASK, type Message, type Span } from './message.ts';

const KEY = `(?:请假|签到|补签|代签|收到|完成|延期|销号|报到|打卡|${SHORT_TYPE_WORDS.join('|')})`;
const WRONG = new RegExp(
  `(?:不是|并非)(?:要|来|在)?[\\u4e00-\\u9fff·]{0,6}?${KEY}(?:的)?[,\\s]*(?:而)?(?=是|我是|,)|(?<!是)(?:而)?不是(?:要|来)?${KEY}(?:的)?(?=$|[,。!\\s])`,
  'g',
);
const RETRACT = new RegExp(
  `^[^\\n]{0,40}?(?:打错|说错|发错|写错|点错|搞错|输错|弄错|不对|口误|更正|纠正|(?<=[,\\s])不是(?=[,\\s]))(?:了)?[,。:!\\s]*(?:应该|应当|改成|改为)?(?=.{0,6}${KEY})`,
);

/** 不是请假是签到: what is denied is taken out, so that only what is meant remains. */
export function correct(m: Message): Message {
  if (!/不是|并非|错|不对|口误|更正|纠正/.test(m.s)) return m;
  const spans: Span[] = matches(WRONG, m.s).map((x) => ({ at: x.index, end: x.index + x[0].length }));
  const retract = RETRACT.exec(m.s);
  if (retract && new RegExp(KEY).test(retract[0])) spans.push({ at: 0, end: retract[0].length });
  if (spans.length === 0) return m;
  const blank = (text: string) => {
    let out = text;
    for (const { at, end } of spans) out = out.slice(0, at) + ' '.repeat(end - at) + out.slice(end);
    return out;
  };
  return { raw: blank(m.raw), s: blank(m.s).replaceAll(MASK, ' ') };
}
