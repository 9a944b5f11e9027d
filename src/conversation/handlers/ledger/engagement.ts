// 约请12 周四下午3点到, 约请12 来不了，人手不够, 约请12 来过了: what both sides of something asked of another unit say of it.
import type { Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import { decisionOn } from '../../../domain/ledger/approvers.ts';
import { type Item, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import {
  type ItemKindRow,
  kindRow,
  kindsInUse,
  perKinds,
  wordsOfKind,
} from '../../../domain/ledger/kinds.ts';
import { resolveUnit } from '../../../parsing/resolve.ts';
import { readValues } from '../../../parsing/values.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { askedAndOpen } from './awaited.ts';
import { fitting } from './by-words.ts';
import { itemsNamed, maySee, targetOf } from './find.ts';

type Meant = IntentOf<'rectify_done' | 'rectify_decide'>;

const LONGEST = 80;
const ASKS = /[?？]|吗|什么时候|几时|几点(?!到|来|过)|谁|怎么|情况|进展|延期|转给|取消|撤销/u;
const REFUSES = /拒绝|谢绝|推辞|不能(?:来|去|应)|无法|没法|没空|没时间|不方便|抽不出/u;
const NOT_COME = /^(?:他们|人|还|都|一直|根本|,|，)*(?:没有?|未)(?:人)?(?:来|到|安排|办|解决|修)/u;
const DROPPED = /^(?:不用|不必|不需要)(?:再)?(?:来|办|安排)/u;
const anyOf = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|');

/** Kinds that whoever asked confirms, with how a message names one of them. */
const asked = perKinds(() =>
  kindsInUse()
    .filter(({ byAsker }) => byAsker)
    .map((row) => ({
      row,
      named: new RegExp(
        `^(?:刚才|上次|那个|这个|的)*(?:${anyOf(wordsOfKind(row))})(?:这个?件?事|的事|那个?件?事)?[\\s#第]*(?<no>\\d{1,6})?(?:号|项)?[\\s,:，：]*(?<rest>.*)$`,
        'su',
      ),
    })),
);

/** Undefined where no such item is spoken of, or nothing that either side answers. */
export async function engagementMeant(turn: Turn, { intent }: Understanding): Promise<Meant | undefined> {
  const text = turn.text.normalize('NFKC').trim();
  if (text.length > LONGEST || ASKS.test(text) || OTHERS.has(intent.intent)) return undefined;
  for (const { row, named } of asked()) {
    const said = named.exec(text)?.groups;
    if (!said?.rest) continue;
    const item = await itemMeant(turn, row, said.no);
    if (item) return answerOf(turn, row, item, said.rest.replace(/[。!！\s]+$/u, ''));
  }
  return ofUnit(turn, text);
}

const BY_UNIT =
  /^(?<unit>[^\s,，]{1,18}?(?:支部|总支|党委|党组|中心|站|所))(?:的人|的同志们?|他们|那边)?[\s,，]*(?<rest>.{2,60})$/u;

/** 二支部来过了，水渠修好了: of the only thing that unit was asked for, once it has answered. */
async function ofUnit(turn: Turn, text: string): Promise<Meant | undefined> {
  const { unit: written, rest } = BY_UNIT.exec(text)?.groups ?? {};
  if (written === undefined || rest === undefined) return undefined;
  const answered = (await askedAndOpen(turn)).filter(({ state }) => state === '提交销号');
  if (answered.length === 0) return undefined;
  const found = resolveUnit(written, turn.org, turn.sender.branchId ?? undefined);
  const theirs = answered.filter((item) => found.kind === 'one' && found.unit.id === item.unitId);
  const [item, ...more] = theirs;
  if (!item || more.length > 0) return undefined;
  const meant = answerOf(turn, kindRow(item.kind), item, rest.replace(/[。!！\s]+$/u, ''));
  return meant?.intent === 'rectify_decide' ? meant : undefined;
}

const OTHERS: ReadonlySet<Intent['intent']> = new Set<Intent['intent']>(['rectify_create', 'undo', 'export']);

/** By its number; without one, the only open one that the sender has to do with. */
async function itemMeant(
  turn: Turn,
  { key }: ItemKindRow,
  no: string | undefined,
): Promise<Item | undefined> {
  if (no !== undefined) {
    const [item] = (await itemsNamed(turn, no)).items;
    return item?.kind === key && maySee(turn, item) ? item : undefined;
  }
  const own = (await turn.tx.items({ kind: key })).filter(
    (item) => isOpen(item) && (isAsked(turn, item) || isAsking(turn, item)),
  );
  // Of several, the one that is named by what it is about.
  const named = own.length > 1 ? fitting(own, turn.text) : own;
  return named.length === 1 ? named[0] : undefined;
}

const isAsking = (turn: Turn, item: Item): boolean =>
  item.openedBy === turn.sender.id || (decisionOn(turn.org, item).authors?.includes(turn.sender.id) ?? false);
const isAsked = (turn: Turn, item: Item): boolean =>
  ownersOf(item).includes(turn.sender.id) ||
  (!isAsking(turn, item) && mayDo(turn, 'ask_closing', targetOf(item)));

function answerOf(turn: Turn, row: ItemKindRow, item: Item, rest: string): Meant | undefined {
  const itemNo = String(item.no);
  // As it was written: marks stay what they were.
  const remark = turn.text
    .trim()
    .replace(/[。!！\s]+$/u, '')
    .slice(-rest.length);
  const decided = { intent: 'rectify_decide', itemNo } as const;
  const isConfirmed =
    row.confirmWords.length > 0 &&
    new RegExp(`^(?:他们|人|都|已经?)*(?:${anyOf(row.confirmWords)})`, 'u').test(rest);
  if (isAsked(turn, item)) {
    if (
      REFUSES.test(rest) ||
      (row.declineWords.length > 0 && new RegExp(anyOf(row.declineWords), 'u').test(rest))
    )
      return { intent: 'rectify_done', itemNo, remark };
    if (isConfirmed) return { ...decided, decision: 'approve' };
    const values = readValues(rest, turn.now, turn.reading);
    const agreedAt = values.isDoubtful ? undefined : values.moment('activity_create').startAt;
    const isDone = new RegExp(`^(?:我们?|已经?|都)*(?:${anyOf([row.finish, ...row.doneWords])})`, 'u').test(
      rest,
    );
    if (agreedAt === undefined && !isDone) return undefined;
    return { intent: 'rectify_done', itemNo, remark, ...(agreedAt !== undefined && { agreedAt }) };
  }
  if (!isAsking(turn, item)) return undefined;
  if (NOT_COME.test(rest)) return { ...decided, decision: 'return', reason: remark };
  return isConfirmed || DROPPED.test(rest) ? { ...decided, decision: 'approve', reason: remark } : undefined;
}
