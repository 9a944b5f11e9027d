// What people say to a 集结 they are called to. Only asked where there is one: said otherwise the same words mean other things.
import type { MusterAnswer } from '../domain/muster/muster.ts';
import { simplify } from './simplify.ts';

const ACK =
  /^(?:好的?,?)?(?:收到|收悉|明白|知道)了?$|^(?:我)?(?:马上|立即|立刻|这就|正在|已经?)(?:到|来|去|过去|过来|出发|往那?边?赶|赶来|赶去|赶过来|赶过去|赶路)了?$|^(?:我)?(?:在路上|出发|上路)了?$/u;
const ARRIVED =
  /^(?:报告,?)?(?:我)?(?:已经?|已)?(?:到岗|到位|到达|到场|到现场|到地方|在岗|在位|报到|签到|到)(?:了|啦|咯)?$/u;
const NOT =
  '(?:去不了|来不了|到不了|赶不到|赶不及|赶不回来?|回不来|回不去|过不去|过不来|不能(?:去|来|到)|没法(?:去|来|到)|无法(?:到岗|到场|前往))';
const CANNOT = new RegExp(
  `^(?:我)?(?:现在|今天|暂时|这次)?${NOT}了?[,。::;\\s]*(?:因为|原因是?[::]?|[(（])?(?<reason>.{0,60}?)[)）]?$`,
  'u',
);
const BECAUSE = new RegExp(`^(?<reason>.{1,40}?)[,。;\\s]+(?:所以)?(?:我)?(?:现在)?${NOT}了?$`, 'u');
const MOST = 110;

/** Undefined where it is none of these. */
export function readMusterAnswer(text: string): { answer: MusterAnswer; reason?: string } | undefined {
  if (text.length > MOST) return undefined;
  const s = simplify(text.normalize('NFKC'))
    .trim()
    .replace(/[。!~.\s]+$/u, '')
    .replace(/，/gu, ',');
  if (ACK.test(s)) return { answer: 'ack' };
  if (ARRIVED.test(s)) return { answer: 'arrived' };
  const found = CANNOT.exec(s) ?? BECAUSE.exec(s);
  if (!found) return undefined;
  const reason = found.groups!.reason?.trim();
  return { answer: 'cannot', ...(reason && { reason }) };
}
