import type { Slots } from '../../domain/slots.ts';
import { mask } from '../message.ts';
import type { Spans } from '../spans/spans.ts';

const WHO = '(?:全体|全部|全员|所有|大家|人员|人|各位|其他|其余|剩下|余下|别的|另外)';
const PEOPLE = '(?:的)?(?:党员|同志|人员|成员|委员|人|都)*';
const CAME =
  '(?:到齐|全到|来齐|到会|参会|参加|出席|到场|在场|都在|来了?|到了?|代签|补签|签上|签了?|没有?缺席?的?)(?:了|啦|的|会|活动|会议)*';
const STAYED = '(?:没有?来|没有?到|未到|未来|没有?参加|未参加|缺席|没有?人|不在)(?:了|啦|的|会|活动|会议)*';

/** 全员到齐, 全部代签, 其他人都到了, 一个不少, 无一缺席. */
const ALL_CAME = new RegExp(
  `(?:全员|全体|全部|所有)${PEOPLE}(?:都|均|全)(?:已|已经)?签到|(?:全员|全体|全部|所有)${PEOPLE}(?:已|已经)?签到(?:了|完)|(?:全员|全体|全部|所有)${PEOPLE}(?:都|均|全)?(?:已|已经)?${CAME}|(?:${WHO}|外|没有?来|没有?到|请假|缺席|我们|咱们|咱)${PEOPLE}[,，]?(?:都|均|全)(?:已|已经)?(?:签到|${CAME})|(?:其他|其余|剩下|余下|别的)${PEOPLE}(?:到会|到齐|参会|出席|参加|到场|到了|来了)|除(?:了|开|去)?[\ue001、,，和跟与\\s()（）]{1,40}[,，]?(?:都|均|全)(?:签到|${CAME})|(?:^|[\\s,])人(?:都)?齐了|(?:人)?(?:都|全)?(?:到|来)齐|^\\s*全到(?:了|齐)?\\s*$|(?:^|[\\s,])全到(?:了|齐)?(?=$|[\\s,。])|(?:^|[\\s,])全?都(?:到|来)(?:了|齐了?|全了)(?=$|[\\s,。!])|一个(?:都|也)?(?:不|没)(?:少|缺|落)|(?:无|没有?)(?:一)?人?缺席|全勤|应到尽到`,
  'u',
);
/** 都没来, 其余缺席, 没人来. */
const ALL_STAYED = new RegExp(
  `(?:^|[\\s,])(?:一个(?:都|也)|全都|都|全)${STAYED}(?=$|[\\s,。!])|(?:其他|其余|剩下|余下|别的)${PEOPLE}(?:都|均|全|一律|算|记|按)*${STAYED}|(?:全部|全员|全体)${PEOPLE}(?:都|均|算|记|按)*(?:缺席|没有?来|没有?到|未到)|没有?人(?:来|到|参加)`,
  'u',
);

/** 其余, 剩下的: of whom nothing is known yet. */
const REST = /其他|其余|剩下|余下|别的|另外/u;

/** What a message says of everybody, names aside; undefined where it speaks of some only. */
export function everyoneIn(spans: Spans): Slots['everyone'] | undefined {
  const s = mask(spans.s, spans.people);
  if (ALL_STAYED.test(s)) return 'absent';
  if (!ALL_CAME.test(s)) return undefined;
  return spans.people.length === 0 && REST.test(s) ? 'rest' : 'present';
}
