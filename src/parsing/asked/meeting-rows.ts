import { isLecture, threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import { readNumber } from '../numerals.ts';
import type { Asked, Row } from './row.ts';

const list = { intent: 'query', metric: 'activity_list' } as const;
const count = { intent: 'query', metric: 'activity_count' } as const;
const ahead = { intent: 'query', metric: 'upcoming' } as const;
const gap = { intent: 'query', metric: 'activity_gap' } as const;
const ack = { intent: 'query', metric: 'ack_missing' } as const;

/** 三会一课 stands for its kinds. */
const kinds = ({ has, spans }: Asked): Partial<Filled> =>
  has('threeAndOne') && spans.types.length === 0 ? { activityTypes: [...threeMeetingsOneLecture()] } : {};

/** `last`: which meeting, where no time is said */
const isLast = ({ has }: Asked) => has('last') && !has('time');

const PARTS = ['topic', 'lecturer', 'host', 'recorder'] as const satisfies readonly RecordPart[];

/** 最近四次: of 最近几次 a few */
const A_FEW = 5;
const timesOf = ({ said }: Asked): number | undefined => {
  const [ago] = said('ago');
  return ago === undefined ? undefined : (readNumber(ago.replace(/[^两二三四五六七八九十]/gu, '')) ?? A_FEW);
};

/** What the records of meetings name, and how many came where that is asked beside it. */
function recorded(asked: Asked): Filled {
  const { has } = asked;
  const told = PARTS.filter(has);
  const times = timesOf(asked);
  const also = [
    ...(has('times') ? (['activity_count'] as const) : []),
    ...(has('rate') || has('present') || has('expected') ? (['attendance_rate'] as const) : []),
    ...(has('absent') || has('leave') ? (['absentees'] as const) : []),
  ];
  return {
    ...list,
    ...kinds(asked),
    told: has('where') ? [...told, 'place'] : told,
    ...(also.length > 0 && { also }),
    ...(isLast(asked) && { what: 'last' }),
    ...(times !== undefined && { times }),
    ...(!NAMED.some(has) && { follows: true }),
  };
}
const NAMED = ['type', 'time', 'unit', 'last', 'ago', 'threeAndOne', 'ownUnit', 'ownGroup'] as const;

/** 谁主持了几次: the meetings somebody is named in, each with its day. */
const byPerson = (asked: Asked): Filled => ({
  ...list,
  told: PARTS.filter(asked.has).filter((part) => part !== 'topic'),
  ...(!asked.has('person') && { mine: true }),
});

const AHEAD = 'group meeting hold plan next when where times isIt which mine present';
const OF_MEETINGS = 'meeting hold when last ago which times many present';

const MEETINGS = ['meeting', 'record', 'type', 'hold', 'threeAndOne'] as const;
/** 老罗, 小李: whom nobody needs to know, as it is true of everybody */
const BY_NICKNAME = /^(?:那|那么)?[老小]\p{Script=Han}{1,2}(?:书记)?(?:收到|确认|回|看到|点|没)/u;

/** Which meetings there were, and will be. */
export const MEETING_ROWS: readonly Row[] = [
  {
    needs: 'unreported',
    also: 'meeting record hold each isIt last mine rate',
    fill: (asked) =>
      MEETINGS.some(asked.has) || asked.said('unreported').some((word) => /记录|会/u.test(word))
        ? {
            intent: 'query',
            metric: 'report_missing',
            ...kinds(asked),
            ...(asked.has('rate') && { also: ['attendance_rate'] }),
          }
        : undefined,
  },
  {
    needs: 'notAck who|many|any|which|type|meeting|notice|mine',
    also: 'notice meeting ack mine next last group',
    fill: ack,
  },
  {
    needs: 'received many|who|any|mine|which notice|type|meeting',
    also: 'notice meeting mine next last group ack',
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
    also: 'notice meeting mine next last how group',
    fill: ack,
  },
  {
    needs: 'notHeld type|meeting|threeAndOne',
    also: 'meeting times hold enough',
    not: 'when next',
    fill: (asked) => ({ ...gap, ...kinds(asked) }),
  },
  {
    needs: 'enough type|meeting|threeAndOne',
    also: 'meeting hold times',
    fill: (asked) => ({ ...gap, ...kinds(asked) }),
  },
  {
    needs: 'host|lecturer|recorder mine|person',
    also: 'meeting hold when which times topic record',
    not: 'ownUnit ownGroup next',
    beats: true,
    fill: byPerson,
  },
  {
    needs: 'topic|host|lecturer|recorder type|meeting|threeAndOne|last|record',
    also: `${OF_MEETINGS} where record topic host lecturer recorder rate expected absent leave`,
    not: 'next person mine plan unreported',
    fill: recorded,
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
    beats: true,
    fill: (asked) => ({ ...list, ...kinds(asked), ...(!asked.has('table') && { what: 'days' }) }),
  },
  {
    needs: 'meeting|type|threeAndOne times',
    also: 'meeting hold kinds',
    not: 'next last',
    fill: (asked) => ({ ...count, ...kinds(asked) }),
  },
  {
    needs: 'times rate type|meeting|threeAndOne',
    also: 'meeting hold kinds average share group',
    not: 'next last person mine',
    fill: (asked) => ({
      ...count,
      ...kinds(asked),
      also: ['attendance_rate'],
      ...(asked.has('group') && asked.has('each') && { what: 'by_group' }),
    }),
  },
  {
    needs: 'hold type|threeAndOne',
    also: 'meeting kinds isIt',
    not: 'next last when where',
    fill: (asked) => ({ ...count, ...kinds(asked) }),
  },
  {
    needs: 'best|worst meeting|type times|hold|many',
    also: 'meeting hold which who',
    not: 'rate present absent leave late expected person',
    fill: (asked) => ({ ...count, ...kinds(asked), what: 'by_unit' }),
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
  { needs: 'meeting|type plan|next', also: AHEAD, not: 'last ago', fill: ahead },
  { needs: 'meeting|type when|where', also: AHEAD, not: 'last ago absent', fill: ahead },
  { needs: 'meeting which|who|any|how time', also: AHEAD, not: 'last ago', fill: ahead },
  { needs: 'time isIt branch|meeting|unit|hold', also: AHEAD, not: 'last ago present', fill: ahead },
  { needs: 'type isIt', also: AHEAD, not: 'last ago present', fill: ahead },
  { needs: 'time plan', also: AHEAD, not: 'last ago present item service', fill: ahead },
  { needs: 'hold time isIt|when|where|who', also: AHEAD, not: 'last ago present', fill: ahead },
];
