// What people say to a 集结 they are called to. Only asked where there is one: said otherwise the same words mean other things.
import type { MusterAnswer } from '../domain/muster/muster.ts';
import { simplify } from './simplify.ts';

const ACK =
  /^(?:好的?,?)?(?:收到|收悉|明白|知道)了?(?:[,\s]*(?:谢谢您?|感谢|辛苦了?|好的|哈|哦|啦|呢|领导|\p{Script=Han}?书记))?$|^(?:我)?(?:马上|立即|立刻|这就|正在)到了?$|^(?:我)?(?:马上|立即|立刻|这就|现在|正在|已经?)(?:来|去|过去|过来|出发|往那?边?赶|赶来|赶去|赶过来|赶过去|赶路)了?$|^(?:我)?(?:已经?)?(?:在?路上|出发|上路)了?$|^(?:我)?(?:可能|要|会|大概)?(?:稍?晚[点些]|晚一?会儿?|稍后|等会儿?|马上就|快|就快|[\d一二三四五六七八九十半]{1,3}(?:分钟|个?小时)后?就?)能?到了?$/u;
const ARRIVED =
  /^(?:报告,?)?(?:我)?(?:现在)?(?:已经?|已)?(?:到岗|到位|到达|到场|到现场|到地方|在岗|在位|报到|签到|到)(?:了|啦|咯)?$/u;
const NOT =
  '(?:去不了|来不了|到不了|赶不到|赶不及|赶不回来?|回不来|回不去|过不去|过不来|不能(?:去|来|到)|没法(?:去|来|到)|无法(?:到岗|到场|前往)|不[去来](?=了))';
const CANNOT = new RegExp(
  `^(?:我)?(?:又|还是|现在|今天|暂时|这次|确实|实在|真的){0,3}${NOT}了?[,。::;\\s]*(?:因为|原因是?[::]?|[(（])?(?<reason>.{0,60}?)[)）]?$`,
  'u',
);
const BECAUSE = new RegExp(`^(?<reason>.{1,40}?)[,。;\\s]+(?:所以)?(?:我)?(?:现在)?${NOT}了?$`, 'u');
/** 我在外地去不了: only where somebody is; 王五去不了 is of somebody else. */
const AWAY_AT = new RegExp(
  `^(?:我)?(?:现在|目前|还|人)*(?<reason>在[^,。;会课]{1,12}?)(?:所以)?${NOT}了?$`,
  'u',
);
const WRONG = '(?:刚才)?(?:点|按|发|说|记|回|弄|搞|报)错';
const NOT_THERE =
  '(?:其实|人)?(?:还|现在)*(?:没有?|未)(?:到岗|到位|到达|到场|到|出发|动身)(?:呢|啊|哦|哩|了)?';
const CAN = '(?:又|还是|现在|其实)*(?:能|可以)(?:去|来|到|赶到|赶过去|过去|参加)(?:的|了)?';
/** 我点错了; 还没到呢; 又能去了: what was answered before is so no longer. */
const TAKEN_BACK = new RegExp(
  `^(?:不好意思|对不起|抱歉)?,?(?:我)?(?:${WRONG}了?(?:[,。;\\s]*(?:我)?(?:${NOT_THERE}|${CAN}))?|(?:${NOT_THERE}|${CAN})(?:[,。;\\s]*(?:我)?${WRONG}了?)?)$`,
  'u',
);
/** 收到，稍晚十分钟: what stands behind says how, and neither asks nor refuses. */
const FIRST = /^(?<first>[^,。;:\s]{2,12})[,。;:\s]+(?<rest>.{1,60})$/u;
const OF_ELSE = /[?]|[吗呢]$|谁|什么|怎么|哪|请假|签到/u;
const DENIES = /不|没|别|未/u;
const MOST = 110;

interface MusterSaid {
  answer: MusterAnswer | 'none';
  reason?: string;
  /** with words of one's own beside it, which may be of something else */
  more?: true;
}

/** Undefined where it is none of these. */
export function readMusterAnswer(text: string): MusterSaid | undefined {
  if (text.length > MOST) return undefined;
  const s = simplify(text.normalize('NFKC'))
    .trim()
    .replace(/[。!~.\s]+$/u, '')
    .replace(/，/gu, ',');
  // 不能去了吗 asks.
  return /[?]|吗$/u.test(s) ? undefined : (wholeAnswer(s) ?? firstWords(s));
}

/** 收到收到, 到了到了: said twice it is said once. */
const TWICE = /^(?<once>收到|到了?|到岗了?|明白|来了)[,、]?(?:\k<once>[,、]?)+$/u;

function wholeAnswer(written: string): MusterSaid | undefined {
  const s = TWICE.exec(written)?.groups?.once ?? written;
  if (ACK.test(s)) return { answer: 'ack' };
  if (ARRIVED.test(s)) return { answer: 'arrived' };
  if (TAKEN_BACK.test(s)) return { answer: 'none' };
  const found = CANNOT.exec(s) ?? AWAY_AT.exec(s) ?? BECAUSE.exec(s);
  if (!found) return undefined;
  // 收到，去不了: the first word is no reason.
  const reason = found.groups!.reason?.trim();
  return { answer: 'cannot', ...(reason && !ACK.test(reason) && { reason }) };
}

/**
 * 收到，马上来; 收到，去不了，在外地; 到岗了，在大门口; 路上堵，晚点到: of several answers the last one holds, and what is none of
 * them is a remark, which neither asks nor is of a meeting; alone behind an answer it must not deny it either.
 */
function firstWords(s: string): MusterSaid | undefined {
  const { first, rest } = FIRST.exec(s)?.groups ?? {};
  if (first === undefined || rest === undefined || OF_ELSE.test(s)) return undefined;
  const said = wholeAnswer(first);
  if (said?.answer === 'cannot') return undefined;
  const then = wholeAnswer(rest) ?? firstWords(rest);
  if (then) return said ? then : then.answer === 'ack' ? { ...then, more: true } : undefined;
  return said && said.answer !== 'none' && !DENIES.test(rest) ? { ...said, more: true } : undefined;
}

const BETWEEN = /[、,\s]+|和|与|及|跟/u;
const ALSO = /^[\s,、]*(?:都|也|全部|全|已经|已)*(?=.)/u;
const AWAY = new RegExp(`^${NOT_THERE}(?:[,。;\\s]*${WRONG}了?)?$`, 'u');

/**
 * 张三、李四到岗了; 王五来不了，家里有事; 赵六还没到，记错了: what is said of others by whoever called them. All ways to cut the
 * line into names and an answer, the shortest names first: whether these are names only the roster knows.
 */
export function readMusterMarks(text: string): (MusterSaid & { names: string[] })[] {
  if (text.length > MOST) return [];
  const s = simplify(text.normalize('NFKC'))
    .trim()
    .replace(/[。!~.\s]+$/u, '')
    .replace(/，/gu, ',');
  const found: (MusterSaid & { names: string[] })[] = [];
  for (let cut = 2; cut < s.length; cut++) {
    const said = s.slice(cut).replace(ALSO, '');
    if (said.startsWith('我')) continue;
    const answer = AWAY.test(said) ? ({ answer: 'none' } as const) : wholeAnswer(said);
    const names = s
      .slice(0, cut)
      .split(BETWEEN)
      .filter((name) => name !== '');
    if (answer && names.length > 0) found.push({ ...answer, names });
  }
  return found;
}
