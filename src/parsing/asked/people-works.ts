// 一支部11月志愿服务多少小时, 陈思远发展到哪一步了, 换届还有多久: what people and branches did that is registered.
import { periodOf } from '../../domain/calendar/period.ts';
import { filingKindsInUse } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { kindsInUse } from '../../domain/ledger/kinds.ts';
import { processesInUse } from '../../domain/process/kinds.ts';
import { OWN_GROUP } from '../commands/rest.ts';
import type { Asked, Row } from './row.ts';

/** The kind that the shipped names call so, whatever it is called here. */
const filingCalled = (word: string) =>
  filingKindsInUse().find(({ name, words, shared, everyday = [] }) =>
    [name, ...words, ...shared, ...everyday].includes(word),
  );

const processCalled = (word: string) =>
  processesInUse().find(({ name, words }) => [name, ...words].includes(word))?.key;

/** What is registered of it: the reports themselves, or as a file. */
const filed =
  (word: string) =>
  ({ has, spans }: Asked): Filled | undefined => {
    const kind = filingCalled(word);
    if (!kind) return undefined;
    if (has('unreported') || has('notAck'))
      return kind.period === null ? undefined : { intent: 'filing_missing', filing: kind.key };
    const isMine = has('mine') && !has('ownUnit') && !has('ownGroup');
    const year = periodOf('year', spans.today);
    const isWhole = spans.times.length === 0 && kind.period === null;
    return {
      intent: has('file') ? 'filing_export' : 'filing_ask',
      filing: kind.key,
      ...(isMine && { mine: true }),
      ...(isWhole && { period: { from: year.from, to: year.to } }),
      ...(has('each') && { what: 'by_unit' }),
    };
  };

/** By persons, and of meetings. */
const BY_PERSONS =
  /按(?:每个)?(?:人|个人|党员|人头|名字|姓名)(?!数)|(?:每个?|逐|各)(?:人|党员|同志)|一人一[行张]|个人(?:参会|到会|出勤|考勤)/u;
function rollSheet({ spans }: Asked): Filled | undefined {
  if (!BY_PERSONS.test(spans.s)) return undefined;
  const types = [...new Set(spans.types.map(({ type }) => type))];
  return {
    intent: 'export',
    what: 'attendance',
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
  };
}

/** Who is still to do it. */
const missing =
  (word: string) =>
  (_asked: Asked): Filled | undefined => {
    const kind = filingCalled(word);
    return kind && { intent: 'filing_missing', filing: kind.key };
  };

const BESIDE = 'filed mine hours household member many times present hold unreported place';
const NOT = 'item rate absent leave late without rank best worst';

/** 承诺完成情况: of what was promised alone. */
function promised(metric: 'rectify_open' | 'rectify_rate', whose: Pick<Filled, 'mine'>, isOfGroup = false) {
  if (!kindsInUse().some(({ key }) => key === 'promise')) return undefined;
  const scope = isOfGroup ? { scope: OWN_GROUP } : {};
  return { intent: 'query', metric, itemKind: 'promise', ...whose, ...scope } as const;
}

/** Of a process of one or two people, or of all whom it is about. */
function steps({ spans, has }: Asked): Filled | undefined {
  const process = processCalled('发展党员');
  if (process === undefined) return undefined;
  if (spans.people.length > 0) return { intent: 'process_ask', process };
  return has('file') ? { intent: 'process_export', process } : { intent: 'process_list', process };
}

/** What they did beside meetings, as far as it is registered. */
export const WORK_ROWS: readonly Row[] = [
  // 参会情况按人导一份: who was there, person by person, as the sheet has it
  {
    needs: 'file rate|present|headcount|absent|leave|late|eachPerson|hold|meeting|filed',
    also: 'rate present headcount absent leave late eachPerson hold meeting all member who each table type ownUnit filed',
    not: 'item ledger mine person service visit best worst',
    isAsking: true,
    sure: true,
    fill: rollSheet,
  },
  {
    needs: 'service|hours many|times|how|hours|who|table|file|each|unreported',
    also: `service ${BESIDE}`,
    not: `team inTeam minutes type ${NOT}`,
    sure: (asked) => asked.has('hours') && asked.has('service'),
    fill: filed('志愿服务'),
  },
  {
    needs: 'serviceHours',
    also: `service ${BESIDE}`,
    not: `team inTeam type ${NOT}`,
    // 志愿服务时长今年攒了多少小时: nobody tells how long by asking.
    sure: (asked) => asked.has('hours') && asked.has('time'),
    fill: filed('志愿服务'),
  },
  // The word is of a kind of meeting as well, and hours are of none.
  {
    needs: 'type hours|serviceHours|filed',
    also: `times ${BESIDE}`,
    sure: (asked) => asked.has('hours') || asked.has('serviceHours'),
    not: `team inTeam ${NOT}`,
    fill: (asked) => {
      const [kind, ...others] = asked.spans.types;
      return kind && others.length === 0 && /志愿/u.test(asked.spans.s.slice(kind.at, kind.end))
        ? filed('志愿服务')(asked)
        : undefined;
    },
  },
  {
    needs: 'team|inTeam mine service|serviceHours|hours|times|filed',
    also: `service serviceHours ${BESIDE}`,
    not: `person ${NOT}`,
    fill: filed('志愿服务'),
  },
  {
    needs: 'team|inTeam service|serviceHours|hours|times',
    also: `service serviceHours team inTeam person mine ${BESIDE}`,
    not: NOT,
    fill: ({ said }) => ({ intent: 'elsewhere', topic: said('team')[0] ?? '队伍', what: 'team' }),
  },
  {
    needs: 'visit many|times|household|how|who|table|file|each|unreported',
    also: BESIDE,
    not: `team ${NOT}`,
    fill: filed('走访'),
  },
  {
    needs: 'dues duesDone|unreported|notAck|times|how|any',
    also: `duesDone whichUnit unreported who ${BESIDE}`,
    not: `money mine team ${NOT}`,
    fill: (asked) =>
      asked.has('whichUnit') || asked.has('unreported') ? missing('党费')(asked) : filed('党费')(asked),
  },
  {
    needs: 'contact many|times|any|how|who|when|lately|person',
    also: `mobile lately ${BESIDE}`,
    not: `phone team ${NOT}`,
    fill: filed('联系流动党员'),
  },
  {
    needs: 'develop|whichStage person',
    also: 'develop whichStage howFar bothOf probationary activist member when progress due soon daysLeft howLong term',
    not: `type ${NOT}`,
    fill: steps,
  },
  {
    needs: 'probationary soon|due',
    also: 'who which when many soon due term develop owner place howLong daysLeft member lately',
    not: `person type mine time ${NOT}`,
    sure: true,
    fill: steps,
  },
  {
    needs: 'develop|whichStage activist|probationary|how|whichStage|which|who|owner|table|file|each|progress',
    also: 'probationary activist member place progress whichStage howFar when owner bothOf',
    not: `person type mine time ${NOT}`,
    fill: steps,
  },
  {
    needs: 'service|serviceHours|visit|hours best|rank',
    also: `service serviceHours visit who ${BESIDE}`,
    not: 'item rate team type',
    fill: ({ has }) => ({ intent: 'elsewhere', topic: has('visit') ? '走访' : '志愿时长', what: 'rank' }),
  },
  {
    needs: 'promise mine',
    also: 'promiseDone open closed progress which many how any item notHeld meeting',
    not: 'person type ownUnit ownGroup',
    fill: () => promised('rectify_open', { mine: true }),
  },
  {
    needs: 'promise promiseDone|how|many|which|each|table|closed|progress',
    also: 'promiseDone open closed progress which many member each item group place share meeting',
    not: 'person type mine without',
    fill: (asked) => promised('rectify_rate', {}, asked.said('group').length > 0 || asked.has('ownGroup')),
  },
  {
    needs: 'term howLong|when|minutes|any|which|how|whichUnit|many|due|soon|present|each',
    also: 'place whichUnit minutes soon due office enough notHeld plan present unfiled listed',
    not: `person type ${NOT}`,
    fill: () => {
      const process = processCalled('换届');
      return process === undefined ? undefined : { intent: 'process_ask', process };
    },
  },
];
