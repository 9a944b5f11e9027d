import type { Filled } from '../../domain/intent.ts';
import type { Heard } from './rest.ts';
import { whichOf } from './shape.ts';

const BACK =
  /(?:请假的事[^,。;\n]{0,3}(?:算了|作罢|不提))|(?:不(?![成了上到来去开过便舒在适好方])|别|无需|不用|不必|取消|撤销|撤回|收回|不再|作废)[^,。;\n]{0,6}请假(?!的)|请假[^,。;\n]{0,8}(?:取消|撤销|撤回|作废|不算|收回|不请了|不用了)|销假|销个假|又能(?:来|去|参加)|又可以(?:来|去|参加)|(?<![不没未])能(?:来|去|参加|到会|到|参会|赶到|赶回来)了|(?<![不没未])可以(?:来|去|参加|到会|参会)了|不请了|没有?请(?:过)?假|不是(?:要|来)?请假|假(?:条)?(?:取消|撤了|撤回|不请)|把[^,。;\n]{0,8}假[^,。;\n]{0,4}(?:取消|撤|消|销|退)|不用请假|(?:取消|撤销|撤回|收回)(?:我)?(?:昨天|刚才|之前|上午|今天|那个|这次|前面)?的?(?:请|那个|病|事)?假|照常参加|正常参加|还是能(?:来|去|参加)|还是可以(?:来|去|参加)|不请(?:病|事|这个|那个)?假/;
/** Whoever asks, or says more than this, is read as a whole. */
const ASKS =
  /[?吗呢么]|谁|有没有没|没请假(?:也|又|还|就)?(?:都)?(?:没|不)[来到]|没有?请假[^,，。]{0,4}缺席|[次回]以上|请假的?(?:党员|人)|能来了没|说不定|不一定|可能|也许|兴许|万一|看情况|如果|要是/;
/** 孩子好了，27号的会我能去 */
const CAN = /(?:会|活动|^|[,，\s的])(?:我|又|还是|现在)*(?:能|可以)(?:来|去|参加|到会|到)(?:了)?$/u;
const LONGEST = 24;

/** 我又能来了, 不请假了, 销假: the sender's own leave is taken back. */
export function readWithdrawal(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST || h.people.length > 0 || ASKS.test(h.s)) return undefined;
  if (!BACK.test(h.s) && !CAN.test(h.shape)) return undefined;
  const { scope: _scope, ...which } = whichOf(h, 'forward');
  return { intent: 'leave_withdraw', ...which, ...(/都|全/.test(h.s) && { every: true }) };
}
