// What in a message speaks against an entry of that kind: it is neither made nor offered.
import type { IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { noEntryIn, UNASKED } from './slipped.ts';
import type { Spans } from './spans/spans.ts';

/** 在路上了,一会就到: nobody has arrived. */
const COMING =
  /(?:还)?在(?:半)?路上|等我[^,。;]{0,3}到了?[再后]|一会儿?(?:就|才)?到|马上(?:就)?到|(?:就)?快到|(?:准时|按时)到(?!了|场了|达|会了)|(?:就|正|正在)(?:往|赶|朝)[^,。;]{0,6}(?:来|赶|走)/;

/** 把赵六的签到去掉: the entry is to be taken away. */
export const TAKEN_AWAY =
  /(?:签到|补签|打卡|请假)(?:记录)?(?:给)?(?:去掉|删[掉了除]|划掉|撤[掉了回销]|抹掉|退掉|拿掉|取消|作废)|(?:去掉|删[掉除]|划掉|撤[掉回销]|取消)[^,。;\n]{0,8}(?:签到|补签|打卡|请假)/;

/** 请假什么原因, 为什么请假, 请的什么假, 请假了没有, 谁谁请假了吗: a leave that is asked for is none. */
const LEAVE_ASKED =
  /请(?:了|的|过)?个?假?(?:了|的)?是?(?:因为)?(?:什么|啥|哪种|哪类)(?:原因|理由|事由|事情?|假)|(?:为什么|为啥|为何|因何|什么原因|啥原因|怎么|什么事情?|啥事)[^,。;\n]{0,8}请(?:了|的|过)?个?[事病]?假|(?<![能可想要得以][^,。;\n]{0,2})请(?:了|过)?个?假了?\s?(?:没有|没|吗|么)(?=$|[?\s,。啊呀])|(?:有没有|是否|是不是)[^,。;\n]{0,6}请(?:了|过)?个?假|请没请假/u;

/** What in a message speaks against an entry of that kind: it is neither made nor offered. */
export function against({ s }: Spans, intent: IntentName): string | undefined {
  if (intent === 'query') return UNASKED.exec(s)?.[0];
  if (!ABOUT_PEOPLE.has(intent)) return undefined;
  const none = noEntryIn(s);
  if (none !== undefined) return none;
  if (intent === 'leave' && LEAVE_ASKED.test(s)) return LEAVE_ASKED.exec(s)![0];
  return (intent === 'checkin' ? COMING.exec(s)?.[0] : undefined) ?? TAKEN_AWAY.exec(s)?.[0];
}
