// 帮我弄个表能发excel最好: a question is answered as far as it is read, where what is left of it names nothing. Nothing is
// stored for it, and its answer says of what, of whom and of when it is.
import type { Filled, IntentName } from '../../domain/intent.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { asksOnly, stores } from './asks-only.ts';
import { wordsOf } from './lexer.ts';

/** These only ask. */
const QUESTIONS: ReadonlySet<IntentName> = new Set<IntentName>([
  'query',
  'export',
  'offices',
  'process_ask',
  'process_list',
  'filing_ask',
  'elsewhere',
]);

/** Numbers, denials, offices, units: whoever says one means it. */
/** 给我算请假: to be recorded, whatever else the line asks. */
const ACTED = /[算记作][^,，]{0,2}假|补[签录记]|改[成为]/u;
const MEANT =
  /[\d一二三四五六七八九十百两半几](?![下个次点些直定共堂场条起])|[不没未别非无]|除|取|书记|委员|组长|支部|[总党]委|村|镇|乡|社区|街道|先锋队|预备|积极|流动|长期|逾期|销号|退回|通过|女|男|名册|[一二三四五六两]组|其[他它余]|别的|另/u;

/** It is read for certain, or as far as it has to be, and changes nothing. */
export const onlyAsks = (said: {
  certainty: 'clear' | 'unsure';
  intent: Filled;
  asFarAsRead?: Filled | undefined;
}): boolean =>
  said.asFarAsRead !== undefined ||
  (said.certainty === 'clear' && (QUESTIONS.has(said.intent.intent) || said.intent.intent === 'query_more'));

interface Unsure {
  certainty: 'clear' | 'unsure';
  unread: readonly string[];
  contradictions: readonly string[];
  alternatives: readonly Filled[];
}

/** What is asked, whatever the words that are `left` say; undefined where they may change it. */
export function asFarAsRead(spans: Spans, said: Unsure): { asked: Filled; left: string[] } | undefined {
  const { certainty, unread, contradictions, alternatives } = said;
  const [first, ...others] = alternatives;
  if (certainty === 'clear' || !first || contradictions.length > 0) return undefined;
  if (!QUESTIONS.has(first.intent)) return undefined;
  if (others.some(stores) && !asksOnly(spans.s)) return undefined;
  // Read whole, but not for certain: what it may ask beside that is told with the answer.
  if (unread.length === 0)
    return asks(spans.s) && others.every((other) => isBeside(other, first, spans.s))
      ? { asked: first, left: [] }
      : undefined;
  const left = unread.filter((word) => !isHeld(word, spans, first));
  // Of one reading alone the answer says of what it is, and which words it leaves out.
  const mayChange = others.length === 0 && asks(spans.s) ? isNarrowing : isMeant;
  return left.some((word) => mayChange(word, spans)) ? undefined : { asked: first, left };
}

/** Of the ledger, or of meetings: an answer of one is none of the other. What would store something is not meant by who asks. */
const isBeside = (other: Filled, first: Filled, s: string): boolean =>
  QUESTIONS.has(other.intent) ? isOfItems(other) === isOfItems(first) : asksOnly(s);
const isOfItems = ({ metric }: Filled): boolean => metric?.startsWith('rectify') ?? false;

/** 人齐吧, 开了没: nobody who only tells something says it so; 取消主题党日嘞 does. */
const asks = (s: string): boolean => ASKS.test(s) || (PARTICLE.test(s) && !OF_ACTS.test(s));
const ASKS = /[?？]|谁|哪|几|多少|啥|什么|咋|怎么|是不是|有没有|没有?[,，]|不$|[查看列]一?下|表|图/u;
const PARTICLE = /[吗吧呢么嘛没][?？。\s]*$/u;
const OF_ACTS = /取消|改[到成期]|推迟|提前|安排|登记|上报|[补代]签|请假/u;

const isWithin = (word: string, s: string) => {
  const at = s.indexOf(word);
  return (span: Span) => at >= 0 && span.at < at + word.length && at < span.end;
};

/** Words that say nothing, whoever left them unread. */
const isFiller = (word: string) =>
  OF_NO_WEIGHT.has(word) || wordsOf(word, []).every(({ kind }) => NO_WEIGHT.has(kind));
const NO_WEIGHT: ReadonlySet<string> = new Set('filler context many times who how apartSaid any'.split(' '));
const OF_NO_WEIGHT: ReadonlySet<string> = new Set(
  '最好 给个数 报个数 那天 那次 当天 一次 几个 多少 哪些 我 你 他们 她们 他 她 谁 咋 还有 好'.split(' '),
);

/** 今年, 小组: the question has it, whoever left it unread. */
function isHeld(word: string, { s, types, times }: Spans, asked: Filled): boolean {
  const within = isWithin(word, s);
  return (
    isFiller(word) ||
    (asked.period !== undefined && times.length === 1 && times.some(within)) ||
    (asked.activityType === 'group_meeting' && /^小组会?$/u.test(word)) ||
    (asked.activityType !== undefined && types.some(within))
  );
}

/** What would make another figure of it: 除了党课, 不到80%的. */
const NARROWS =
  /\d|[二三四五六七八九十两半](?![下个次点些直定共堂场条起])|百(?!分)|[没未别非无]|不(?!想|知|晓|好|清|懂|记|明|够|踏|放|方)|除|取|只|仅|以[外上下]|其[他它余]|别的|另|支部|[总党]委|村|镇|乡|社区|街道|预备|积极|流动|长期|逾期|销号|退回|女|男|名册|[一二三四五六两]组/u;

const isNarrowing = (word: string, spans: Spans): boolean =>
  isOfSpan(word, spans) || NARROWS.test(word) || ACTED.test(word);

const isMeant = (word: string, spans: Spans): boolean =>
  isOfSpan(word, spans) || MEANT.test(word) || ACTED.test(word);

function isOfSpan(word: string, { s, units, people, types, times }: Spans): boolean {
  const within = [...units, ...times, ...types, ...people.filter((p) => p.source === 'roster')].some(
    isWithin(word, s),
  );
  return within || !s.includes(word);
}
