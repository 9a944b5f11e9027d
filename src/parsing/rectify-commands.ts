import type { Filled } from '../domain/intent.ts';

import { asWritten, mask, trimEdges } from './message.ts';
import { nameForward } from './names.ts';
import type { Reading } from './reading.ts';
import { resolveMention } from './time/mention.ts';

const DECISIONS: readonly [RegExp, NonNullable<Filled['decision']>][] = [
  [
    /(?:不同意|不批准|不准予?|不予|驳回|拒绝|不能|不许)(?:其)?(?:申请)?延(?:期|长|后)?|延期(?:申请)?(?:不同意|不批准|驳回|不准)/,
    'deny_extension',
  ],
  [
    /(?:同意|批准|准予|准许|准)(?:其)?(?:申请)?延(?:期|长)|延期(?:申请)?(?:已)?(?:同意|批准|通过)/,
    'approve_extension',
  ],
  [
    /(?:不同意|不予|不批准|不准|暂不|驳回)(?:其)?(?:申请)?销号|(?<!被)(?:退回|打回|驳回)|审核不通过|验收不通过|不通过|返工|重新整改/,
    'return',
  ],
  [
    /(?:同意|准予|批准|准许|予以确认)(?:其)?(?:申请)?销号|(?<!已|已经)(?:审核通过|验收通过|验收合格)|准予销号|销号通过|予以销号$/,
    'approve',
  ],
];
const MANAGE: readonly [RegExp, string][] = [
  [/转(?:为|成|入|到)?长期|长期整改|长期坚持|纳入长期/, 'long_term'],
  [/重新挂号|再次?挂号|恢复挂号|重新打开|重新立项|反弹/, 'reopen'],
  [/转给|移交给?|转交给?|交给|转派给?|改派给?|改由|转由|责任人(?:改|换|变更|调整)(?:为|成|到)?/, 'transfer'],
  [/挂牌督办|列入督办|督办|由[^,。]{2,6}盯办/, 'supervise'],
  [/合并/, 'merge'],
  [/拆分|拆成|分成/, 'split'],
];
const ASKED = /\?|吗|谁|多少|几|怎么|如何|什么|能不能|能否|可否|请求|申请(?!销号$)|进展|\d%|完成/;

/** Decisions and handling of a ledger item by those above: 整改12 同意销号, 整改12 转给李四. */
export function readRectifyCommand(r: Reading): Filled | undefined {
  const items = r.items;
  const rest = mask(r.rest, items.spans);
  const decision = DECISIONS.find(([pattern]) => pattern.test(rest));
  if (
    decision &&
    (items.itemNo !== undefined || r.s.length <= 12) &&
    !/\?|吗|谁|多少|能不能|能否|可否|请求/.test(rest)
  )
    return decide(r, items.itemNo, rest, decision);
  if (items.itemNo === undefined || ASKED.test(rest.replace(/申请/g, ''))) return undefined;
  const manage = MANAGE.find(([pattern]) => pattern.test(rest));
  if (!manage) return undefined;
  const intent: Filled = { intent: 'rectify_manage', itemNo: items.itemNo, what: manage[1] };
  const at = manage[0].exec(rest)!;
  const name =
    manage[1] === 'transfer' || manage[1] === 'supervise'
      ? nameForward(rest, at.index + at[0].length)
      : undefined;
  if (name) intent.names = [asWritten(r.m, name)];
  const due = r.times.find((t) => t.date !== undefined);
  const dueAt = due && resolveMention(due, r.today, 'forward').startAt;
  if (dueAt !== undefined) intent.dueAt = dueAt;
  return intent;
}

function decide(
  r: Reading,
  itemNo: string | undefined,
  rest: string,
  [pattern, decision]: (typeof DECISIONS)[number],
): Filled {
  const intent: Filled = { intent: 'rectify_decide', decision };
  if (itemNo !== undefined) intent.itemNo = itemNo;
  const m = pattern.exec(rest)!;
  const reason = trimEdges(
    rest
      .slice(m.index + m[0].length)
      .replace(/\ue001/g, ' ')
      .trim(),
  ).replace(/^(?:因为|原因是?|理由是?|:)/, '');
  if (reason.length >= 2) intent.reason = asWritten(r.m, reason);
  const due = r.times.find((t) => t.date !== undefined);
  const dueAt =
    due && decision === 'approve_extension' ? resolveMention(due, r.today, 'forward').startAt : undefined;
  if (dueAt !== undefined) intent.dueAt = dueAt;
  return intent;
}
