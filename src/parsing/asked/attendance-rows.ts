import type { Filled } from '../../domain/intent.ts';
import { groupOf, isOfSomeGroup } from './attendance-groups.ts';
import { MORE_ROWS } from './attendance-more.ts';
import { boundOf, inARow, meetingsOf } from './attendance-often.ts';
import { ORDER_ROWS } from './attendance-order.ts';
import { severalOf, thisYear } from './attendance-several.ts';
import { timesOf } from './meeting-records.ts';
import type { Asked, Row } from './row.ts';

const rate = { intent: 'query', metric: 'attendance_rate' } as const;
const own = { intent: 'query', metric: 'my_attendance' } as const;
const each = { intent: 'query', metric: 'activity_list' } as const;
const headcount = { intent: 'query', metric: 'headcount_total' } as const;
const leave = { intent: 'query', metric: 'leave_list' } as const;
const absent = { intent: 'query', metric: 'absentees' } as const;
const late = { intent: 'query', metric: 'late_list' } as const;

const WAYS = 'rate|present|expected|absent|leave|late|full';
const EVERY_WAY =
  'rate present expected absent leave late full headcount meeting hold last when which average share';
const OF_ONE = `${EVERY_WAY} howTo ago isIt why activity wholly busy verify unexcused allThere lately inRow enough member`;
const KINDS = 'probationary|mobile|activist';

const isOwn = ({ has }: Asked) => has('mine') && !has('ownGroup') && !has('ownUnit');
/** Month by month, and held against each other, one's own is a figure. */
function ownOf(asked: Asked): Filled | undefined {
  // 二支部到会比俺高不高 is of theirs.
  if (!isOwn(asked) || (asked.has('unit') && asked.has('compare'))) return undefined;
  const isSteps = asked.has('monthly') || asked.has('trend') || asked.has('chart');
  if (asked.periodsSaid().length > 1) return { ...rate, mine: true };
  return isSteps
    ? { ...rate, mine: true, step: 'month', ...thisYear(asked) }
    : { ...own, mine: true, ...thisYear(asked) };
}
const ofKind = ({ has }: Asked) => ({
  ...own,
  what: has('mobile')
    ? 'persons_mobile'
    : has('activist')
      ? 'persons_activists'
      : ('persons_probationary' as const),
});

/** 请过假没: ever, and not of the meeting that is on */
const hasEver = ({ said, has }: Asked): boolean =>
  !has('type') && said('leave').some((word) => word.includes('过')) && !has('last');

/** Said of somebody's record, and of no single meeting. */
const OVER_TIME = ['times', 'verify', 'busy', 'wholly', 'inRow'] as const;

/** 请假最多的是啥原因: of all there was */
const OFTEN = ['best', 'most', 'all'] as const;

/** 每次主题党日到会率画个图: a course has a point for each month. */
const eachOf = (asked: Asked) =>
  asked.has('chart')
    ? { ...rate, step: 'month' as const, ...thisYear(asked) }
    : { ...each, what: 'days', ...thisYear(asked) };

/** Who came and who did not. */
export const ATTENDANCE_ROWS: readonly Row[] = [
  ...MORE_ROWS,
  {
    needs: 'rate|present|expected|headcount|leave|absent|late|times|summary',
    also: 'rate present expected headcount leave absent late times unexcused apartSaid plan meeting hold average item open closed progress how summary done span beside groups group activity share formal member which',
    not: 'person mine eachPerson why when where rank best worst bound eachMeeting topic',
    fill: severalOf,
    sure: true,
  },
  // One person's own record says all of it.
  {
    needs: `person ${WAYS}|times|how|unexcused|wholly|inRow`,
    also: `${OF_ONE} probationary formal activist mobile ofWho eachMeeting`,
    not: 'item group counts explain',
    // 周九讲过几次党课 is of whoever gave it.
    fill: (asked) =>
      /讲/u.test(asked.said('hold').join(''))
        ? undefined
        : { ...own, ...(hasEver(asked) ? thisYear(asked) : {}) },
    // 赵六来了没有 is of the meeting that goes on.
    sure: (asked) =>
      hasEver(asked) ||
      OVER_TIME.some(asked.has) ||
      /[率律绿样]|情况|如何/u.test(asked.said('rate').join('')),
  },
  // 把我今年的签到记录导出来: one's own is told in words
  {
    needs: 'mine file rate|present|record',
    also: `${OF_ONE} record`,
    not: 'person item notice',
    fill: (asked) =>
      isOwn(asked) && asked.has('present') !== asked.has('rate') ? { ...own, mine: true } : undefined,
    sure: true,
  },
  {
    needs: `mine ${WAYS}|unexcused|wholly`,
    also: OF_ONE,
    not: 'item person',
    fill: ownOf,
  },
  {
    needs: `eachPerson ${WAYS}|times|how`,
    also: `${EVERY_WAY} member activity unexcused ownGroup enough times`,
    fill: { ...own, what: 'persons_each' },
    sure: true,
  },
  {
    needs: `${KINDS} ${WAYS}|how`,
    also: `${EVERY_WAY} member activity eachPerson they ofWho`,
    not: 'person rank best worst counts explain',
    fill: ofKind,
    sure: ({ has }) => has('many') || has('times') || has('any') || has('how'),
  },
  {
    needs: 'noLeave',
    also: 'member meeting activity',
    not: 'person mine',
    fill: { ...leave, what: 'persons_below', times: 1 },
    sure: true,
  },
  {
    needs: 'full who|any|many',
    also: 'member activity',
    fill: { ...own, what: 'persons_reached', percent: 100 },
  },
  {
    needs: 'wholly who|any|many|member',
    also: 'member activity mobile without',
    fill: (asked) =>
      asked.has('without') === asked.has('mobile') ? { ...own, what: 'persons_below', times: 1 } : undefined,
  },
  {
    needs: `bound ${WAYS}|unexcused who|any|many|member|which`,
    also: 'absent leave present member',
    fill: boundOf,
    sure: true,
  },
  {
    needs: 'bound rate meeting|eachMeeting|type|activity',
    also: 'present hold which',
    not: 'member',
    fill: meetingsOf,
    sure: true,
  },
  {
    needs: 'allThere|allCame meeting|times|which|whichTime|eachMeeting|recent|lately|everyTime',
    also: 'meeting hold rate type allThere allCame times many recent lately everyTime',
    not: 'person mine',
    fill: (asked) => ({ ...each, what: 'reached', percent: 100, ...thisYear(asked) }),
  },
  {
    needs: 'everAll',
    also: 'meeting recent lately everyTime',
    not: 'person mine',
    fill: (asked) => ({ ...each, what: 'reached', percent: 100, ...thisYear(asked) }),
    sure: true,
  },
  // 今天支委会到齐没: of one meeting, by its roll.
  {
    needs: 'allThere type|meeting',
    also: 'present meeting',
    not: 'times which eachMeeting',
    fill: absent,
    sure: true,
  },
  {
    needs: `eachMeeting rate|present|expected|headcount|leave|absent|late|how`,
    also: `${EVERY_WAY} times activity`,
    not: 'person mine explain counts',
    fill: eachOf,
    sure: true,
  },
  {
    needs: 'rate|present best|worst meeting|which|whichTime',
    also: `${EVERY_WAY} eachMeeting why whichTime`,
    not: 'each who member monthly',
    fill: eachOf,
    sure: true,
  },
  ...ORDER_ROWS,
  {
    needs: 'groups|group|ownUnit rate|present more|compare|best|worst|groups',
    also: 'rate present group meeting',
    not: 'who member each type time person best worst',
    fill: (asked) => (groupOf(asked) ? undefined : { ...rate, what: 'by_group' }),
  },
  {
    needs: 'whichMonth rate|present|more',
    also: 'rate present more best worst meeting activity monthly compare',
    not: 'who member person each',
    fill: (asked) => (asked.periodsSaid().length > 1 ? rate : { ...rate, step: 'month' }),
  },
  // 党日是越来越好还是越来越差
  {
    needs: 'trend type|meeting',
    also: 'meeting compare rate present who more best worst',
    not: 'person mine times item absent leave late',
    fill: (asked) => ({ ...rate, step: 'month', ...thisYear(asked) }),
    sure: true,
  },
  // 哪一次党日来得最齐
  {
    needs: 'whichTime|which best|worst type|meeting',
    also: 'meeting hold present rate whichTime',
    not: 'each who member monthly person leave absent late',
    fill: eachOf,
  },
  // 吴国栋这阵子开会都咋了
  {
    needs: 'person meeting howTo|how|why',
    also: 'lately recent meeting hold',
    not: 'item group counts explain mine',
    fill: own,
  },
  // 主题党日这三回到会率
  {
    needs: 'ago rate|present|expected type|meeting',
    also: 'rate present expected meeting hold many',
    not: 'person mine who',
    fill: (asked) => (asked.has('chart') ? eachOf(asked) : { ...each, times: timesOf(asked)!, what: 'days' }),
    sure: true,
  },
  // 两个小组会开了吗 各到几个
  {
    needs: 'groups|group hold|notHeld present|rate|expected',
    also: 'meeting hold notHeld present rate expected many groups times',
    not: 'person mine who',
    fill: (asked) => ({
      intent: 'query',
      metric: 'activity_count',
      also: ['attendance_rate'],
      what: 'by_group',
      ofGroups: true,
      ...thisYear(asked),
    }),
    sure: true,
  },
  {
    needs: 'rate',
    also: 'group last present expected average meeting hold trend share activity compare more',
    fill: (asked) => (isOfSomeGroup(asked) ? undefined : rate),
  },
  {
    needs: 'expected|present many',
    also: 'present expected meeting hold last activity they ofWho compare',
    not: 'who',
    fill: rate,
  },
  { needs: 'expected|present type', also: 'present expected meeting activity', not: 'who times', fill: rate },
  {
    needs: 'expected|present many compare|monthly',
    also: 'present expected meeting rate best worst',
    not: 'who member',
    fill: rate,
  },
  { needs: 'headcount', also: 'meeting hold present activity', fill: headcount },
  // 出差请假的多不多
  {
    needs: 'leave byReason',
    also: 'member meeting activity busy lately last why',
    not: 'person mine',
    fill: (asked) => ({ ...leave, what: 'reasons', source: asked.said('byReason')[0]!, ...thisYear(asked) }),
    sure: true,
  },
  {
    needs: 'leave why',
    also: 'member meeting activity best most which busy lately kinds',
    not: 'person mine',
    fill: (asked) => ({ ...leave, what: 'reasons', ...(OFTEN.some(asked.has) ? thisYear(asked) : {}) }),
    sure: ({ has }) => OFTEN.some(has),
  },
  { needs: 'leave why', also: 'member meeting activity', fill: { ...leave, what: 'reasons' } },
  {
    needs: 'leave',
    also: 'member meeting headcount busy activity last lately kinds group',
    fill: (asked) => (isOfSomeGroup(asked) ? undefined : leave),
  },
  {
    needs: 'inRow who|any|many|ownGroup|ownUnit|member',
    also: 'absent unexcused leave member meeting activity lately bound times',
    not: 'person mine rate late',
    fill: inARow,
    sure: true,
  },
  {
    needs: 'absent|unexcused',
    also: 'absent unexcused present member meeting headcount last activity busy lately kinds group',
    fill: (asked) => (isOfSomeGroup(asked) ? undefined : absent),
  },
  { needs: 'late', also: 'member meeting headcount busy activity last kinds', fill: late },
];
