// What a message of a few characters must hold for a meaning to be offered: 月度 is no 收到, whatever is likelier than all else.
import type { Filled } from '../domain/intent.ts';

/** In UTF-16 units; a longer one gives more to go by. */
const FEW = 8;

/** Signs by which people check in, answer, finish or stay away, in any of their spellings. */
const SIGNS: Partial<Readonly<Record<Filled['intent'], RegExp>>> = {
  ack: /收|受|令|阅|读|知|悉|明白|了解|好|行|可以|没问题|ok|嗯|是|照办|遵|同意|参加|一定|看|懂|晓|记|没意见|到位|清楚|妥|中|成|准时|👌|1/iu,
  checkin: /到|签|来|在|打|报|齐|上线|进|1|\+|✓|✔|√|坐|抵|赶/u,
  rectify_done: /完|好|毕|销|整改|办|解决|到位|落实|修|改|结|已|清|搞|ok|弄|了|号|\d/iu,
  leave: /假|不|没|有事|去|来|请|病|医|出差|缺|忙|走/u,
};

/** False for a few characters that hold no sign of the intent. */
export const hasSign = (s: string, { intent, names }: Filled): boolean =>
  s.length > FEW || names !== undefined || (SIGNS[intent]?.test(s) ?? true);
