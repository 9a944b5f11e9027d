// 导出发展党员和换届的台账: one file is made at a time, so which comes first is asked.
import { filingKindsInUse, perFilingKinds, wordsOfFiling } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { kindsInUse, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { perProcesses, processesInUse } from '../../domain/process/kinds.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { scopeOf } from './rest.ts';

const LONGEST = 40;
const EXPORT = /导(?:出来?|一?[份下个])|下载|打印/u;
const JOINED =
  /^(?:的)?(?:台账|清单|名单|名册|记录|登记表?|表)?\s*(?:和|与|及|跟|还有|以及|[、,，])\s*(?:导出)?$/u;

type Word = readonly [word: string, asks: Filled];

const ofItems = perKinds(() =>
  kindsInUse().flatMap((row) =>
    wordsOfKind(row).map((word): Word => [word, { intent: 'export', what: 'ledger', itemKind: row.key }]),
  ),
);
const ofFilings = perFilingKinds(() =>
  filingKindsInUse().flatMap((row) =>
    wordsOfFiling(row).map((word): Word => [word, { intent: 'filing_export', filing: row.key }]),
  ),
);
const ofProcesses = perProcesses(() =>
  processesInUse().flatMap(({ key, name, words }) =>
    [name, ...words].map((word): Word => [word, { intent: 'process_export', process: key }]),
  ),
);

/** 前到表, 考情表 */
export const isRollSlip = (s: string): boolean => /[前千钱迁浅欠牵][到倒道]表|签[倒道]|考[情琴请]表/u.test(s);

/** Words of a line that takes something away and does not say what. */
const NO_THING =
  /请|帮我|帮忙|帮|麻烦|给我|把|将|我们|我|要|想|能不能|可以|能|一[下份个张]|[份个张下]|导(?:出来?)?|下载|打印|生成|发|出来?|来|的|电子版?|excel|xlsx?|word|表格|报表|总表|表|台[账帐]|清单|文件|文档|全部|所有|整个|[本这那]|[和与跟吧呗吗了呢啊]|看看?|[做弄成版]|最新|[各每个全]*(?:支部|党委|单位)|\d+|[年月日份季度]|截[至止]|目前|现在|[\s\p{P}]/giu;

/** 计划表, 奖状: what is to be taken away, where that is no ledger of items. */
export function otherExported({ s, times, units, types, people }: Spans): string | undefined {
  const found = [...times, ...units, ...types, ...people].sort((a, b) => b.at - a.at);
  const rest = found.reduce((text, { at, end }) => `${text.slice(0, at)} ${text.slice(end)}`, s);
  const kinds = [...ofItems()].map(([word]) => word);
  if (kinds.some((word) => rest.includes(word))) return undefined;
  const left = rest.replace(NO_THING, '');
  return left.length >= 2 ? left : undefined;
}

/** What a line names to be exported that stands side by side; none where that is one thing. */
export function readExports(h: Spans): Filled[] {
  const { s } = h;
  if (s.length > LONGEST || !EXPORT.test(s)) return [];
  const period = h.times.map((t) => periodOf(t, h, false)).find((one) => one !== undefined);
  const named = namedIn(s);
  const joined = named.filter(
    ({ at, end }, i) =>
      (i > 0 && JOINED.test(s.slice(named[i - 1]!.end, at))) ||
      (i + 1 < named.length && JOINED.test(s.slice(end, named[i + 1]!.at))),
  );
  return joined.map(({ asks }) => ({ ...asks, ...(period && { period }), ...scopeOf(h) }));
}

/** From left to right, the longest first: 任务 of 整改任务 is no other kind. */
function namedIn(s: string): { at: number; end: number; asks: Filled }[] {
  const words = [...ofItems(), ...ofFilings(), ...ofProcesses()].toSorted(([a], [b]) => b.length - a.length);
  const found: { at: number; end: number; asks: Filled }[] = [];
  for (const [word, asks] of words) {
    const at = s.indexOf(word);
    const end = at + word.length;
    if (at >= 0 && found.every((one) => end <= one.at || one.end <= at)) found.push({ at, end, asks });
  }
  return found.sort((a, b) => a.at - b.at);
}
