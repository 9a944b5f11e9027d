// What a question about how something is counted asks to have explained: 流动党员算不算应到, 什么叫迟到.
import type { Metric } from '../../domain/figures/metrics.ts';

/** 流动党员算不算应到, 迟到算到会吗 */
const COUNTS_AS =
  /^(?:请问)?(?:流动(?:党员)?|请假(?:的)?(?:人)?|迟到(?:的)?|预备党员|积极分子|列席(?:的|人员)?|补签(?:的)?)(?:人员?)?(?:是不是|要不要|也|都)?(?:算不算|计不计|算|计入?|属于)(?:在|入|进|是)?(?:应到|缺席|到会|实到|签到|出勤|没来|到会率|签到率|人数|不算|不)*(?:里|内|之内)?(?:吗|么|不|嘛|呢)?[?？]?$/;

const COUNTED_AS = '(应到|实到|到会|签到|出勤|迟到|晚到|缺席|缺勤|没到|没来|请假|人次)';
const ENDS = '(?:里|内|之内)?(?:的|了|呢|吗|么|啊)*[?？]?$';
/** 算不算应到, 为什么算我迟到, 几点算迟到 */
const AS_WHAT = new RegExp(
  `^(?:请问)?(?:我|他|她|这|那|这样|什么(?:情况|时候)?|几点(?:到|来)?|晚(?:多久|多少|几分钟))?(?:(?:算|计)不(?:算|计)|是不是算|(?:为什么|为啥|凭什么|怎么|咋|怎样|如何)(?:又|还|就|才)?(?:不|没)?算|才?算)(?:我|他|她|作|成|是|进|入|到|在)*${COUNTED_AS}${ENDS}`,
);
/** 应到怎么算, 什么叫迟到 */
const HOW_COUNTED = new RegExp(
  `^(?:请问)?(?:什么(?:叫|是)|啥(?:叫|是))${COUNTED_AS}${ENDS}|^(?:请问)?${COUNTED_AS}(?:的?人[数次])?(?:是)?(?:怎么|咋|如何|怎样|按什么)(?:计?算|统计|来|定|得)(?:出来|来)?${ENDS}`,
);
const ASKING = /不|什么|啥|凭|怎|咋|如何|几|多[久少]|[?？吗么]/;
const DEFINED: readonly [RegExp, Metric][] = [
  [/迟到|晚到/, 'late_list'],
  [/缺席|缺勤|没到|没来/, 'absentees'],
  [/请假/, 'leave_list'],
  [/人次/, 'headcount_total'],
];

/** Which figure's definition says it; undefined where no definition is asked for. */
export function explainedIn(s: string): Metric | undefined {
  if (COUNTS_AS.test(s)) return 'attendance_rate';
  if (!ASKING.test(s)) return undefined;
  const m = AS_WHAT.exec(s) ?? HOW_COUNTED.exec(s);
  const word = m?.slice(1).find((group) => group !== undefined);
  return word === undefined
    ? undefined
    : (DEFINED.find(([words]) => words.test(word))?.[1] ?? 'attendance_rate');
}
