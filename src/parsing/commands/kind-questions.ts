// 实事清单, 逾期的承诺, 还有哪些任务没报: items of one kind that is not the ledger's, by the words of its config.
import type { Filled } from '../../domain/intent.ts';
import type { ItemKind } from '../../domain/ledger/item.ts';
import { kindsInUse, LEDGER_KIND, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { mask } from '../message.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';
import { nameOf } from './shape.ts';

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
const BESIDE = anyOf(`
  看看? 查看? 查一下 看一下 列一下 列出 发我? 给我 请 帮我 我们 咱们 我 的 各 全部 所有 都 每个? 还 现在 目前 一共 有没有 有 本 支部 党支部 党员 同志 大家
  事情? 状态 那[个条项件] 这[个条项件] 到哪(?:一?步|里|儿)? 做到 搞得 弄得 咋样
  哪些 哪几[项件个] 几[项件个] 多少[项件个]? 谁 什么 怎么样 如何 没有? 未 不 了 吗 呢 吧 是 过 得 [项件个] [\\s,。?:!]
  零进展 没有?进展 没有?动静 完成 办完 办好 办结 办理 办成 兑现 上报 报 交 落实 做成 做好 做 干 完 办 逾期 超期 过期 超时 快要?到期 要到期 临期 到期
  清单 台账 列表 情况 进度 进展 率 评诺 结果 等次 [待等]着?(?:审核|审批)
`);
const ASKS =
  /状态|到哪|咋样|清单|台账|列表|结果|[待等]着?审[核批]|等次|哪|零进展|几[项件个]|多少|情况|怎么?样|如何|逾期|超期|过期|超时|到期|临期|没|未|率|有什么|我的|全部|所有/;
const STALE = /零进展|没有?进展|没有?动静/;
const OVERDUE = /逾期|超期|过期|超时/;
const SOON = /快要?到期|要到期|临期/;
const WAITING = /[待等]着?审[核批]/;
/** 各支部包案情况: how far each is, and no list. */
const RATE =
  /率|[各每]个?(?:党?支部|单位|村|社区).*情况|评诺|(?:完成|办理|兑现|上报|落实)(?:情况|得)|(?:办|做|干|报)得/;
/** 办了几件, 完成了哪些: of what is done, where nothing is said to lack. */
const DONE = /(?:办|做|完成|兑现|落实|上报|报|交)(?:成|好|完|结|到位)*(?:了|过)|办(?:成|好|完|结)/;
const LACKS = /没|未|不|还有|还(?:要|得|差)/;

/** @param patterns blanks between them; the whole text is made of them */
function anyOf(patterns: string): RegExp {
  return new RegExp(`^(?:${patterns.trim().split(/\s+/).join('|')})*$`, 'u');
}

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

const NONE_OF_IT =
  /(?:没有?|未|还没有?)(?:交|写|做|签|登记|报|提交|填|作出?)?(?:过|个人|公开)?$|^(?:书|事项|单)?(?:都|还|有|谁|哪些|哪几个|人|差|几个|几份|多少|个|份|是|交了吗|交齐了吗|[,，。？?\s])*(?:没有?|未|还没有?)(?:交|写|签|登记|报|提交|填|作)(?:的|上来|人|都|有|是|谁|哪些|几个|多少)*$/u;
/** 谁没承诺, 承诺书还有谁没交: of members, who has registered none. */
function withoutAny(h: Heard): Filled | undefined {
  const named = h.people.length + h.times.length === 0 ? kindNamed(h.s) : undefined;
  if (named?.kind !== 'promise') return undefined;
  const [before, behind] = [h.s.slice(0, named.at), h.s.slice(named.end)].map((s) => s.replace(END, ''));
  const isAsked = /[谁哪几]|多少|名单/u.test(h.s);
  const isNone =
    (NONE_OF_IT.test(before!) &&
      /^(?:书|单|事项|的|都|是|有|人|党员|同志|谁|哪些|哪几个|几个|多少|个)*$/u.test(behind!)) ||
    (NONE_OF_IT.test(behind!) && behind !== '');
  return isAsked && isNone
    ? { intent: 'query', metric: 'rectify_open', what: 'without', itemKind: named.kind, ...scopeOf(h) }
    : undefined;
}
const END = /(?:大家|抓紧|[呢啊呀吗?？。!！\s])+$/u;

export function readKindQuestion(h: Heard): Filled | undefined {
  const none = withoutAny(h);
  if (none) return none;
  const { s, itemNo } = h;
  if (s.length > LONGEST || itemNo !== undefined || h.types.length > 0 || h.people.length > 1)
    return undefined;
  const [person] = h.people;
  if (person && person.source !== 'roster') return undefined;
  const named = kindNamed(s) ?? graded(s);
  if (named === undefined) return undefined;
  const rest = mask(s, [...h.units, ...h.times, ...h.people, named]).replace(/\ue001/g, '');
  // 任务: by its bare name its list.
  const isBare = rest.replace(/[\s。?:：]/gu, '') === '' && BARE().has(named.word);
  if (!isBare && (!ASKS.test(rest) || !BESIDE.test(rest))) return undefined;
  const metric = OVERDUE.test(rest)
    ? 'rectify_overdue'
    : SOON.test(rest)
      ? 'rectify_due_soon'
      : RATE.test(rest) || (DONE.test(rest) && !LACKS.test(rest))
        ? 'rectify_rate'
        : 'rectify_open';
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  return {
    intent: 'query',
    metric,
    itemKind: named.kind,
    ...(metric === 'rectify_open' && WAITING.test(rest) && { what: 'waiting' }),
    ...scopeOf(h),
    ...(person && { names: [nameOf(h, person)] }),
    ...(metric === 'rectify_open' && STALE.test(rest) && { what: 'stale' }),
    ...(/我的|我有|我还|^\s*我(?!们)/.test(rest) && { mine: true }),
    ...(period && { period }),
  };
}
