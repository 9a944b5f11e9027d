// 集结改到镇政府, 集结时间改到下午4点; and behind a call of one's own 再叫一次, 除了赵六都到岗了.
import type { Filled } from '../../domain/intent.ts';
import { simplify } from '../simplify.ts';
import { momentOf } from '../spans/time/resolve.ts';
import type { Heard } from './rest.ts';

const MOVED =
  /^(?:请|通知|注意|这次|本次|刚才的?|[,\s])*(?:演练)?集[结合]的?(?:地点|地方|时间)?[,\s]*(?:都|现在)?(?:改|换|调|变更?)(?:到|为|成|在|至)[\s:：]*(?<to>[^?？]{2,40})$/u;
const AROUND =
  /^(?:之?前|以前|到|在|去|于|为|改到|改为|请|集[结合]|[\s,，、。的])+|(?:之?前|以前|集[结合]|待命|报到|了|[\s,，、。])+$/gu;
const MINUTES = /(?<count>\d{1,3})分钟(?:之?内|以内|后)/u;

/** Where to or until when is another than was called out; undefined where nothing of it is told whole. */
export function readMusterMoved(h: Heard, s: string): Filled | undefined {
  const to = MOVED.exec(s)?.groups?.to;
  if (to === undefined || /[吗呢么]$|哪/u.test(to)) return undefined;
  const from = s.length - to.length;
  const minutes = MINUTES.exec(to)?.groups?.count;
  const time = minutes === undefined ? h.times.find((one) => one.hasClock && one.at >= from) : undefined;
  const { startAt, endAt } = time ? momentOf(time, h.today, 'forward') : {};
  const dueAt = endAt ?? startAt;
  const rest = time ? `${s.slice(from, time.at)} ${s.slice(time.end)}` : to.replace(MINUTES, ' ');
  const place = rest.replace(AROUND, '').replace(AROUND, '');
  const isTimed = dueAt?.includes('T') === true;
  if (place.length < 2 && minutes === undefined && !isTimed) return undefined;
  return {
    ...{ intent: 'muster_change', what: 'move' },
    ...(place.length >= 2 && { place }),
    ...(minutes !== undefined && { minutes: Number(minutes) }),
    ...(isTimed && { dueAt: dueAt! }),
  };
}

const plain = (text: string): string =>
  simplify(text.normalize('NFKC'))
    .trim()
    .replace(/[。!~.\s]+$/u, '')
    .replace(/，/gu, ',');

const AGAIN =
  /^(?:请|麻烦|马上|赶紧|帮我|那就)*(?:再|重新)(?:集结)?(?:叫|催|喊|通知|提醒|发)(?:他们|大家|(?:那些|还)?没(?:有)?(?:回|到|收到|回音|回复|动静)的人?)?(?:一次|一遍|一下|一回)(?:他们|大家|(?:那些|还)?没(?:有)?(?:回|到|收到|回音|回复)的人?)?(?:吧|了)?$|^(?:请|麻烦)?催(?:一下|一催)?(?:还)?没(?:有)?(?:回|收到|回音|回复)的人?$/u;

/** 再叫一次: only behind a call that is open. */
export const isMusterAgain = (text: string): boolean => AGAIN.test(plain(text));

const ALL_THERE =
  /^(?:(?:除了?|除开)(?<but>[^,]{2,40}?)(?:以外|之外|外|没来|没到|不算)?[,\s]*)?(?:其他人?|其它人?|其余的?人?|别人|剩下的人?|人员?|大家|同志们|他们)?(?:现在|已经?)*(?:都|全部?|全员|全体)(?:已经?|都)?(?:到岗|到位|到齐|到场|到)(?:了|啦)?$/u;

/** 都到了, 除了赵六都到岗了: names that are left out; undefined where it says something else. */
export function allThere(text: string): { but: string[] } | undefined {
  const found = ALL_THERE.exec(plain(text));
  if (!found) return undefined;
  return { but: (found.groups?.but ?? '').split(/[、\s]+|[和与及跟]/u).filter((name) => name !== '') };
}
