import type { Filled } from '../../domain/intent.ts';
import type { Heard } from './rest.ts';
import { whichOf } from './shape.ts';

const PLEASE = '(?:请|麻烦|帮我|给我|我要|我想|快|赶紧|马上|立即)*';
const BACK = '(?:撤回|撤回来|撤掉|撤下来?|撤销|收回)';
/** 整改12 is masked nowhere: it stands here as said. */
const WHICH =
  '(?:我|给大家|刚才|刚刚|刚|上一?条|前一?条|最后一?条|[那这][个条]|发出去?|发|下发|错|关于|整改|问题|任务|第|[\\d,、和]+|号|项|的|会议|活动|会)*';
const NOTICE = '(?:通知|消息|提醒)';
const TAIL = '(?:给|都|全部?|一下|吧|掉|来|去|了|呗|[,，。!])*';

const FORMS = [
  `${PLEASE}${BACK}(?:一下|掉|了)?${WHICH}${NOTICE}${TAIL}`,
  `${PLEASE}(?:把)?${WHICH}${NOTICE}(?:给我|都|全部?)*${BACK}${TAIL}`,
  `${WHICH}${NOTICE}(?:我|又)?(?:发|写|弄)?(?:错|早|多)了?[,，。!]*${PLEASE}(?:给我|都|全部?)*${BACK}${TAIL}`,
].map((form) => new RegExp(`^${form}$`, 'u'));

const LONGEST = 40;

/** 撤回通知, 把刚才的通知撤回来, 通知发错了，撤回: messages are taken back; 撤销 alone is of the matter itself. */
export function readRecall(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST) return undefined;
  const shape = h.shape.replace(/\s+/gu, '');
  if (!FORMS.some((form) => form.test(shape))) return undefined;
  const { startAt, ...which } = whichOf(h, 'forward');
  const { itemNo } = h;
  return {
    intent: 'notice_recall',
    ...which,
    // 撤回昨天的通知: when it was told of, not when the meeting is.
    ...(startAt !== undefined && which.activityType && { startAt }),
    ...(itemNo !== undefined && { itemNo }),
  };
}
