// How many meetings there were: by kind, by branch, and one time held against another.
import { periodOf } from '../../domain/calendar/period.ts';
import type { DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Asked, Row } from './row.ts';

const count = { intent: 'query', metric: 'activity_count' } as const;

export const wholeYear = (today: DateText) => {
  const { from, to } = periodOf('year', today);
  return { from, to };
};

/** 今天哪个支部开会了: one day, which is over or begun */
function onDay(asked: Asked): Filled | undefined {
  const [period, ...others] = asked.periodsSaid();
  const isOver = period?.from === period?.to && /了|过|昨|前天/u.test(asked.spans.s);
  if (!period || others.length > 0 || !isOver || period.to > asked.spans.today) return undefined;
  return { intent: 'query', metric: 'activity_list', what: 'held' };
}

const monthOf = (today: DateText) => {
  const { from, to } = periodOf('month', today);
  return { from, to };
};

export const COUNT_ROWS: readonly Row[] = [
  {
    needs: 'time whichUnit meeting|hold',
    also: 'meeting hold branch any',
    not: 'type person mine next plan notHeld rate absent leave late best worst unreported ack notAck',
    fill: onDay,
    sure: true,
  },
  // 这个月我要办哪些事
  {
    needs: 'duties mine|ownUnit|time',
    also: 'mine ownUnit which how next',
    not: 'item type person meeting absent present rate leave service',
    fill: ({ has, spans: { s, today } }) =>
      /[我咱俺]/u.test(s) && (has('time') || !/没办|没做|我还有/u.test(s))
        ? {
            intent: 'query',
            metric: 'upcoming',
            what: 'duties',
            also: ['activity_gap', 'report_missing', 'rectify_open'],
            ...(!has('time') && { period: monthOf(today) }),
          }
        : undefined,
    sure: true,
  },
  // 三会一课完成得怎么样
  {
    needs: 'threeAndOne promiseDone|done',
    also: 'meeting hold times how promiseDone done kinds',
    not: 'person mine rate present next enough notHeld file table chart',
    fill: (asked) => ({
      ...count,
      also: ['activity_gap'],
      ...(asked.has('time') ? {} : { period: wholeYear(asked.spans.today) }),
    }),
  },
  // 上半年开会多还是下半年开会多
  {
    needs: 'compare meeting|times|hold|type',
    also: 'meeting hold times which more busy eitherOr',
    not: 'person mine rate present absent leave late expected headcount average',
    fill: (asked) => (asked.periodsSaid().length > 1 || asked.unitsSaid().length > 1 ? count : undefined),
    sure: true,
  },
  // 每个支部合计几场
  {
    needs: 'each times',
    also: 'meeting hold all threeAndOne',
    not: 'next last person mine rate present absent leave late when plan notHeld headcount',
    fill: ({ has }) => ({
      ...count,
      what: 'by_unit',
      ...(!has('time') && !has('type') && { follows: true }),
    }),
  },
  // 开了多少会，分类型统计
  {
    needs: 'kinds meeting|hold|times|type many|times|hold|table',
    also: 'meeting hold times many which',
    not: 'next last person mine rate present absent leave late when plan notHeld',
    sure: true,
    fill: count,
  },
];
