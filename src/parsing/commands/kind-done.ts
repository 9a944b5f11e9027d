// 约请5 已安排 12月3日上午到村: that an item of a kind of the config is done, in the words its config has for it.
import type { Filled } from '../../domain/intent.ts';
import {
  type ItemKindRow,
  isBasicKind,
  kindsInUse,
  LEDGER_KIND,
  perKinds,
} from '../../domain/ledger/kinds.ts';
import { asWritten, mask } from '../message.ts';
import { readNodeDone } from './ledger-nodes.ts';
import type { Heard } from './rest.ts';

const ASKS = /[?]|吗|谁|怎么|没有?(?:安排|办|应)|不能|无法/;
const wordsOf = ({ finish, doneWords }: ItemKindRow) =>
  [finish, ...doneWords].toSorted((a, b) => b.length - a.length).join('|');

/** Said by its number and with nothing before the word: what else is said goes with it. */
export function readKindDone(h: Heard): Filled | undefined {
  if (h.itemNo === undefined || ASKS.test(h.s)) return undefined;
  const step = readNodeDone(h) ?? readDoneFirst(h);
  if (step) return { intent: 'rectify_done', ...step };
  const kind = kindsInUse().find(
    ({ key, prefix }) => !isBasicKind(key) && h.s.trimStart().startsWith(prefix),
  );
  if (kind === undefined) return undefined;
  const said = new RegExp(
    `^\\s*\\ue001+[\\s,:]*((?:我们?|已经?|都)?(?:${wordsOf(kind)})了?[\\s,。:!]*(.*))$`,
    's',
  ).exec(mask(h.s, h.items));
  if (said === null) return undefined;
  const more = said[2]!.trim() !== '';
  return {
    intent: 'rectify_done',
    itemNo: h.itemNo,
    ...(more && { remark: asWritten(h.m, said[1]!.trim()) }),
  };
}

const ownForms = perKinds(() =>
  kindsInUse()
    .filter(({ key }) => key !== LEDGER_KIND)
    .map((row) => {
      const named = `^\\s*(?:我的?)?(?:${[row.prefix, row.noun, ...row.words].join('|')})的?`;
      return {
        kind: row.key,
        progress: new RegExp(
          `${named}(?:进展|进度|最新进展|近况)(?:情况)?(?:是|为)?[\\s,:]+(?<said>[^?]{2,})$`,
          'su',
        ),
        done: new RegExp(
          `^\\s*(?:我的)${row.opener === 'member' ? '?' : ''}(?:${row.prefix}|${row.noun})(?:我)?(?:都|已经?)*(?:${wordsOf(row)}|兑现|办好|做到)了?[。!\\s]*$`,
          'u',
        ),
      };
    }),
);

/** 承诺进展：橘子卖了三百斤, 我的承诺完成了: of one's own item of that kind, which needs no number where it is the only one. */
export function readKindOwn(h: Heard): Filled | undefined {
  if (h.itemNo !== undefined || ASKS.test(h.s)) return undefined;
  for (const { kind, progress, done } of ownForms()) {
    const said = progress.exec(h.s)?.groups?.said;
    if (said !== undefined)
      return {
        intent: 'rectify_progress',
        itemKind: kind,
        remark: asWritten(h.m, said.trim()),
        ...percentIn(said),
      };
    if (done.test(h.s)) return { intent: 'rectify_done', itemKind: kind };
  }
  return undefined;
}

function percentIn(said: string): Pick<Filled, 'progress'> {
  const percent = /(?<percent>\d{1,3})\s?%/u.exec(said)?.groups?.percent;
  return percent !== undefined && Number(percent) <= 100 ? { progress: Number(percent) } : {};
}

const DONE_FIRST =
  /^\s*\ue001+[\s,:的]*(?:我们?|已经?|都|今天|,)*(?:完成|做完|办完|搞完|弄完)了?(?<what>[\u4e00-\u9fff]{2,12}?)(?:工作|节点|环节|阶段)?了?[\s。!]*$/u;

const HOW_FAR = /率|程度|完成度|一半|大半|[一二三四五六七八九十]成|没|未|吗|分之|大部|部分/u;

/** 任务3完成摸底: what of it is done stands behind the word. */
function readDoneFirst(h: Heard): { remark: string; itemNo: string } | undefined {
  const [first] = h.items;
  const said = h.s.trimStart();
  // 整改3完成一半 is of the ledger, and a part that is told in figures is how far it is.
  const isKind = kindsInUse().some(({ key, prefix }) => key !== LEDGER_KIND && said.startsWith(prefix));
  if (!first || !isKind || first.numbers.length !== 1 || HOW_FAR.test(said)) return undefined;
  const what = DONE_FIRST.exec(mask(h.s, [first]))?.groups?.what;
  return what === undefined ? undefined : { remark: asWritten(h.m, what), itemNo: first.numbers[0]! };
}

const WITHDRAW = '(?:取消|撤销|撤回|撤掉|作废|删除|删掉|删了|注销)';
const WITHDRAWN = new RegExp(
  `^\\s*(?:请|把)?\\s*(?:${WITHDRAW}掉?\\s*\\ue001+|\\ue001+[\\s,:]*(?:${WITHDRAW}掉?|(?:不用|不必|不要|不)再?(?:报|交|填|做|办|弄)))[了吧。!\\s]*$`,
);

/** 取消约请7, 整改7 作废: nothing that was done to it. */
export const readItemWithdrawn = (h: Heard): Filled | undefined =>
  h.itemNo !== undefined && WITHDRAWN.test(mask(h.s, h.items))
    ? { intent: 'rectify_manage', what: 'withdraw', itemNo: h.itemNo }
    : undefined;
