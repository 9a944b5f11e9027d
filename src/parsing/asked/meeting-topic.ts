// 义务植树那次来了多少人, 红色展馆是哪天去的: a meeting by what it was about, and what is asked of it.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import type { Spans } from '../spans/spans.ts';
import { wordsOf } from './lexer.ts';

const LONGEST = 40;
const AGO =
  '(?:那|这)(?:一)?(?:[次回场趟堂]|个会|个活动|个?(?:党员)?大会|个?党课|个?(?:主题)?党日)(?:活动|会议?|党日|主题党日)?|那会(?=[哪几什啥谁都来到是在开])|那天(?=都?[到来谁几有])';
const WHEN = '(?:哪一?[天日次回场]|几[号月]份?|什么时候|啥时候?|啥时间)';
const DONE = '(?:弄|搞|办|去|开|查|学|弄|组织|做|参观|举行)';
/** 植树那次; 植树是哪天搞的, 隐患是哪次党日查的 */
const NAMED = new RegExp(
  `^(?<topic>[^,，。?？!！]{2,18}?)的?(?:${AGO}|(?<when>(?:都|又)?[是在]?${WHEN}(?:的)?(?:主题)?(?:党日|活动|会议?)?${DONE}[的了]))(?<rest>.*)$`,
  'u',
);
const POLITE =
  /^(?:请问|问一?下|请|帮我|麻烦|查一?下|看一?下|看看|查查|我想问一?下?|想问一?下?|那个?|上次|上回|我们|咱们?|支部|那么|去|搞|的|呃|嗯|,|\s)+/u;
const ASKS =
  /说哈|说[一下]|[列报](?:一下|出来)|谁|[几哪]|多少|什么|啥|呢|嘞|喃|哩|吗|咋样|怎么样|没有?[?？]*$/u;
/** Of another matter, or to be stored. */
const OTHER =
  /整改|问题|销号|补签|更正|改成|登记|上报|公开栏|承诺|流程|钱|经费|报名|请个假|^(?:那|那么)?再(?:往前|前|之前|上)|我没|我请|去不了|取消|推迟|照片|佐证/u;

/** 讨论发展对象那会 */
const AGENDA = /^(?:讨论|研究|通报|听取|商量|商议|部署|传达)(?!会)\p{Script=Han}{2,}/u;
const BEFORE = /^[^,，。?？谁几哪]{2,12}[,，]\s*/u;

/** Of these a topic may be made. */
const OF_TOPICS: ReadonlySet<string> = new Set([
  'other',
  'age',
  'visit',
  'member',
  'service',
  'talk',
  'item',
  'team',
  'dues',
]);

const PARTS: readonly [RecordPart, RegExp][] = [
  ['lecturer', /谁(?:主)?讲|主讲/u],
  ['host', /主持|召集/u],
  ['recorder', /记录人|谁记/u],
  ['place', /在哪|地点|哪里|哪儿|去的?哪/u],
];
const COUNTS = /多少|几个|几人|到会|应到|实到|出勤|来了|到了|去了|参加|人多|人数/u;
const AWAY = /(?:谁|哪).{0,6}(?:没|缺席|请假|不在)|(?:没|缺席|请假|迟到).{0,6}(?:谁|哪|名单)|没[来到去参]/u;

/** Undefined where no meeting is named so. */
export function meetingByTopic(spans: Spans): Filled | undefined {
  const { s, people, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || OTHER.test(s) || !ASKS.test(s)) return undefined;
  if (people.some(({ source }) => source === 'roster') || items.some((item) => !item.weak)) return undefined;
  const whole = s.trim();
  // 大会上要念，清沟渠那天到几个: why it is asked stands before it.
  const lines = [whole, whole.replace(BEFORE, '')];
  const line = lines.find((one) => NAMED.test(one));
  const found = line === undefined ? undefined : NAMED.exec(line)?.groups;
  if (!found) return undefined;
  const offset = s.indexOf(line!);
  const end = offset + found.topic!.length;
  const spansIn = [...spans.units, ...spans.types, ...spans.times].filter(
    ({ at }) => offset <= at && at < end,
  );
  const topic = cut(s, spansIn, offset, end).replace(POLITE, '').trim();
  // What every list of words knows is no topic.
  const words = wordsOf(topic, []).filter(({ kind }) => OF_TOPICS.has(kind));
  const length = words.reduce((sum, { at, end: to }) => sum + to - at, 0);
  const isTopic =
    AGENDA.test(topic) ||
    (words.some(({ kind }) => kind === 'other' || kind === 'visit') &&
      length >= 2 &&
      length * 2 >= topic.length);
  if (!isTopic || spansIn.some(({ end: to }) => to > end)) return undefined;
  const rest = found.rest!;
  const asked = `${found.when ?? ''}${rest}`;
  const told: RecordPart[] = PARTS.filter(([, words]) => words.test(asked)).map(([part]) => part);
  const isWhen = found.when !== undefined || new RegExp(WHEN, 'u').test(rest);
  // 迟到的是谁 and 谁在 are told by the roll.
  const also: Metric[] =
    AWAY.test(rest) || /迟到|谁(?:在|来|到|都)/u.test(rest)
      ? ['absentees']
      : COUNTS.test(rest)
        ? ['attendance_rate']
        : [];
  const late: Metric[] = /迟到|来晚|晚到/u.test(rest) && also.length > 0 ? ['late_list'] : [];
  const isBare =
    !isWhen && told.length === 0 && also.length === 0 && /^(?:的)?[呢嘞喃哩]?[?？\s]*$/u.test(rest);
  const unit = spans.units[0];
  return {
    intent: 'query',
    metric: isBare || isWhen || told.length > 0 || also.length === 0 ? 'activity_list' : also[0]!,
    topic,
    ...(unit && { scope: s.slice(unit.at, unit.end) }),
    ...(isBare && { follows: true }),
    ...(!isBare && (isWhen || told.length > 0 || also.length === 0)
      ? {
          told: told.length > 0 ? told : (['topic'] satisfies RecordPart[]),
          ...(also.length > 0 && { also: [...also, ...late] }),
        }
      : late.length > 0 && { also: late }),
  };
}

const cut = (s: string, spans: readonly { at: number; end: number }[], from: number, end: number): string =>
  [...s.slice(0, end)]
    .filter((_, i) => i >= from && !spans.some(({ at, end: to }) => at <= i && i < to))
    .join('');
