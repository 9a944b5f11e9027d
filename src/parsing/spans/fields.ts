import type { LabelKey } from '../lexicon/labels.ts';
import { type Found, findLabels } from './fields-find.ts';
import { readBehind, readColumns, readRows, readTables } from './fields-table.ts';
import { linesOf, type Piece } from './fields-text.ts';
import { readTicks } from './fields-ticks.ts';
import { titleOf } from './fields-title.ts';
import { splitTimePlace } from './fields-two.ts';
import { valueIn } from './fields-values.ts';
import type { FieldSpan, Form } from './form.ts';
import type { Span } from './span.ts';

/** Reads the labelled values, tick boxes and title of a text. Linear in its length. */
export function scanForm(s: string): Form {
  const lines = linesOf(s);
  const tables = readTables(s, lines);
  readColumns(s, lines, tables);
  if (s.includes('/')) readRows(s, lines, tables);
  if (s.includes('(')) readBehind(s, tables);
  const found = kept(lines, findLabels(s, tables.areas));
  const fields = [...tables.fields];
  found.forEach((label, i) => {
    fields.push(...fieldsOf(s, label, limitOf(s, label, found[i + 1], tables.areas)));
  });
  if (tables.fields.length > 0) fields.sort((a, b) => a.valueAt - b.valueAt);
  const form: Form = { fields, records: tables.records > 0 ? tables.records : numberRecords(fields) };
  const title = titleOf(s, lines, fields);
  if (title) {
    form.title = title;
    // 【会议记录】 above the fields is no empty 记录人.
    form.fields = fields.filter((f) => f.at >= title.end || f.end <= title.at || f.value !== '');
  }
  const ticks = readTicks(s);
  if (ticks) {
    form.ticked = ticks.ticked;
    form.unticked = ticks.unticked;
  }
  return form;
}

/** Drops labels that only their place could vouch for, and does not. */
function kept(lines: readonly Piece[], found: readonly Found[]): Found[] {
  const pairs = labelsAlone(lines, found);
  const sure = found.filter((f) => f.trust === 'sure').length;
  const leading = found.filter((f) => f.first && f.tail !== 'line').length;
  const filled = lines.filter((line) => line.text.trim() !== '').length;
  return found.filter((f) => {
    if (f.tail === 'line') return pairs.has(f);
    if (f.trust === 'sure') return true;
    if (f.first && leading >= 2 && leading * 2 >= filled) return true;
    return sure >= 2 && !f.inner && f.word.length > 1 && !COMMON.has(f.word);
  });
}

/** Labels so common as words that a blank behind them says nothing. */
const COMMON = new Set(
  '支部 党支部 会议 活动 结果 申请 单位 组织 人员 开始 结束 名称 签到 参加人员 参加 参会 出席 到会 党员 党小组 形式 说明 问题 内容 同意 反对 弃权 总结 状态 要求 决议 表决 发言 附件 困难 来源 督查 督办 措施 流程 时间 日期 进展 进度 职务 交通 预算 评价 会议记录 会议主持 完成时间 情况说明 考勤 出勤 落实情况'.split(
    ' ',
  ),
);

/** 会议名称⏎支部党员大会⏎会议时间⏎…: labels alone on their lines, each with its value on the next. */
function labelsAlone(lines: readonly Piece[], found: readonly Found[]): Set<Found> {
  const alone = found.filter((f) => f.tail === 'line');
  const out = new Set<Found>();
  if (alone.length === 0) return out;
  const lineOf = new Map(lines.filter((l) => l.text.trim() !== '').map((l, i) => [l.at, i] as const));
  const filled = lines.filter((l) => l.text.trim() !== '');
  const starts = new Set(found.filter((f) => f.first).map((f) => f.line));
  const paired = alone.filter((f) => {
    const next = filled[(lineOf.get(f.line) ?? filled.length) + 1];
    return next !== undefined && !starts.has(next.at) && next.text.length <= 60;
  });
  for (const f of paired) if (paired.length >= 2 || SURE_ALONE.test(f.word)) out.add(f);
  return out;
}

const SURE_ALONE = /^(?:请假|缺席|未到|缺勤)(?:人员|名单)$/;

/** Where the value of a label must end: the next label, less a clause that leads to it. */
function limitOf(s: string, label: Found, next: Found | undefined, areas: readonly Span[]): number {
  let limit = next?.at ?? s.length;
  for (const area of areas) if (area.at >= label.labelEnd && area.at < limit) limit = area.at;
  if (!next?.inner || limit !== next.at) return limit;
  const between = s.slice(label.labelEnd, limit);
  // 缺席:李四,支部大会应到19: the clause before 应到 is no longer about who is away.
  const cut = /[,;。\n][^,;。\n]*$/.exec(between);
  return cut && cut.index > 0 ? label.labelEnd + cut.index : limit;
}

/** 整改问题:12 names an item, 整改问题:学习不够 tells what is wrong. */
function keyFor(label: Found, value: string): LabelKey {
  const told = label.key === 'item' && ITEM_OR_PROBLEM.test(label.word) && value !== '' && !ITEM.test(value);
  return told ? 'problem' : label.key;
}
const ITEM_OR_PROBLEM = /^(?:整改|对应)?(?:问题|事项|项|条目)$/;
const ITEM = /^(?:第|#|\d|[A-Za-z]{1,6}-?\d|[一二三四五六七八九十]{1,3}(?:$|[号项条、,]))/;

function fieldsOf(s: string, label: Found, limit: number): FieldSpan[] {
  const { valueAt, end } = valueIn(s, label, limit);
  const style = label.tail === 'blank' || label.tail === 'glued' ? 'bare' : 'form';
  const base = { at: label.at, labelEnd: label.labelEnd, style } as const;
  const value = s.slice(valueAt, end);
  const whole: FieldSpan = { ...base, key: keyFor(label, value), valueAt, end, value };
  if (label.also === undefined) return [whole];
  const [one, two] = splitTimePlace(s, label.key, label.also, valueAt, end);
  return [
    { ...base, key: label.key, valueAt: one.at, end: one.end, value: s.slice(one.at, one.end) },
    { ...base, key: label.also, valueAt: two.at, end: two.end, value: s.slice(two.at, two.end) },
  ];
}

/** Blocks that begin with the same label and share another are records: 序号…问题…序号…问题…. */
function numberRecords(fields: FieldSpan[]): number {
  const first = fields.find((f) => f.style === 'form');
  if (!first) return 1;
  const starts = fields.flatMap((f, i) => (f.key === first.key && f.style === 'form' ? [i] : []));
  if (starts.length < 2) return 1;
  const keys = starts.map((from, i) => new Set(fields.slice(from, starts[i + 1]).map((f) => f.key)));
  const shared = [...keys[0]!].filter((key) => keys[1]!.has(key)).length;
  if (shared < 2) return 1;
  starts.forEach((from, i) => {
    for (const f of fields.slice(from, starts[i + 1])) f.record = i;
  });
  return starts.length;
}
