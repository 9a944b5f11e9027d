// Nodes of an item, and the units that each get one: 任务：三化建设，11个村都要报，12月5日前摸底，12月20日前整治.
import type { Addressees, NodeDraft } from '../../domain/slots.ts';
import { asWritten, mask } from '../message.ts';
import { readNumber } from '../numerals.ts';
import { type UnitsSaid, unitsSaid } from '../slots/units.ts';
import type { Span } from '../spans/span.ts';
import { dueAmong } from '../spans/time/due.ts';
import type { Heard } from './rest.ts';

/** A line of a form that holds them. */
const NODE_LABEL = /^\s*(?:时间|任务|工作)?节点(?:安排|要求)?\s*[:：]\s*/;
const BEFORE_NAME =
  /^\s*(?:之?前|以前|[底末])*\s*[:：]?\s*(?:要|须|应|务必|争取|力争|确保|全部|全面|基本|先|再)*(?:完成|做好|做完|搞好)?/;
const BEHIND_NAME =
  /(?:的|[:：]|要|须|应|务必|争取|力争|确保|全部|全面|基本|工作)*(?:完成|做完|结束|到位)?\s*(?:之?前|以前)?[\s,。;]*$/;
/** Names longer than this are sentences. */
const LONGEST = 20;
const DAY = /[日号底末前天周]|星期|\d[./-]\d/;
const NUMBERED = /^\s*(?:\(?\d{1,2}[.、)]|[一二三四五六七八九十]{1,2}、)\s*/;

/**
 * Clauses that each tell one day and what is to be done by then, two at the least; of two days one may be that of the whole.
 * @returns where the first of them begins, and the day that stands for itself
 */
export function nodesIn(
  h: Heard,
  block: Span,
): { nodes: NodeDraft[]; at: number; dueAt: string | undefined } | undefined {
  const nodes: NodeDraft[] = [];
  let at: number | undefined;
  let dueAt: string | undefined;
  for (const clause of clausesOf(h.s, block).flatMap((one) => apart(h, one))) {
    const node = nodeIn(h, clause);
    if (node === undefined) continue;
    at ??= clause.at;
    if (node.name === undefined) dueAt = node.dueAt;
    else nodes.push({ name: node.name, dueAt: node.dueAt });
  }
  const days = nodes.length + (dueAt === undefined ? 0 : 1);
  return at === undefined || nodes.length === 0 || days < 2 ? undefined : { nodes, at, dueAt };
}

function clausesOf(s: string, { at, end }: Span): Span[] {
  const found = [...s.slice(at, end).matchAll(/[^,;。\n]+/gu)];
  return found.map((m) => ({ at: at + m.index, end: at + m.index + m[0].length }));
}

/** 摸底12月5日前、整治12月20日前: days of one clause, each in a part of its own. */
function apart(h: Heard, clause: Span): Span[] {
  const days = h.times.filter((t) => t.hasDate && t.at >= clause.at && t.end <= clause.end);
  if (days.length < 2) return [clause];
  const parts = [
    ...mask(h.s, days)
      .slice(clause.at, clause.end)
      .matchAll(/[^、\s]+/gu),
  ];
  return parts.map((m) => ({ at: clause.at + m.index, end: clause.at + m.index + m[0].length }));
}

/** Whether each numbered line below the first tells a node, so that all of them are one item. */
export const isNodeList = (h: Heard, lines: readonly Span[]): boolean =>
  lines.length > 1 && lines.every((line) => nodeIn(h, line)?.name !== undefined);

/** Without a name: a day for itself. */
function nodeIn(h: Heard, clause: Span): { name: string | undefined; dueAt: string } | undefined {
  const label = NODE_LABEL.exec(h.s.slice(clause.at, clause.end))?.[0].length ?? 0;
  const from = clause.at + label;
  const isOfForm = h.form.fields.some(
    (f) => f.style === 'form' && f.at >= clause.at && f.at < clause.end && f.at >= from,
  );
  const times = h.times.filter((t) => t.hasDate && t.at >= from && t.end <= clause.end);
  const [time] = times;
  if (isOfForm || !time || times.length > 1) return undefined;
  // 公示栏12月没更新: a month is no day to be done by.
  if (!DAY.test(h.s.slice(time.at, time.end + 1))) return undefined;
  const dueAt = dueAmong([time], h.today);
  if (dueAt === undefined) return undefined;
  const ahead = h.s
    .slice(from, time.at)
    .replace(NUMBERED, '')
    .replace(/(?:于|在|到)\s*$/, '')
    .replace(BEHIND_NAME, '')
    .trim();
  const behind = h.s.slice(time.end, clause.end).replace(BEFORE_NAME, '').replace(BEHIND_NAME, '').trim();
  const name = [ahead, behind]
    .map((part) => part.replace(EVERY_AHEAD, ''))
    .filter((part) => /[\u4e00-\u9fff]/.test(part))
    .join('');
  if ([...name].length > LONGEST) return undefined;
  return { name: [...name].length < 2 ? undefined : asWritten(h.m, name), dueAt };
}

/** 各支部, 11个村: with the words of reporting right behind. */
export const EVERY =
  /(?:(?<each>各|每个|所有的?|全部的?|全体|全[镇乡街县市区])(?:个|党)?|(?<count>\d{1,4}|[一二两三四五六七八九十百]{1,5})个)(?<noun>基层党组织|党组织|党支部|支部|行政村|村|社区|单位)(?:和社区|及社区|、社区)?(?:书记)?(?:都|均|全部)*(?:要|得|须|应)?(?:报送|上报|报|交)?/u;
const EVERY_AHEAD = new RegExp(`^(?:全[镇乡街县市区])?(?:${EVERY.source})`, 'u');
/** 报一下, 上报: a clause of whom it is for says nothing more. */
const ONLY_TO =
  /^(?:都|均|全部|各|请|由|要|须|应|得|负责|分别|填报|报送|上报|报|交|落实|完成|给|发|[\s、和与及,。:的])*$/u;

/** Who each get one; the message without them, blanks in their place. */
export function addressedIn(h: Heard, block: Span): { to: Addressees; rest: string } | undefined {
  const inside = unitsSaid(h).filter(({ at, end }) => at >= block.at && end <= block.end);
  const text = mask(h.s, inside)
    .slice(block.at, block.end)
    .replace(/\ue001/g, ' ');
  const every = EVERY.exec(text);
  // 11月第一支部党课: a unit within the matter is part of it.
  const apart = inside.filter((unit) => isApart(h, block, unit, inside));
  const names = (units: readonly UnitsSaid[]) => units.flatMap((unit) => unit.names);
  if (!every && apart.length === 0) {
    const within = names(inside);
    return within.length === 0 ? undefined : { to: { units: [], within }, rest: h.s };
  }
  const count = every?.groups?.count;
  const said = count === undefined ? undefined : readNumber(count);
  const to: Addressees = {
    units: every ? [] : names(apart),
    ...(every && { every: { noun: every.groups!.noun!, ...(said !== undefined && { count: said }) } }),
  };
  const all = every && { at: block.at + every.index, end: block.at + every.index + every[0].length };
  // 统计各村党员人数: within the matter it stays.
  const spans = all ? (isAhead(h, block, all) ? [all] : []) : together(h.s, apart);
  return { to, rest: mask(h.s, spans).replace(/\ue001/g, ' ') };
}

function isAhead(h: Heard, block: Span, { at, end }: Span): boolean {
  if (/\s/.test(h.s[at - 1] ?? ' ') && /[\s,]/.test(h.s[end] ?? ' ')) return true;
  const clause = clausesOf(h.s, block).find((one) => at >= one.at && at < one.end)!;
  const times = h.times.filter((t) => t.hasDate);
  return /^[\s\ue001请由让:、]*(?:之?前|以前)?\s*$/u.test(mask(h.s, times).slice(clause.at, at));
}

/** Units that stand in a clause of their own, or before everything else. */
function isApart(h: Heard, block: Span, unit: Span, all: readonly Span[]): boolean {
  const clause = clausesOf(h.s, block).find(({ at, end }) => unit.at >= at && unit.end <= end);
  if (!clause) return false;
  const times = h.times.filter((t) => t.hasDate);
  const rest = mask(h.s, [...all, ...times])
    .slice(clause.at, clause.end)
    .replace(/\ue001+(?:之?前|以前)?/g, '');
  const isFirst =
    mask(h.s, all)
      .slice(block.at, unit.at)
      .replace(/[\ue001\s、和与及,]/g, '') === '';
  return isFirst || ONLY_TO.test(rest) || isBetweenBlanks(h.s, unit, all);
}

/** Units that only 、 or 和 stand between, as one span. */
function together(s: string, units: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const { at, end } of units) {
    const last = runs.at(-1);
    if (last && /^[\s、,和与及跟]*$/.test(s.slice(last.end, at))) last.end = end;
    else runs.push({ at, end });
  }
  return runs;
}

/** 报名单 一支部、三支部 12月8日前: the units together stand between blanks or marks. */
function isBetweenBlanks(s: string, unit: Span, all: readonly Span[]): boolean {
  const run = together(s, all).find(({ at, end }) => unit.at >= at && unit.end <= end)!;
  return /^$|[\s,;:]/.test(s[run.at - 1] ?? '') && /^$|[\s,;。]/.test(s[run.end] ?? '');
}

const NODE_DONE =
  /^\s*\ue001+[\s,:的]*(?<node>第?[一二三四五六七八九十\d]{1,2}个?节点|节点第?[一二三四五六七八九十\d]{1,2})(?:的)?(?:工作|任务)?(?:已经?|也|都|全部|按时|今天|,|\s)*(?:完成|做完|办完|搞完|弄完|做好|办好|结束|落实)(?:了|好了|到位)*[\s。!,]*$/u;

/** 任务3 第一个节点完成: the place of a node is no number of an item. */
export function readNodeDone(h: Heard): { node: string; itemNo: string } | undefined {
  const [first] = h.items;
  if (!first || !h.s.includes('节点')) return undefined;
  const node = NODE_DONE.exec(mask(h.s, [first]))?.groups?.node;
  return node === undefined || first.numbers.length !== 1
    ? undefined
    : { node: asWritten(h.m, node), itemNo: first.numbers[0]! };
}
