// Lines that ask, and tell nothing: 来没来, 参会咋样, 请了哪些人的假.
import type { Filled, IntentName } from '../../domain/intent.ts';

/** In UTF-16 units: what asks and no more is short. */
const LONGEST = 60;
const ASKS_ONLY =
  /有没有(?:说法|规定|要求)|能不能不|可不可以不|可以不[来去]|谁(?:还|又|没|来|去|到|请|缺|迟|是|有|在|的)|(?<![得有])哪[些个几]|多少(?:次|人|个|场|回|钱)|(?<!好)几[次回场堂](?!就)|几个(?:人)?(?:请假|没来|没到|迟到|缺席)|咋样|怎么样[?？]?$|([来到去])没(?:有)?\1|画(?:个|张|成|一).{0,3}图|发展到|老不来|来(?:开会|参会|参加)没(?:有)?|[走办发][到展].{0,3}哪|[员组部子]总?数[^，,]{0,4}[员组部子]总?数|(?:什么|啥)时候(?:召?开|搞|上|办)(?!.*定)/u;
/** 刘洋的会来过没, 批下来没, 做个表, 给我排个名. A particle alone asks nothing: 签到？ and 请假 出差嘞 are acts. */
const ENDS_ASKING =
  /\d+[个名位人次回场条项件]?(?:人|党员)?还是\d+|[来去到]过没(?:有)?(?=[,，。\s]|$)|[算记]的?[是成作]?(?:请假|缺席|迟到)[了的]?[吗么没不?？]|^[^,，。\s]{0,10}我[算记](?:请假|缺席|迟到)[了的]?吧[。\s]*$|[到来]齐了?没(?:有)?[。?？\s]*$|[批弄办补修定排]下?[来好完]?没(?:有)?[\s。]*$|多还是.{0,10}多|还差[啥什]|(?:为啥|多少|好多|几多|几个|哪天|啥|什么|咋样)[\s。.!！]*$|(?:打|做|弄|列|画|出|整)(?:个|张|成|一张|一个)(?:小|简)?(?:表|图|柱|线|饼)|(?:列|拉|弄|报)(?:个|一个|成)?(?:名单|单子|清单)|排(?:个|一下|一排)?(?:名|一二三|前[三五十])|谁.{0,12}(?:高|多|强|好)/u;
/** 几点开会？我去不了 tells something too. */
const TELLS =
  /应到.{0,3}[\d一二三四五六七八九十]|按.{1,4}记|安排(?:一|个|在|到)|[去来到]不了|[我俺](?![算记]请假).{0,4}请个?假/u;

/** 党日是不是固定在25号: nothing is told before it. */
export const asksWhether = (s: string): boolean => s.length <= LONGEST && ASKS_WHETHER.test(s);
const ASKS_WHETHER = /^[^,，。\n]{0,14}是不是(?![^\n]*[,，。])/u;

export const asksOnly = (s: string): boolean =>
  s.length <= LONGEST &&
  !s.includes('\n') &&
  (ASKS_ONLY.test(s) || ENDS_ASKING.test(s) || ASKS_WHETHER.test(s)) &&
  !TELLS.test(s) &&
  !isActSaid(s);

/** 党课请假 几个孩子要接, 代签 张三，麻烦给我做个表: an act said by its own word, whatever stands behind it; 请假 出差吗 asks. */
export const isActSaid = (s: string): boolean => ACT_SAID.test(s.trim()) && !MAY_ASK.test(s);
const MAY_ASK = /(?:[?？]|(?<!可以|[行好成中])吗|没得)\s*$/u;
const ACT_SAID =
  /^[^谁哪几多什啥咋怎没?？]{0,8}(?:签到|报到|(?<!到)[到来]了|已到|代签|补签|请假|安排|上报|改期)(?=[\s,，])|^到(?=[\s,，])/u;

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
