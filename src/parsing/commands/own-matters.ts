// 我现在有什么要办的, 我承诺的事还差多少, 上回我迟到了没: what the sender has to do, has promised, or was at one meeting.
import type { Filled } from '../../domain/intent.ts';
import { kindsInUse, LEDGER_KIND, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { spanAsked } from './figure-periods.ts';
import type { Heard } from './rest.ts';

const LONGEST = 26;
const ME =
  '(?:[我俺](?!们|[这那]个?支部)|本人)(?:自己|个人|本人)?(?:手[上头里边]|名下|头上|身上|[这那](?:边|里|儿))?';
const LEAD =
  '(?:请问|看看|看一?下|查一?下|帮我看看|问一?下|那|还|现在|目前|今天|眼下|当前|这边|到底|一共|都|[,，])*';
const BESIDE = '(?:现在|目前|今天|眼下|当前|到底|一共|这会儿|最近|还|都|又|已经|的)*';
const WHAT = '(?:什么|啥子?|哪些?|哪几[件个项样]|几[件个项样]|多少[件个项]?|些什么|些啥)';
const THINGS = '(?:事情?|任务|活儿?|东西|工作|事项)';
const UNDONE =
  '(?:(?:需?要|该|得|等着?|待|应该)(?:我(?:来|去)?)?(?:办理?|做|干|处理|弄|完成|落实)|(?:没有?|未)(?:办完?|做完?|干完?|处理完?|弄完?|完成|落实|办理))';
const END = '(?:的|了|吗|呢|啊|呀|么|没有|没|列一?下|看看)*[?？]*$';
const MATTERS = [
  // 我现在有什么要办的, 我有哪些事还没办
  `${ME}${BESIDE}有(?:没有)?${WHAT}?${THINGS}?(?:是|还)*${UNDONE}的?${THINGS}?`,
  // 我要办的事, 我该办的有哪些
  `${ME}${BESIDE}${UNDONE}的${THINGS}?(?:都|还)*(?:(?:有|是)${WHAT}?${THINGS}?)?`,
  // 我还差什么没做
  `${ME}${BESIDE}[差剩](?:下)?${WHAT}${THINGS}?${UNDONE}的?`,
  // 现在轮到我办的是啥
  `(?:轮到|归|等着?)我(?:来|去)?(?:办理?|做|干|处理|弄)的${THINGS}?(?:都|还)*(?:是|有)?${WHAT}`,
  // 我现在要办什么
  `${ME}${BESIDE}${UNDONE}(?:些)?${WHAT}${THINGS}?`,
  // 有什么要我办的吗
  `有(?:没有)?${WHAT}?${THINGS}?(?:是|还)*(?:需?要|该|得|等着?|轮到|归)我(?:来|去)?(?:办理?|做|干|处理|弄|完成|落实)的?${THINGS}?`,
].map((one) => new RegExp(`^${LEAD}${one}${END}`, 'u'));

const HOW_FAR =
  '(?:(?:办|弄|做|干|搞|完成|兑现|落实|进展|推进)?(?:了|到|得|成|的)*(?:哪(?:里|儿|一?步)?|什么程度|百分之(?:几|多少)|多少|几成|怎么?样|咋样|如何)|(?:办|弄|做|干|搞|完成|兑现|落实)(?:好|完|成)?了?(?:没有?|吗|么)(?:办|弄|做|干)?完?|还?[差剩](?:多少|几[件个项天]|啥|什么)|进[展度](?:怎么?样|咋样|如何|到哪)?|情况)';
const WHICH =
  '(?:(?:都|有|是)*(?:什么|啥|哪些|几[件个项]|哪几[件个项])(?:事情?)?|(?:什么时候|啥时候|几号|哪一?天|何时)(?:到期|截止|前?完成)?)';
/** 我承诺的事还差多少, 我承诺了啥 */
const promised = (words: string): RegExp =>
  new RegExp(
    `^${LEAD}${ME}(?:的|做|作|过|今年)*(?:${words})(?:的|了|过)*(?:那|这)?[件个项]?(?:事情?|事项|实事)?(?:现在|目前|都|还|到底|有|是)*(?<asks>(?<far>${HOW_FAR})|${WHICH})${END}`,
    'u',
  );

const LAST = '(?:上一?[次回场]|最近一次|最近那次|昨天|前天|今天|刚才|那[次天回]|这[次回])';
const MEETING = '(?:的|那个|开会|会议|活动|会)*';
const STATE = '(?:迟到|晚到|来晚|来迟|到晚|到迟|缺席|旷会|请假)';
/** 上回我迟到了没, 我上次算迟到吗, 11月25日我来晚了没有 */
const WAS_I = new RegExp(
  `^(?:请问|看看|查一?下|那)*(?:${LAST}|的)*${MEETING}(?:[我俺](?!们)|本人)(?:自己)?(?:${LAST}|的)*${MEETING}(?:到底|究竟|都|又)*(?:(?:有没有|是不是|是否|算不算)(?:被?[算记])?(?:成|为|了)?${STATE}(?:过|了)*|(?:被?[算记])?(?:成|为|了|是)*${STATE}(?:过|了)*(?:没有?|吗|么|不))[呢啊?？]*$`,
  'u',
);

/** Undefined for anything else, and for what is asked of others. */
export function readOwnMatters(h: Heard): Filled | undefined {
  const { s, people, items, units, times } = h;
  if (s.length > LONGEST || people.some(({ source }) => source === 'roster')) return undefined;
  if (items.length + units.length > 0 || !/[我俺]|本人/u.test(s)) return undefined;
  const said = s.replace(/\s+/gu, '');
  if (times.length === 0 && MATTERS.some((one) => one.test(said))) return { intent: 'my' };
  const promise = ownItems(said);
  if (promise) return promise;
  return WAS_I.test(h.shape.replace(/\s+/gu, '')) ? wasI(h) : undefined;
}

const PROMISED = perKinds(() =>
  kindsInUse()
    .filter(({ key }) => key !== LEDGER_KIND)
    .map((row) => ({ row, words: promised([...new Set([row.noun, ...wordsOfKind(row)])].join('|')) })),
);

/** What somebody says of themselves goes by the words of its kind: 承诺, 实事. */
function ownItems(said: string): Filled | undefined {
  for (const { row, words } of PROMISED()) {
    const found = words.exec(said)?.groups;
    if (found)
      return {
        ...{ intent: 'query', metric: 'rectify_open', mine: true, itemKind: row.key },
        ...(found.far && { what: 'progress' }),
      };
  }
  return undefined;
}

/** Of a day that is named, or of the last meeting. */
function wasI(h: Heard): Filled | undefined {
  const read = h.times.map((t) => spanAsked(t, h));
  if (read.length > 1 || (h.times.length > 0 && read[0] === undefined)) return undefined;
  // 我有没有被记缺席 is of all of them.
  if (read.length === 0 && !new RegExp(LAST, 'u').test(h.s)) return undefined;
  const [period] = read;
  const [type, ...more] = [...new Set(h.types.map((one) => one.type))];
  return {
    ...{ intent: 'query', metric: 'my_attendance', mine: true },
    ...(period && { period }),
    ...(type && more.length === 0 && { activityType: type }),
    ...((!period || period.from === period.to) && { what: 'state' }),
  };
}
