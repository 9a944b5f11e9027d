// What is read for certain, and is asked for something else by its words: 潘家伟入党走到哪步了 marks nobody as present.
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import type { Filled, IntentName } from '../../domain/intent.ts';
import type { Question } from './reader.ts';

/** What is learned takes these for a question about people now and then: 潘家伟入党走到哪步了, 流动党员名单导出来. */
const OVERRULED: ReadonlySet<IntentName> = new Set<IntentName>([
  'query',
  'checkin',
  'roster_checkin',
  'export',
  'query_more',
]);

/** What becomes of a reading that is clear, where its words ask for `question`. */
export function overruled(said: Filled, question: Question): 'kept' | 'offered' | 'asked' {
  const { asked, unread, hasReason, isSure } = question;
  const isWhole = unread.length === 0;
  // 没有书记的支部有哪些: those alone
  if (said.what === 'no_secretary' && asked.intent === 'offices') return 'kept';
  // 27号党员大会还有谁没回复: whoever has not said anything of it
  if (said.metric === 'absentees' && asked.metric === 'ack_missing') return 'kept';
  // A number of an item is never let go of.
  if (said.itemNo !== undefined && asked.itemNo === undefined) return 'kept';
  // What is said of whom, or of what nobody keeps, or asks what a figure means, its form alone tells.
  const isOfForm =
    said.unkept !== undefined ||
    (said.what === 'explain' && asked.metric !== 'member_count') ||
    isOfNow(said, asked);
  // 除了流动党员还有多少人
  if (isWhole && asked.what === 'at_home') return 'asked';
  if (isOfForm || (said.intent === 'query' && said.apart !== undefined)) return 'kept';
  // 第三季度跟第四季度, 来了多少人请假的多少: one of two sides, or of two figures, is half an answer.
  if (isWhole && said.intent === 'query' && isHalf(said, asked)) return 'asked';
  // Row by row it is known which words leave no doubt; the same figure is better known by its form.
  if (isSure && (said.intent !== 'query' || saysMore(said, asked))) return 'asked';
  if (!OVERRULED.has(said.intent)) return 'kept';
  // An item without a number, where no word is left that could name one
  const isOfNone = said.metric === 'rectify_item' && said.topic === undefined && said.itemNo === undefined;
  if (isWhole && isOfNone && asked.what !== 'of_it') return 'asked';
  if (isWhole && isOfRoster(asked) && !isOfRoster(said) && said.intent !== 'query_more') return 'asked';
  // 本科学历的有多少, 积极分子呢: what no figure tells apart the roster may know, or nobody does.
  if (isWhole && said.intent === 'query_more' && said.apart !== undefined)
    return isOfRoster(asked) || asked.intent === 'elsewhere' ? 'asked' : 'kept';
  // 我的承诺有几条 is of no meeting, and 没承诺的都是谁 of no promise.
  if (isWhole && asked.itemKind === 'promise' && said.itemKind === undefined) return 'asked';
  if (isWhole && asked.what === 'promise' && said.itemKind === 'promise') return 'asked';
  // 二支部都有谁: whoever was told, or who belongs there.
  if (isWhole && asked.what === 'who' && said.metric === 'absentees' && said.period === undefined)
    return 'asked';
  // 请假名单导出一下 is of who was away, and no sheet of everybody's.
  if (isWhole && said.intent === 'export' && asked.metric === 'leave_list') return 'asked';
  // Nobody is marked by a line that may ask.
  if (said.intent !== 'query') return asked.intent === 'process_ask' ? 'offered' : 'kept';
  // 明天开会要汇报，11月到会率多少: of a figure that is read, a day may be of why it is asked.
  return isWhole && (hasReason || leavesOut(said, asked)) ? 'asked' : 'kept';
}

/** 赵六是不是请假了, with no time said: of the meeting that is on, and of no record. */
const isOfNow = (said: Filled, asked: Filled): boolean =>
  asked.metric === 'my_attendance' &&
  said.names !== undefined &&
  (said.metric === 'leave_list' || said.metric === 'absentees') &&
  asked.period === undefined;

const isHalf = (said: Filled, asked: Filled): boolean =>
  (asked.sides !== undefined &&
    said.sides === undefined &&
    said.against === undefined &&
    said.metric === asked.metric) ||
  (asked.also !== undefined &&
    said.also === undefined &&
    said.sides === undefined &&
    [asked.metric, ...asked.also].includes(said.metric));

const WEIGHTY = ['told', 'also', 'names', 'mine', 'activityType', 'times', 'period', 'format'] as const;
const saysMore = (said: Filled, asked: Filled): boolean =>
  said.metric !== asked.metric ||
  (asked.what !== undefined && asked.what !== said.what) ||
  WEIGHTY.some((slot) => asked[slot] !== undefined && said[slot] === undefined);

/** Of one's own these are told by the record. */
const OF_UNITS: ReadonlySet<string> = new Set(['attendance_rate', 'activity_count', 'headcount_total']);

/** What is read says less of whom, or of what kind, than its words do. */
function leavesOut(said: Filled, asked: Filled): boolean {
  const isOwn =
    said.metric === 'my_attendance' && said.names === undefined && !said.what?.startsWith('persons');
  return (
    (asked.scope !== undefined &&
      asked.metric !== 'upcoming' &&
      (said.scope ?? said.sides) === undefined &&
      said.what !== 'whole') ||
    (asked.activityType !== undefined &&
      said.sides === undefined &&
      (said.activityType ?? said.activityTypes) === undefined) ||
    (isOwn && (asked.metric !== 'my_attendance' || asked.what?.startsWith('persons') === true)) ||
    (asked.metric === 'my_attendance' &&
      asked.mine === true &&
      said.step === undefined &&
      OF_UNITS.has(said.metric ?? ''))
  );
}

/** Who somebody is and how far: no roll of a meeting tells it, and nobody is there because of it. */
const isOfRoster = ({ intent, metric, also = [] }: Filled): boolean =>
  intent === 'offices' ||
  intent === 'process_ask' ||
  intent === 'filing_ask' ||
  intent === 'process_list' ||
  [metric, ...also].some((one) => one !== undefined && METRIC_RULES[one].about === 'roster');
