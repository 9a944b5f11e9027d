// 谁表现最好, 我排第几名, 我跟李四比谁来得多: nobody is ranked or held against another; the answer says so, and tells what
// the asker may know.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from './figure-periods.ts';
import { type Heard, PERSON } from './rest.ts';

const LONGEST = 30;
const END = '[的了呢吗么啊?？]*$';
const ME = '(?:[我俺](?!们)|本人)(?:自己|个人)?';
const RANK =
  '(?:排(?:在|到|了|名|行)*第?(?:几|多少)(?:名|位)?|(?:是|在)?第几(?:名|位)?|(?:的)?(?:排名|名次)(?:是|在|怎么样|如何|第?几名?)*)';
const MORE = '(?:多|少|好|差|勤|高|低|积极)';
/** 谁表现最好，排前三名 */
const BEST = new RegExp(
  `^(?:请问|看看|我们|咱们?|俺们?|(?:全|本)?(?:党?支部|小组)|里面?|的)*(?:(?:谁|哪(?:个|位|些)(?:人|党员|同志)?|(?:个人|党员|大家)(?:的)?)(?:的)?表现得?(?:最|比较)?${MORE}|排前[三五十\\d]名?)[,，、\\s]*(?:给|帮|请)*(?:我)?(?:排(?:个|一下)?(?:前[三五十\\d]名?|名|序|队|一下)?)?${END}`,
  'u',
);
const OWN_PLACE = new RegExp(
  `^${ME}(?:在|的|出勤|到会|开会|参会|(?:全|本|我们)?(?:党?支部|小组|组)|里面?|中|上|能|大概|现在)*${RANK}${END}`,
  'u',
);
const WITH_ANOTHER = new RegExp(
  `^(?:${ME}(?:跟|和|与|比|同)${PERSON}|${PERSON}(?:跟|和|与|比|同)${ME})(?:同志)?(?:相?比|比起来|对比|之间|两个|俩|[,，\\s])*(?:谁|哪个)?(?:的|更|是不是|会不会)*(?:(?:来|到|参加|出勤|到会|开会|请假|缺席|迟到)(?:得|的|率|次数)*)*(?:更|还)?${MORE}${MORE}?${END}`,
  'u',
);
/** 刘洋和吴国栋谁来得少 */
const EACH_OTHER = new RegExp(
  `^(?:请问|看看)*${PERSON}(?:同志)?(?:跟|和|与|比|同|、)${PERSON}(?:同志)?(?:相?比|比起来|对比|之间|两个|俩|[,，\\s])*(?:谁|哪个)(?:的|更|是)*(?:(?:来|到|参加|出勤|到会|开会|请假|缺席|迟到)(?:得|的|率|次数)*)*(?:更|还)?${MORE}${END}`,
  'u',
);
/** 比支部平均高吗 */
const WITH_ALL = new RegExp(
  `^(?:那|${ME}|的|出勤|到会率?|是不是)*(?:比|跟|和)(?:我们|全|本|整个)*(?:党?支部|小组|大家|别人|其他人)(?:里|的)*(?:平均(?:数|水平|值)?)?(?:相?比)?(?:是|更|来得|要)*${MORE}(?:不${MORE}|还是${MORE})?${END}`,
  'u',
);

/** Undefined for any other question. */
export function readRanks(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST || h.items.length > 0) return undefined;
  const shape = h.shape.replace(/\s+/gu, '');
  const isBest = BEST.test(shape) || EACH_OTHER.test(shape);
  const isOwn = OWN_PLACE.test(shape) || WITH_ANOTHER.test(shape) || WITH_ALL.test(shape);
  if (!isBest && !isOwn) return undefined;
  const read = h.times.map((t) => spanAsked(t, h));
  if (read.length > 1 || read.some((p) => p === undefined)) return undefined;
  const { from, to } = calendarPeriod('year', h.today);
  const period = read[0] ?? { from, to };
  return isOwn
    ? { intent: 'query', metric: 'my_attendance', mine: true, what: 'rank', period }
    : { intent: 'query', metric: 'attendance_rate', what: 'rank', period };
}
