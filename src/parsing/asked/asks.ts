// Whether a line asks at all.
import type { Asked, Part } from './row.ts';

/** One of these is said by whoever asks. */
const ASKING = [
  'many',
  'times',
  'who',
  'which',
  'when',
  'where',
  'why',
  'how',
  'any',
  'chart',
  'table',
  'file',
  'trend',
  'rank',
  'enough',
  'headcount',
  'compare',
  'monthly',
  'average',
  'eachPerson',
  'eachMeeting',
  'explain',
  'counts',
  'verify',
  'busy',
  'summary',
  'whichTime',
  'whichMonth',
  'more',
  'allThere',
  'brief',
  'isIt',
  'never',
  'minutes',
  'most',
  'notHeld',
  'notAck',
  'heads',
  'roster',
  'share',
  'half',
  'twice',
  'money',
  'age',
  'partyAge',
  'phoneNo',
  'score',
  'vague',
  'listed',
  'alone',
  'hours',
  'serviceHours',
  'household',
  'whichUnit',
  'noOffice',
  'posts',
  'apartSaid',
  'eitherOr',
  'andHeads',
  'headsAnd',
  'contact',
  'howLong',
  'howFar',
  'whichStage',
  'madeUp',
  'promiseDone',
  'promise',
  'also',
  'eachGroup',
  'unfiled',
  'whatKind',
  'school',
  'well',
  'points',
  'duesDone',
  'officeAsked',
  'officeList',
  'onlyKind',
  'everAll',
  'term',
  'butMobile',
] as const satisfies readonly Part[];
const WHICH_ONE = /哪个|[什么啥]会|几次|没得[?？]?$/u;
/** 11月到会率 */
const NAMES_FIGURE = /[率律绿]|比例|百分比|情况|状况|样|如何|好不好|数据|数字|[不吗]$/u;
/** 谁在盯, 到哪天: a word that says what is asked for, and asks. */
const asksWithin = ({ spans: { s }, words }: Asked): boolean =>
  words.some(
    ({ kind, at, end }) =>
      !UNASKED.has(kind) &&
      /[谁哪几啥咋]|多少|好多|好久|多久|多长|什么|怎|何|(?<=.)没有?$/u.test(s.slice(at, end)),
  );
const UNASKED: ReadonlySet<string> = new Set(['filler', 'context', 'purpose', 'other']);
/** 缺的几个都请了假 */
const SOME = /几[个位名条项]都/u;
/** In words that ask for more than that: 讲的啥, 谁主持的 */
const ASKS =
  /咋|怎么安排的|啥|什么|谁|哪(?!位)|是不是|几[号点次个场堂回]|多少|(?:安排|计划)表?(?:先|提前|都|给|帮|我|[,，\s])*(?:看|发我|[发报说]一?下|列)|统计|汇总|列出|提供|情况[。.]?$|(?<!检)查(?:一?下|询|看|哈)/u;
const ENDS_ASKING =
  /[?？吗啥谁]\s*$|(?:安排|定|排|报|开|交)(?:好|了)?没(?:有|得)?[咯哦喔嘛呢哈哟]*[?？]?\s*$|吧[?？]|[了过]吧\s*$|([来到去报交签开])没(?:有)?\1|(?<!检)查查|[了过到齐全开报会](?:没有?|没得|不得)\s*$|请[过了]假没有?\s*$|[多高够]不[多高够]?\s*$|有[^,，。没]{1,8}没有?[?？]?\s*$|^[^\s,，]{2,6}呢[?？]?\s*$/u;

/** Whether any word of it asks, or how it ends. */
export const asks = (asked: Asked): boolean => {
  const { s } = asked.spans;
  return (
    ASKING.some(asked.has) ||
    ENDS_ASKING.test(s) ||
    NAMES_FIGURE.test(asked.said('rate').join(' ')) ||
    WHICH_ONE.test(s) ||
    ASKS.test(s) ||
    asksWithin(asked)
  );
};

const ASKING_KINDS: ReadonlySet<string> = new Set(ASKING);
/** Whether a clause of it asks, by itself. */
export const asksInClause = (clause: string, words: Asked['words']): boolean =>
  words.some(({ kinds }) => kinds.some((kind) => ASKING_KINDS.has(kind))) ||
  ENDS_ASKING.test(clause) ||
  WHICH_ONE.test(clause) ||
  ASKS.test(clause);

/** 缺的几个都请了假: some of them, and nobody asks how many. */
export const isOfSome = (s: string): boolean => SOME.test(s) || BARE_REASON.test(s.trim());

/** Why somebody is away, said by themselves. */
const BARE_REASON = /^(?:因|因为)?(?:个人|家庭|家里|身体|工作|其他|特殊)(?:原因|理由|事由)$/u;
