// 上次党课谁讲的, 谁主持的, 在哪开的: what the record of a meeting names, of the one that is spoken of or was just told.
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import { frameOf } from './figure-frame.ts';
import { periodsOf } from './figure-periods.ts';
import { type Heard, heard } from './rest.ts';

const WHO = '(?:谁|哪位(?:同志|领导|老师)?|哪个人?|什么人)';
const IS = '(?:都|分别|各|又|是|由|请的?|让)*';
const PARTS: readonly [RecordPart, string][] = [
  [
    'lecturer',
    `${IS}${WHO}(?:都|来|去|给(?:我们|大家))?(?:(?:主?讲|授|上)(?:的|过|了)*(?:党?课)?(?:的|呀|啊)?|(?:是|当|做)主讲人?)|(?:主讲|讲课|授课|讲)的?(?:人|老师)?${IS}${WHO}`,
  ],
  [
    'host',
    `${IS}${WHO}(?:来)?(?:主持|召集)(?:的|过|了)*(?:会议?)?|${IS}${WHO}(?:是|当|做)主持人?|(?:主持|召集)的?人?${IS}${WHO}`,
  ],
  [
    'recorder',
    `${IS}${WHO}(?:来|负责)?(?:做|作|写|记)(?:的|了)*(?:会议?)?(?:记录|笔记)(?:的)?|${IS}${WHO}记录?的?|${IS}${WHO}(?:是|当|做)记录(?:人|员)|记录的?(?:人|员)?${IS}${WHO}`,
  ],
  [
    'place',
    '(?:是|都)*(?:在)?(?:哪里?|哪儿|什么地方|啥地方|哪个(?:地方|会议?室))(?:召?开|上|搞|办|举行)(?:的|过|了)*|(?:会议?|活动)?地[点方](?:是|在|都)*(?:哪里?|哪儿|什么地方|啥|哪)',
  ],
  [
    'topic',
    '(?:干|做|搞)(?:的|了|过)+(?:都|是|些)*(?:什么|啥|哪些)(?!会|活动)(?:内容|事)?|(?:讲|学|学习|研究|议|讨论)(?:的|了|过)+(?:都|是|些)*(?:什么|啥|哪些)(?:内容|主题|题目|东西|事)?|(?:主题|议题|题目|内容)(?:都|是)+(?:什么|啥|哪些)',
  ],
];
const FINDS = new RegExp(PARTS.map(([part, words]) => `(?<${part}>${words})`).join('|'), 'gu');
const BESIDE =
  /(?:一共|总共)?(?:召?开|上|讲|搞|办)(?:了|过)(?:几|多少)[次回场]|(?:都|分别)?(?:是|在)?(?:哪一?天|哪几天|几号|什么时候|啥时候)(?:召?开|上|搞|办|组织|举行)?的|请问|那么|那|(?:各个?|全|本|我们|咱们?)党?支部|[这本下]一?[次回场]|今天|刚才|后来|党课|课上?|会议?|活动|会上|记录[上里]|上面|[的了是都由和与跟及呢啊呀吗么、,，。?？!！:：\s]|以及|还有|各|分别|每次|每场|查一?下|看一?下|告诉我|帮我/gu;
const ASKS = /谁|哪|什么|啥/;
const LONGEST = 36;
/** Of what lies ahead: the plan says it. */
const AHEAD = /下一?[次回场周个]|明[天早晚]|后天|今[天晚]|这周|即将|近期/;

/** Undefined for anything else; a meeting that nobody names is the one that was told, or the last. */
export function readRecordAsked(whole: Heard): Filled | undefined {
  const { s, people, items } = whole;
  if (s.length > LONGEST || !ASKS.test(s) || items.length > 0) return undefined;
  if (people.some(({ source }) => source === 'roster')) return undefined;
  const frame = frameOf(people.length > 0 ? heard({ ...whole, people: [] }) : whole);
  const told = new Set<RecordPart>();
  const rest = frame.h.shape.replace(FINDS, (...found) => {
    const groups: Record<string, string | undefined> = found.at(-1);
    for (const [part] of PARTS) if (groups[part] !== undefined) told.add(part);
    return '';
  });
  if (told.size === 0 || rest.replace(BESIDE, '') !== '') return undefined;
  const { periods } = periodsOf(frame.h, { compares: false });
  if (periods === undefined || periods.length > 1 || frame.units.length > 1) return undefined;
  const [period] = periods;
  const { types, isLast } = frame;
  // 主题党日在哪开: of the one that comes; 在哪开的 of one that was
  const isToCome = told.size === 1 && told.has('place') && !/[的过了]|地[点方]/.test(s) && !isLast;
  const isAhead = period ? period.from > whole.today : isToCome || (AHEAD.test(s) && !isLast);
  const isNamed = isLast || period !== undefined || types.length > 0 || /[这本]一?[次回场]/.test(s);
  return {
    intent: 'query',
    metric: isAhead ? 'upcoming' : 'activity_list',
    told: [...told],
    ...(frame.units[0] !== undefined && { scope: frame.units[0] }),
    ...(period && { period }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
    ...(isLast && { what: 'last' }),
    // 最近四次主题党日主题是什么
    ...(frame.latestTimes !== undefined && { times: frame.latestTimes }),
    ...(!isNamed && { follows: true }),
  };
}
