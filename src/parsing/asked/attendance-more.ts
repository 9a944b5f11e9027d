// What goes on from the figure that was told: 光要三支部的, 画成图吧, 没来的都是啥理由, 两个月加起来.
import type { Filled } from '../../domain/intent.ts';
import type { Asked, Row } from './row.ts';

const more = { intent: 'query_more' } as const;

/** 那三支部嘞, 三季度的喃: said of something else than was told. */
const GOES_ON = /[呢嘞喃咧勒哩呐捏][?？!！~\s]*$|的(?:咋样|怎么样)[?？~\s]*$/u;
const goesOn = ({ spans: { s, times } }: Asked): boolean =>
  GOES_ON.test(s.trim()) && !times.some((t) => t.hasClock);

/** 到底怎么回事 is of no figure by itself. */
const HOW_COME = /怎么|咋|啥事/u;
const LOOSE = 'only ofWho how busy all each ownUnit ownGroup unit type time';
/** Any of these asks by itself. */
const NAMED =
  'person mine rate present expected absent leave late full headcount unexcused item open closed progress meeting hold topic plan ack notAck member office why when where rank best worst explain counts who many times';

export const MORE_ROWS: readonly Row[] = [
  // 光要三支部的
  {
    needs: 'only unit|type|time|each|ownUnit|ownGroup',
    also: `${LOOSE} chart table file monthly trend`,
    not: NAMED,
    fill: (asked) => (asked.spans.times.some((t) => t.hasClock) ? undefined : more),
    isAsking: true,
    sure: true,
  },
  {
    needs: 'unit|type|time|each|ownUnit|ownGroup',
    also: LOOSE,
    not: NAMED,
    fill: (asked) => (goesOn(asked) ? more : undefined),
    isAsking: true,
  },
  // 里头党员大会呢
  {
    needs: 'inIt type',
    also: 'many meeting hold present',
    not: NAMED.replace(' many', '').replace(' meeting hold', '').replace(' present', ''),
    fill: more,
    isAsking: true,
    sure: true,
  },
  // 那曹立军嘞
  {
    needs: 'person',
    also: 'ofWho member unit',
    not: NAMED.replace('person ', ''),
    fill: (asked) =>
      goesOn(asked) ? { intent: 'query', metric: 'my_attendance', follows: true } : undefined,
    isAsking: true,
  },
  // 全部的 今年
  {
    needs: 'all time',
    also: LOOSE,
    not: NAMED,
    fill: (asked) =>
      goesOn(asked) || asked.has('only') || asked.said('all').some((word) => /^全[部体]$|所有/u.test(word))
        ? { ...more, what: 'whole' }
        : undefined,
    isAsking: true,
  },
  // 能画成线不, 导成excel给我
  {
    needs: 'chart|table|file|monthly|trend',
    also: 'only each eachMeeting busy how',
    not: `${NAMED} unit type time`,
    fill: more,
    isAsking: true,
  },
  // 三个支部分别成线
  {
    needs: 'each chart|monthly',
    also: 'only beside',
    not: `${NAMED} type time`,
    fill: { ...more, what: 'by_unit' },
    isAsking: true,
  },
  // 是哪一次
  {
    needs: 'whichTime',
    also: 'absent leave late ofWho which',
    not: 'person mine unit type time item rate best worst many topic why when',
    fill: { intent: 'query', metric: 'activity_list', what: 'days', follows: true },
    isAsking: true,
  },
  // 没来的都是啥理由
  {
    needs: 'why',
    also: 'absent leave unexcused ofWho only who busy',
    not: 'person mine unit type time item meeting rate present member whichTime returned closed open late',
    fill: (asked) =>
      HOW_COME.test(asked.said('why').join('')) && !asked.has('absent') && !asked.has('leave')
        ? undefined
        : { intent: 'query', metric: 'leave_list', what: 'reasons', follows: true },
  },
  // 两个月加起来
  {
    needs: 'together',
    also: 'span all only many how',
    not: 'person item type unit time rate present absent leave late',
    fill: { ...more, what: 'sum' },
    isAsking: true,
  },
  // 把三支部也摆进来一起看
  {
    needs: 'beside unit|time',
    also: 'compare',
    not: `${NAMED} type`,
    fill: besideTold,
    isAsking: true,
  },
  // 请一并列出到会率, 请假的也写上
  {
    needs: 'beside rate|leave|absent|late|headcount',
    also: 'present expected average who',
    not: 'person mine unit type time item meeting hold explain counts',
    fill: ({ has }) => ({
      intent: 'query',
      metric: has('leave')
        ? 'leave_list'
        : has('absent')
          ? 'absentees'
          : has('late')
            ? 'late_list'
            : has('headcount')
              ? 'headcount_total'
              : 'attendance_rate',
      follows: true,
    }),
    isAsking: true,
    sure: true,
  },
  // 组里其他人缺过没
  {
    needs: 'absent others',
    also: 'ownGroup ownUnit member',
    not: 'person mine item',
    fill: { intent: 'query', metric: 'my_attendance', what: 'persons_each', follows: true },
  },
];

function besideTold({ spans, unitsSaid, periodsSaid }: Asked): Filled | undefined {
  if (spans.units.length > 0) return { ...more, sides: [{}, ...unitsSaid().map((scope) => ({ scope }))] };
  const periods = periodsSaid();
  return periods.length > 0 ? { ...more, sides: [{}, ...periods.map((period) => ({ period }))] } : undefined;
}
