// Whether a line asks: who, how many, what of it. Of such a line nothing was to be recorded, and nobody is told that nothing was.
import { normalise } from './normalise.ts';

const ASKS =
  /[?？]\s*$|(?:吗|嘛|呢|么|[了过]没有?|不成)[。.!！~～\s]*$|谁|哪[些个几里儿年月天次条项家位样种怕]?|几[个条次回场项人位时号点月]|多少|多大|多久|什么|啥|咋|怎么|如何|是不是|有没有|能不能|可不可以|为何|何时|(?<=[\u4e00-\u9fff])([多少高低好齐够对行])不\1|([来到去签])没\2/u;
/** These are said to be done, whatever they say of it. */
const TELLS =
  /^(?:请|帮我|给我|把)?(?:登记|记一?下|记录|上报|安排|通知|签到|代签|补签|请假|取消|改期|改到|撤销|集结|整改\s*\d+)/u;

/** Undecided lines are none: whoever told something is told that it was not kept. */
export function isQuestion(text: string): boolean {
  const s = normalise(text).s.trim();
  return ASKS.test(s) && !TELLS.test(s);
}
