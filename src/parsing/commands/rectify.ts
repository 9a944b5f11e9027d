import type { Filled } from '../../domain/intent.ts';
import type { RectifyDraft } from '../../domain/slots.ts';
import { asWritten, mask, trimEdges } from '../message.ts';
import { peopleFrom } from '../slots/names.ts';
import { written } from '../slots/written.ts';
import { dueAmong } from '../spans/time/due.ts';
import type { Heard } from './rest.ts';

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
  [
    /转给|移交给?|转交给?|交给|转派给?|改派给?|改由|转由|(?:责任|负责)人(?:改|换|变更|调整)(?:为|成|到)?/,
    'transfer',
  ],
  [/挂牌督办|列入督办|督办|由[^,。]{2,6}盯办/, 'supervise'],
  [/合并/, 'merge'],
  [/拆分|拆成|分成/, 'split'],
];
const ASKED = /\?|吗|谁|多少|几|怎么|如何|什么|能不能|能否|可否|请求|申请(?!销号$)|进展|\d%|完成/;

/** 验收通过了,可以销了: who asks for an item to be closed decides nothing. */
const ASKS_TO_CLOSE = /(?:可以|能|请|申请|请求|麻烦)(?:给)?销/;
const VERDICT = '(?<verdict>不同意|不批准|不准|同意|批准|准予)';
const ABOUT = '(?:申请)?(?<about>销号|延期)?[,。;:\\s]*(?<reason>.*)$';
/** 不同意整改1延期, 同意整改3、8销号; 整改1 同意; 整改1 不同意,照片不清. */
const BARE = [
  new RegExp(`^\\s*${VERDICT}\\s*\\ue001+的?${ABOUT}`),
  new RegExp(`^\\s*\\ue001+[,:\\s]*${VERDICT}${ABOUT}`),
];

/** A verdict with a number; what waits tells what a bare 同意 is about. */
function bareDecision(r: Heard): Filled | undefined {
  if (r.itemNo === undefined || r.s.includes('\n')) return undefined;
  const text = mask(r.s, r.items);
  const groups = BARE.map((pattern) => pattern.exec(text)?.groups).find((g) => g !== undefined);
  if (!groups || /[?吗]/.test(groups.reason!)) return undefined;
  const isYes = !groups.verdict!.startsWith('不');
  const decision = isYes
    ? groups.about === '延期'
      ? 'approve_extension'
      : 'approve'
    : groups.about === '延期'
      ? 'deny_extension'
      : groups.about === '销号'
        ? 'return'
        : 'deny';
  const reason = groups.reason!.trim();
  return {
    intent: 'rectify_decide',
    decision,
    itemNo: r.itemNo,
    ...(reason && { reason: asWritten(r.m, reason) }),
  };
}

/** 整改2审核通过没, 整改5退回是啥原因: asked, and decided by nobody. */
const ASKS_VERDICT =
  /(?:通过|销号|退回|打回|批准?|同意|驳回|合格)(?:来|去)?了?(?:没有?|吗|么|没批|没过)[?？]*$|(?:为什么|为啥子?|为何|咋|怎么)(?:又|会|给|被|就|还)*(?:退回|打回|驳回|不通过|没通过|不同意|不批)|(?:退回|打回|驳回|不通过|不同意)(?:来|去|的|了)*(?:是|因为)*(?:什么|啥|(?:原因|理由|意见)(?:是)?(?:什么|啥))/u;

const WHY_BACK =
  /^(?:那|那么|这个|它|到底|是|又)*(?:(?:为什么|为啥子?|为何|咋|怎么|因为(?:什么|啥))(?:又|会|给|被|就|还|要)*(?:退回|打回|驳回)(?:来|去|的|了)*|(?:被|给)?(?:退回|打回|驳回)(?:来|去|的|了)*(?:是|因为)*(?:什么|啥|为什么|为啥子?|为何)(?:原因|理由|意见)?|(?:退回|打回|驳回)(?:的)?(?:原因|理由|意见)(?:是)?(?:什么|啥)?)[呢啊呀嘛的?？]*$/u;

/** Decisions and handling of a ledger item by those above: 整改12 同意销号, 整改12 转给李四. */
export function readRectifyCommand(r: Heard): Filled | undefined {
  const rest = mask(r.rest, r.items);
  if (r.itemNo !== undefined && !r.itemNo.includes(',') && ASKS_VERDICT.test(rest.trim()))
    return { intent: 'query', metric: 'rectify_item', itemNo: r.itemNo };
  // 为啥退回来了: of the one that was told
  if (r.itemNo === undefined && r.people.length === 0 && WHY_BACK.test(r.s.trim()))
    return { intent: 'query', metric: 'rectify_item', what: 'of_it', follows: true };
  const decision = DECISIONS.find(([pattern]) => pattern.test(rest));
  if (
    decision &&
    !ASKS_TO_CLOSE.test(rest) &&
    !ASKS_VERDICT.test(rest.trim()) &&
    (r.itemNo !== undefined || r.s.length <= 12) &&
    !/\?|吗|谁|多少|有没有|有无|哪|几[个条项件次回]|[了过]没有?$|能不能|能否|可否|请求/.test(rest)
  )
    return decide(r, rest, decision);
  const bare = bareDecision(r);
  if (bare) return bare;
  if (r.itemNo === undefined || ASKED.test(rest.replace(/申请/g, ''))) return undefined;
  const manage = MANAGE.find(([pattern]) => pattern.test(rest));
  if (!manage) return undefined;
  const intent: Filled = { intent: 'rectify_manage', itemNo: r.itemNo, what: manage[1] };
  const at = manage[0].exec(rest)!;
  const named =
    manage[1] === 'transfer' || manage[1] === 'supervise' ? peopleFrom(r, at.index + at[0].length) : [];
  // 由张三督办: the name stands before the word.
  const before = manage[1] === 'supervise' ? r.people.findLast((p) => p.end <= at.index + 1) : undefined;
  if (named.length > 0) intent.names = manage[1] === 'supervise' ? named.slice(0, 1) : named;
  else if (before) intent.names = [written(r, { at: before.nameAt, end: before.nameEnd })];
  if (manage[1] === 'split') intent.items = partsIn(r, at.index + at[0].length);
  const due = r.times.find((t) => t.hasDate);
  const dueAt = due && dueAmong([due], r.today);
  if (dueAt !== undefined) intent.dueAt = dueAt;
  return intent;
}

/** Numbered parts, or parts on lines of their own, after the word: 拆分:1.屋顶漏水 2.墙面发霉. */
function partsIn(r: Heard, from: number): RectifyDraft[] {
  const listed = r.lists.flatMap((list) => list.entries).filter((entry) => entry.at >= from);
  const parts =
    listed.length > 1
      ? listed.map((e) => e.text)
      : r.s
          .slice(from)
          .replace(/^[^:：\n]{0,6}[:：]/, '')
          .split(/[\n;；]/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part.length > 1)
    .map((problem) => ({ problem: asWritten(r.m, problem) }));
}

function decide(r: Heard, rest: string, [pattern, decision]: (typeof DECISIONS)[number]): Filled {
  const intent: Filled = { intent: 'rectify_decide', decision };
  if (r.itemNo !== undefined) intent.itemNo = r.itemNo;
  const m = pattern.exec(rest)!;
  const reason = trimEdges(
    rest
      .slice(m.index + m[0].length)
      .replace(/\ue001/g, ' ')
      .trim(),
  ).replace(/^(?:因为|原因是?|理由是?|:)/, '');
  if (reason.length >= 2) intent.reason = asWritten(r.m, reason);
  const due = r.times.find((t) => t.hasDate);
  const dueAt = due && decision === 'approve_extension' ? dueAmong([due], r.today) : undefined;
  if (dueAt !== undefined) intent.dueAt = dueAt;
  return intent;
}
