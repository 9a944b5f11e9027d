import type { Filled } from '../../domain/intent.ts';
import { everyoneIn } from '../slots/everyone.ts';
import { toldOf } from '../slots/told.ts';
import { unexcusedOf } from '../slots/unexcused.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf, whichOf } from './shape.ts';

/** Whoever asks, wishes, orders or doubts tells nothing. */
const NO_TELLING =
  /[?？]|吗|谁|几(?!个)|多少|是不是|有没有|到没|来没|请(?!了?个?[病事公婚产丧]?假)|务必|希望|必须|需要|要求|要(?!得)|应该|应当|尽量|争取|确保|保证|准时|按时|别(?!的)|可能|也许|大概|如果|要是|万一|等|快|马上|即将|差不多|基本|好像|估计|通知|安排|提醒|报名|发言|学习|同意|收到|表态|交|完成|整改|问题|讨论|统计/;
/** A report tells more, and is read as a whole. */
const REPORTED = /上报|汇报|会议记录|主持|记录人|地点|议题|应到(?!尽到)|实到|补报|接龙/;
/** 就李四没来, 只有李四请假: the others were there. */
const ONLY = new RegExp(
  `^(?:今天|昨天|这次|本次|会上)?(?:就|只有|只|仅有?|光)(?:是|差)?${PERSON}(?:[、,和跟与]?${PERSON})*(?:[一二两三12345]?个?人)?(?:同志)?(?:请假|没来|没到|缺席|没参加|未到)(?:了)?(?:\\([^()]{1,12}\\))?$`,
  'u',
);
const COUNTED: ReadonlySet<string> = new Set(['count', 'ratio', 'percent']);
/** 来了张三、李四，其他人没来; 张三、李四到会，其余缺席. */
const CAME_ALONE = new RegExp(
  `^(?:今天|这次)?(?:(?:就|只|只有)?(?:来|到)了?[:：]?(?:${PERSON}[、,，和跟与\\s]*)+|(?:${PERSON}[、,，和跟与\\s]*)+(?:都)?(?:到会|到了|来了|参加了?|到))[,，\\s]*(?:其他|其余|剩下|余下|别的)`,
  'u',
);
const LONGEST = 60;
/** What may stand beside names and the words of the sentence itself. */
const FILLERS =
  /[\s,，。.、:：;；!！()（）]|全员|全体|全部|所有|大家|各位|其他|其余|剩下|余下|别的|另外|成员|委员|到齐|来齐|全到|到会|参会|参加|出席|签到|到场|在场|代签|补签|全勤|应到尽到|无一|没有|一律|党员|人员|除了?|除开|以外|之外|没有?来|没有?到|未到|缺席|不在|来不了|请了?假|[病事公产婚丧年休]假|因[公事病]|同志|我们|咱们?|本?支部|小组|会议|活动|已经?|今天|这次|本次|一下|报告|书记|一共|还有|一个|迟到|晚到|来晚|晚来|来迟|\d{0,3}分钟|有事|其中|[有也]|[除外和跟与及就只仅差会的了都均是人个全帮给替上啦啊呀哦签来到齐不没少缺落无算记按席]/gu;
/** In characters: more than this unread is no reason. */
const LONGEST_REASON = 14;

/** 全员到齐, 除张三请假其他都到了, 全部代签, 都没来: about the roll, and not about the sender. */
export function readEverybody(h: Heard): Filled | undefined {
  const { s, people } = h;
  if (s.length > LONGEST || NO_TELLING.test(s) || REPORTED.test(s)) return undefined;
  // 第二小组全到，第一小组就差赵六: what is said of one is not said of the other.
  if (h.units.length > 1) return undefined;
  const isCounted = h.items.length > 0 || h.figures.some((f) => COUNTED.has(f.kind));
  if (isCounted || h.lists.length > 0 || s.includes('\n')) return undefined;
  const { shape } = h;
  const everyone = everyoneIn(h) ?? (ONLY.test(shape) ? 'present' : undefined);
  if (everyone === undefined) return undefined;
  const withoutNames = shape.replaceAll(PERSON, '');
  if (everyone === 'absent' && people.length > 0)
    return CAME_ALONE.test(shape)
      ? { intent: 'roster_checkin', everyone, ...whichOf(h), names: people.map((p) => nameOf(h, p)) }
      : undefined;
  const told = toldOf(h);
  if (!told) return undefined;
  const { names, absent, late } = told;
  const reasons = [...new Set(absent.map((a) => a.reason ?? ''))].join('').length;
  const left = withoutNames.replace(FILLERS, '');
  if (left.length > reasons || reasons > LONGEST_REASON * Math.max(1, people.length)) return undefined;
  const unexcused = unexcusedOf(h, absent);
  return {
    intent: 'roster_checkin',
    everyone,
    ...whichOf(h),
    ...(names.length > 0 && { names }),
    ...(absent.length > 0 && { absent }),
    ...(unexcused.length > 0 && { unexcused }),
    ...(late.length > 0 && { late }),
  };
}
