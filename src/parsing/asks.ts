// Whether a line asks: who, how many, what of it. Of such a line nothing was to be recorded, and nobody is told that nothing was.
import { isActSaid } from './asked/asks-only.ts';
import { normalise } from './normalise.ts';

const ASKS =
  /[?？]|(?:吗|嘛|呢|么|[了过]没有?|不成)[。.!！~～\s]*$|吗[,，。\s]|[来好完成到掉上]没(?:有)?[。\s]*$|谁|哪[些个几里儿年月天次条项家位样种怕]?|几[个条次回场项人位时号点月成天日]|[按到差剩]几|多[少大久长远]|什么|啥|咋|怎么|如何|是不是|有没有|能不能|可不可以|为何|何时|([\u4e00-\u9fff]{1,2})[不没]\1|还是[^,，。]{1,10}$|来着[?？]*$/u;
/** These are said to be done, whatever they say of it. */
const TELLS =
  /^(?:请|帮我|给我|把)?(?:登记|记一?下|记录|上报|安排|通知|签到|代签|补签(?!名)|请假|取消|改期|改到|撤销|集结|整改\s*\d+)/u;

/** Undecided lines are none: whoever told something is told that it was not kept. */
export function isQuestion(text: string): boolean {
  const s = normalise(text).s.trim();
  return ASKS.test(s) && !TELLS.test(s);
}

/** Numbers of a meeting, what is to be noted, and who says that they cannot come: of these something may be kept. */
const KEEPS =
  /(?:应到|实到|到会|参会|到了|来了|缺席|请假)[^,，。\s]{0,3}(?:\d|[一二三四五六七八九十])|登记|上报(?!了|过|没)|补签(?!没|了吗)|代签|帮.{0,6}签|[替代]|我.{0,6}(?:请个?假|到了|来了|不了|来不)|(?:可以|[行好成])[吗不][?？]?$|改[到成期]|推迟|提前|取消|安排(?:一|个|在|到|下周|明天)|销号(?:吧|申请)|完成了|延期到|延到\d/u;
const ASKS_FOR_SURE =
  /谁|啥|咋|哪[些个几位天次回场]|几[个口次回场号点月]|多[少长大久远]|好多|几多|(?![行好能可成中得])([\u4e00-\u9fff])[不没]\1|按几|[批审]不(?:[,，。\s]|$)|什么|怎么|为啥|是不是|[了过]没(?:有|得)?(?:[,，。\s]|$)|(?:打|做|弄|列|画|出|整)(?:个|张|成)(?:小|简)?(?:表|图)|名单|拉个/u;

/** Whoever asks so wants nothing stored: nothing that would is offered. A particle alone asks nothing: 到了？ */
export const asksForSure = (text: string): boolean => {
  const s = normalise(text).s.trim();
  return s.length <= LONGEST && !s.includes('\n') && ASKS_FOR_SURE.test(s) && !KEEPS.test(s) && !isActSaid(s);
};
/** UTF-16 units */
const LONGEST = 60;
