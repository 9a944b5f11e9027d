import { isLecture } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import { COUNT_ROWS, wholeYear } from './meeting-counts.ts';
import { HELD_ROWS } from './meeting-held.ts';
import { byPerson, recorded, timesOf } from './meeting-records.ts';
import type { Asked, Row } from './row.ts';

const list = { intent: 'query', metric: 'activity_list' } as const;
const count = { intent: 'query', metric: 'activity_count' } as const;
const ahead = { intent: 'query', metric: 'upcoming' } as const;
const gap = { intent: 'query', metric: 'activity_gap' } as const;
const ack = { intent: 'query', metric: 'ack_missing' } as const;

const AHEAD = 'group meeting hold plan next when where times isIt which mine present notice many rank';
const OF_MEETINGS = 'everyTime kinds meeting hold when last ago which times many present';

/** 时间 names what may be told as well. */
const ASKS_WHEN = /[几哪啥何]|什么/u;
const GONE_BY = /昨|前天|上一?[个次周月回礼星]/u;
const HAS_IT = /(?:没有?|没得|吗|不)[?？]*\s*$/u;
const OVER = /[开搞办上讲行展织去弄做]的/u;
const PLANNED = /安排|[定排]|下一?[次回个]|要|该|准备/u;
/** A question that goes on from another, in UTF-16 units. */
const SHORT = 12;
const MEETINGS = ['meeting', 'record', 'type', 'hold', 'threeAndOne'] as const;
/** 老罗, 小李: whom nobody needs to know, as it is true of everybody */
const BY_NICKNAME = /^(?:那|那么)?[老小]\p{Script=Han}{1,2}(?:书记)?(?:收到|确认|回|看到|点|没)/u;

const stillTimes = ({ spans: { s } }: Asked): Filled | undefined =>
  STILL.test(s) && OF_MEETING.test(s) ? ahead : undefined;
const OF_MEETING = /会|活动|党课|党日/u;
const STILL =
  /还(?:剩|有|要|得|该|需要?)?(?:开|上|搞|参加)?[几多好]|[要得该]再?(?:开|上|搞|参加)(?:几|多少|好多)/u;

/** Which meetings there were, and will be. */
export const MEETING_ROWS: readonly Row[] = [
  ...COUNT_ROWS,
  ...HELD_ROWS,
  {
    needs: 'unreported',
    also: 'meeting record hold each isIt last mine rate plan otherOnes branch whichTime eachMeeting',
    sure: true,
    fill: (asked) =>
      MEETINGS.some(asked.has) ||
      asked.has('eachMeeting') ||
      asked.said('unreported').some((word) => /记录|会/u.test(word))
        ? {
            intent: 'query',
            metric: 'report_missing',
            ...(asked.has('rate') && { also: ['attendance_rate'] }),
          }
        : undefined,
  },
  {
    needs: 'notAck who|many|any|which|type|meeting|notice|mine|otherOnes',
    also: 'notice meeting ack mine next last group otherOnes plan ofWho',
    sure: true,
    fill: ack,
  },
  {
    needs: 'received many|who|any|mine|which notice|type|meeting',
    also: 'notice meeting mine next last group ack ofWho',
    sure: true,
    fill: ack,
  },
  { needs: 'notAck person', also: 'notice meeting ack', fill: ack },
  {
    needs: 'notAck',
    also: 'ack other',
    fill: ({ spans }) => (BY_NICKNAME.test(spans.s.trim()) ? ack : undefined),
  },
  {
    needs: 'ack many|who|any|type|meeting|notice|mine',
    also: 'notice meeting mine next last how group ofWho',
    sure: true,
    fill: ack,
  },
  // 都有哪些会 你给我排一排
  {
    needs: 'meeting rank which|who|time',
    also: AHEAD,
    not: 'rate present absent leave late person last ago',
    fill: ahead,
    sure: true,
  },
  {
    needs: 'enough times type|threeAndOne',
    also: 'meeting hold',
    not: 'person mine rate present',
    sure: true,
    fill: { ...count, also: ['activity_gap'] },
  },
  {
    needs: 'minutes type|meeting',
    also: 'meeting hold last when',
    not: 'person mine item term dues',
    sure: true,
    fill: { intent: 'elsewhere', topic: '会议时长' },
  },
  {
    needs: 'enough type|meeting|threeAndOne',
    also: 'meeting hold times plan',
    fill: gap,
  },
  {
    needs: 'host|lecturer|recorder mine|person',
    also: 'meeting hold when which times topic record',
    not: 'ownUnit ownGroup next',
    sure: true,
    fill: byPerson,
  },
  // 周文彬今年讲过几次党课
  {
    needs: 'hold person|mine type times|which|when',
    also: 'meeting when which topic',
    not: 'ownUnit ownGroup next present absent leave',
    sure: true,
    fill: ({ spans, has }) =>
      /讲/u.test(spans.s) && spans.types.every(({ type }) => isLecture([type]))
        ? { ...list, told: ['lecturer'], ...(!has('person') && { mine: true }) }
        : undefined,
  },
  {
    needs: 'topic|host|lecturer|recorder type|meeting|threeAndOne|last|record',
    also: `${OF_MEETINGS} where record topic host lecturer recorder rate expected absent leave`,
    not: 'next person mine plan unreported',
    sure: true,
    fill: recorded,
  },
  {
    needs: 'host|lecturer|recorder unit|ownUnit|ownGroup',
    also: 'record hold meeting',
    not: 'next person mine plan unreported times',
    fill: recorded,
  },
  // 都搞的啥子, behind how often
  {
    needs: 'topic',
    also: 'hold when everyTime topic',
    not: 'next person mine plan time unit type item',
    fill: (asked) =>
      asked.spans.s.length <= SHORT ? { ...list, told: ['topic'], follows: true } : undefined,
  },
  {
    needs: 'topic time',
    also: `${OF_MEETINGS} where`,
    not: 'next person mine plan absent leave',
    fill: recorded,
  },
  {
    needs: 'recorder unreported',
    also: 'record meeting',
    fill: (asked) => ({ ...recorded(asked), also: ['report_missing'] }),
  },
  {
    needs: 'office lecturer|hold type',
    also: 'lecturer hold meeting times who',
    not: 'person',
    fill: ({ said, spans }) =>
      said('office').every((office) => office === '书记') &&
      spans.types.every(({ type }) => isLecture([type]))
        ? { ...list, what: 'secretary_lectures' }
        : undefined,
  },
  {
    needs: 'everyTime rate|present|expected|absent|leave|when type|meeting|threeAndOne',
    also: 'meeting hold times rate present expected headcount when absent leave',
    not: 'person mine eachPerson who',
    sure: true,
    fill: (asked) => ({ ...list, ...(!asked.has('table') && { what: 'days' }) }),
  },
  {
    needs: 'meeting|type|threeAndOne times',
    also: 'meeting hold kinds',
    not: 'next last',
    fill: count,
  },
  {
    needs: 'times headcount type|meeting|threeAndOne',
    also: 'meeting hold present',
    not: 'next last person mine',
    fill: { ...count, also: ['headcount_total'] },
  },
  {
    needs: 'times rate type|meeting|threeAndOne',
    also: 'meeting hold kinds average share group',
    not: 'next last person mine',
    fill: (asked) => ({
      ...count,
      also: ['attendance_rate'],
      ...(asked.has('group') && asked.has('each') && { what: 'by_group' }),
    }),
  },
  {
    needs: 'hold type|threeAndOne',
    also: 'meeting kinds isIt',
    not: 'next last when where',
    fill: count,
  },
  {
    needs: 'best|worst|most meeting|type times|hold|many',
    also: 'meeting hold which who branch',
    sure: true,
    not: 'when topic rate present absent leave late expected person',
    // 哪个支部党课上得最勤: of the year, where no time is said
    fill: ({ spans: { today }, has }) => ({
      ...count,
      what: 'by_unit',
      ...(!has('time') && { period: wholeYear(today) }),
    }),
  },
  {
    needs: 'meeting|type last',
    also: 'meeting hold when where',
    not: 'next',
    fill: { ...list, what: 'last' },
  },
  {
    needs: 'meeting|type ago',
    also: 'meeting hold when which',
    fill: (asked) => ({ ...list, times: timesOf(asked)! }),
  },
  { needs: 'plan times', also: AHEAD, not: 'last ago present absent rate', sure: true, fill: stillTimes },
  {
    needs: 'meeting|type plan|next',
    also: AHEAD,
    not: 'last ago',
    // 12月各支部党日都定哪天了
    sure: ({ said }) => said('plan').some((word) => /[哪几]/u.test(word)),
    fill: ahead,
  },
  // 组织生活会哪天开的
  {
    needs: 'type when hold',
    also: 'meeting',
    not: 'last ago absent next plan person mine',
    sure: true,
    fill: ({ spans: { s }, has }) =>
      OVER.test(s) && !PLANNED.test(s) ? { ...list, what: has('time') ? 'days' : 'last' } : undefined,
  },
  {
    needs: 'meeting|type when|where',
    also: AHEAD,
    not: 'last ago absent',
    // 昨天党课几点 asks for one that was.
    // … and 那天几个请假 is of one that was.
    sure: ({ has, said, spans: { s } }) =>
      has('type') &&
      has('when') &&
      !has('hold') &&
      said('when').some((w) => ASKS_WHEN.test(w)) &&
      !GONE_BY.test(s),
    fill: ahead,
  },
  { needs: 'meeting which|who|any|how time', also: AHEAD, not: 'last ago', fill: ahead },
  { needs: 'time isIt branch|meeting|unit|hold', also: AHEAD, not: 'last ago present', fill: ahead },
  {
    needs: 'meeting time hold',
    also: AHEAD,
    not: 'last ago present best worst most',
    // 四季度开的会导个表格
    fill: ({ spans: { s }, has }) =>
      OVER.test(s) && !PLANNED.test(s) ? { ...list, ...(!has('file') && { what: 'days' }) } : ahead,
  },
  // 民主评议哪个支部搞了，什么时候，到了多少
  {
    needs: 'type whichUnit hold when|present|rate|expected|absent',
    also: 'meeting when present many absent why rate how expected',
    not: 'person mine next notHeld unreported',
    fill: ({ spans: { today }, has }) => ({
      ...list,
      what: 'days',
      ...(!has('time') && { period: wholeYear(today) }),
    }),
    sure: true,
  },
  {
    needs: 'meeting time',
    also: AHEAD,
    not: 'last ago present absent best worst most rate item',
    fill: ({ spans: { s } }) => (HAS_IT.test(s) ? ahead : undefined),
  },
  { needs: 'type isIt', also: AHEAD, not: 'last ago present', fill: ahead },
  { needs: 'time plan', also: AHEAD, not: 'last ago present item service', fill: ahead },
  { needs: 'hold time isIt|when|where|who', also: AHEAD, not: 'last ago present', fill: ahead },
];
