// 实事清单, 逾期的承诺, 还有哪些任务没报: items of one kind that is not the ledger's, by the words of its config.
import type { Filled } from '../../domain/intent.ts';
import type { ItemKind } from '../../domain/ledger/item.ts';
import { kindsInUse, LEDGER_KIND, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { mask } from '../message.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const LONGEST = 30;
/** Longer ones first: 承诺事项 before 承诺. */
const words = perKinds(() =>
  kindsInUse()
    .filter(({ key }) => key !== LEDGER_KIND)
    .flatMap((row) => [...wordsOfKind(row), row.noun].map((word): [string, ItemKind] => [word, row.key]))
    .toSorted(([a], [b]) => b.length - a.length),
);

const BARE = perKinds(() => new Set(kindsInUse().flatMap(({ prefix, noun }) => [prefix, noun])));

/** All that may stand beside the kind, and says nothing else. */
const BESIDE =
  /^(?:看看?|查看?|查一下|看一下|列一下|列出|发我?|给我|请|帮我|我们|咱们|我|的|各|全部|所有|都|还|现在|目前|一共|有没有|有|哪些|哪几[项件个]|几[项件个]|多少[项件个]?|谁|没有?|未|不|零进展|没有?进展|没有?动静|完成|办完|办好|办结|办理|兑现|上报|报|交|落实|完|办|逾期|超期|过期|超时|快要?到期|要到期|临期|到期|清单|台账|列表|情况|进度|进展|率|怎么样|如何|了|吗|呢|吧|是|什么|本|支部|党支部|党员|同志|大家|评诺|结果|等次|[项件个]|[\s,。?:!])*$/u;
const ASKS =
  /清单|台账|列表|结果|等次|哪|零进展|几[项件个]|多少|情况|逾期|超期|过期|超时|到期|临期|没|未|率|有什么|我的|全部|所有/;
const STALE = /零进展|没有?进展|没有?动静/;
const OVERDUE = /逾期|超期|过期|超时/;
const SOON = /快要?到期|要到期|临期/;
const RATE = /率|评诺|完成情况|办理情况|兑现情况|上报情况|落实情况/;

/** The kind a message names, and the message without its word. */
export function kindNamed(s: string): { kind: ItemKind; word: string; at: number; end: number } | undefined {
  for (const [word, kind] of words()) {
    const at = s.indexOf(word);
    if (at >= 0) return { kind, word, at, end: at + word.length };
  }
  return undefined;
}

const gradedWords = perKinds(() =>
  kindsInUse().flatMap(({ key, closingWord, grades }) =>
    grades.length > 0 ? [[closingWord, key] as const] : [],
  ),
);

/** 评诺结果怎么样: by what its items are closed with. */
function graded(s: string): ReturnType<typeof kindNamed> {
  for (const [word, kind] of gradedWords()) {
    const at = s.indexOf(word);
    if (at >= 0 && RESULT.test(s)) return { kind, word, at, end: at };
  }
  return undefined;
}
const RESULT = /结果|情况|等次|多少|几/u;

export function readKindQuestion(h: Heard): Filled | undefined {
  const { s, itemNo } = h;
  if (s.length > LONGEST || itemNo !== undefined || h.types.length > 0 || h.people.length > 0)
    return undefined;
  const named = kindNamed(s) ?? graded(s);
  if (named === undefined) return undefined;
  const rest = mask(s, [...h.units, ...h.times, named]).replace(/\ue001/g, '');
  // 任务: by its bare name its list.
  const isBare = rest.replace(/[\s。?:：]/gu, '') === '' && BARE().has(named.word);
  if (!isBare && (!ASKS.test(rest) || !BESIDE.test(rest))) return undefined;
  const metric = OVERDUE.test(rest)
    ? 'rectify_overdue'
    : SOON.test(rest)
      ? 'rectify_due_soon'
      : RATE.test(rest)
        ? 'rectify_rate'
        : 'rectify_open';
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  return {
    intent: 'query',
    metric,
    itemKind: named.kind,
    ...scopeOf(h),
    ...(metric === 'rectify_open' && STALE.test(rest) && { what: 'stale' }),
    ...(/我的|我有|我还/.test(rest) && { mine: true }),
    ...(period && { period }),
  };
}
