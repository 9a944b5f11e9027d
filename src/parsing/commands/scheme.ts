// 计划进度, 三年行动计划进展 表格, 导出计划进度, 第二支部的计划完成了多少, 导入计划: what is asked of a plan by that word.
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const LONGEST = 40;
const FORMS: readonly [RegExp, NonNullable<Filled['format']>][] = [
  [/(?:导出|下载|打印)(?:一下|一份|来)*|导(?:出来|一?份|一下)|(?:的)?(?:excel|电子表格?|文件)/iu, 'file'],
  [/(?:画|出|做|用|来)?(?:个|张|成|一张)?图(?:表|片)?(?=$|[\s。!！])/u, 'chart'],
  [/(?:列|做|出|弄)?(?:个|成|一?张|一个)?表格?(?=$|[\s。!！])/u, 'table'],
];
const LEAD =
  '(?:请问|请|帮我|麻烦|看看?|查看|查一下|查|看一下|发一下|列一下|列出|发我|给我|我要|要|我们?|咱们?|本?(?:党?支部|村|社区|单位)|各个?(?:党?支部|村|社区|单位)|全部|所有|目前|现在|当前|到?今年|今天|截至|的|\\s)*';
const NAME = '(?<title>[《“"]?[\\p{Script=Han}]{0,14}?(?:三年|五年|两年)?(?:年度)?(?:行动计划|计划)[》”"]?)';
const ABOUT =
  '(?<about>(?:的|任务|工作|重点|事项|完成|落实|推进|执行|目标|总体|整体|进度|进展|情况|完成率|完成了|了|多少|百分之几|百分之|报表|有|几项|哪些|落后的?|滞后的?|没完成的?|还?差|做到哪(?:里|儿|一步)?|到哪(?:里|儿|一步)?|(?:到|截至)?(?:现在|目前)为?止?|(?:完成|落实|推进|执行|干|做|搞|进展)得|清单|怎么样|怎样|如何|咋样|有哪些|还有|几项|哪几项)*)';
const ASKED = new RegExp(`^${LEAD}${NAME}${ABOUT}[了呢吗啊?？。!！\\s]*$`, 'u');
/** 计划 alone is a word of many matters; with one of these, or of one's own, it is the plan. */
const FAR = /进度|进展|完成|落实|推进|执行|做到|到哪|多少|百分|落后|滞后|还差|几项/u;
const OWN = /^(?:我们?|咱们?|本)(?:的|党?支部|村|社区|单位)*计划/u;
const OTHER = /活动计划|会议计划|学习计划|工作计划|培训计划|发展计划|整改计划|提醒计划|党课|党日|安排/u;
const MISSING =
  /零进展|没有?(?:动静|进展|推进|动)(?!员)|(?:没有?|未|还没)(?:有)?(?:填报|报进度|报数)|(?:谁|哪些|哪几[个项]|哪个|啥|什么)[^,，。]{0,6}(?:没|未)(?:有)?(?:填|报)/u;
/** 计划进展率, 计划零进展有几项: the figure, by its name. */
const FIGURES: readonly [RegExp, NonNullable<Filled['metric']>][] = [
  [/计划的?进展率/u, 'scheme_progress'],
  [/计划的?零进展的?(?:工作|任务|项目)?(?:有|是|共)?(?:几|多少)[项个件]/u, 'scheme_still'],
];
const IMPORT =
  /^(?:请|帮我|我要|要)*(?:导入|上传|录入|更新|重新导入)(?:一下|一份)?(?:三年|五年|年度)?(?:行动)?计划(?:表|文件|任务分解表|分解表)?[。!！]?$/u;

/** @param s without what ends the sentence */
export function readScheme(h: Heard, s: string): Filled | undefined {
  if (s.length > LONGEST || !s.includes('计划') || h.people.length > 0 || h.types.length > 0)
    return undefined;
  if (IMPORT.test(h.shape.replace(/\s+/gu, ''))) return { intent: 'scheme_import', ...scopeOf(h) };
  if (OTHER.test(s) && !s.includes('行动计划')) return undefined;
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  const about = { ...(period && { period }), ...scopeOf(h) };
  const figure = FIGURES.find(([pattern]) => pattern.test(s));
  if (figure) return { intent: 'query', metric: figure[1], ...about };
  if (MISSING.test(s)) return { intent: 'scheme_ask', what: 'missing', ...about };
  const form = FORMS.find(([pattern]) => pattern.test(h.shape.replace(/进度表|分解表/u, '进度')));
  const plain = (form ? h.shape.replace(form[0], ' ') : h.shape).replace(/\s+/gu, '');
  const asked = ASKED.exec(plain.replace(/(?:进度|分解|任务)表$/u, '进度'))?.groups;
  if (!asked) return undefined;
  const isOwn = OWN.test(s);
  const isPlan = /行动计划|[三五两]年计划/u.test(asked.title!) || FAR.test(asked.about!) || isOwn;
  if (!isPlan && !(h.units.length > 0 && asked.title === '计划')) return undefined;
  return {
    intent: 'scheme_ask',
    what: 'works',
    ...about,
    ...(form && { format: form[1] }),
    ...(isOwn && { mine: true }),
  };
}
