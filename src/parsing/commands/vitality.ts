// 活力指数, 我们支部几星: the own branch's look at itself; 积分: nobody's points are kept.
import type { Filled } from '../../domain/intent.ts';
import { type Heard, scopeOf } from './rest.ts';

const LONGEST = 30;
const INDEX = /活力指数|星级评定|活力星级|支部(?:是|评)?几星/u;
const POINTS =
  /^(?:请问|查询?|看看?|我的?|我们(?:支部)?的?|党员|个人|支部|张|本月|今年|各|的|\s)*积分(?:排名|排行榜?|榜|管理|情况|制|怎么算|规则|是?多少|几分|查询|[?？呢吗\s])*$/u;
/** 我的学习积分有多少, 谁的积分最高, 我学了多少分 */
const OWN_POINTS =
  /^(?:请问|查询?|看看?|我们?的?|咱们?|本人|谁|哪个|党员|个人|党?支部|大家|本月|今年|目前|现在|一共|各|的|\s)*(?:有)?(?:多少|几)?(?:学习强国|学习|参学|党建)?(?:的)?(?:(?:总?积分|分数|得分)(?:是|有|现在|目前|一共|都|到)*(?:多少|几分|最[高低多少]|高不高|咋样|怎么?样|如何|排名?|第几|情况)?|[学得]了?(?:多少|几)分)(?:我|有|多少|了|呢|啊|吗|[?？\s])*$/u;
const OTHER = /安排|请假|主题|内容|学习|整改|强国|\d[点:：]/u;

export function readVitality(h: Heard): Filled | undefined {
  const { s, people, items } = h;
  if (s.length > LONGEST || items.length > 0) return undefined;
  if (/积分|分数|得分|[学得]了?(?:多少|几)分/u.test(s) && OWN_POINTS.test(s.trim()))
    return { intent: 'vitality', what: 'points' };
  if (OTHER.test(s)) return undefined;
  if (INDEX.test(s)) return { intent: 'vitality', ...scopeOf(h) };
  return s.includes('积分') && (people.length > 0 || POINTS.test(s.trim()))
    ? { intent: 'vitality', what: 'points' }
    : undefined;
}
