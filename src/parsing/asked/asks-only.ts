// Lines that ask, and tell nothing: 来没来, 参会咋样, 请了哪些人的假.
import type { Filled, IntentName } from '../../domain/intent.ts';

/** In UTF-16 units: what asks and no more is short. */
const LONGEST = 60;
const ASKS_ONLY =
  /谁(?:还|又|没|来|去|到|请|缺|迟|是|有|在|的)|(?<![得有])哪[些个几]|多少(?:次|人|个|场|回|钱)|(?<!好)几[次回场堂](?!就)|几个(?:人)?(?:请假|没来|没到|迟到|缺席)|咋样|怎么样[?？]?$|([来到去])没(?:有)?\1|画(?:个|张|成|一).{0,3}图|发展到|老不来|来(?:开会|参会|参加)没(?:有)?|[走办发][到展].{0,3}哪|[员组部子]总?数[^，,]{0,4}[员组部子]总?数|(?:什么|啥)时候(?:召?开|搞|上|办)(?!.*定)/u;
/** 几点开会？我去不了 tells something too. */
const TELLS = /[去来到]不了|[我俺].{0,4}请个?假/u;

export const asksOnly = (s: string): boolean =>
  s.length <= LONGEST && !s.includes('\n') && ASKS_ONLY.test(s) && !TELLS.test(s);

const STORES: ReadonlySet<IntentName> = new Set<IntentName>([
  'checkin',
  'leave',
  'makeup_checkin',
  'roster_checkin',
  'activity_report',
  'activity_create',
]);

/** Whether it would store something of a meeting. */
export const stores = ({ intent }: Filled): boolean => STORES.has(intent);
