import { readdirSync, readFileSync } from 'node:fs';
import { understand } from '../../src/parsing/understand.ts';
import { generatedHostile } from './hostile.ts';
import type { Row } from './main.ts';

const corpus = new URL('../../src/parsing/corpus/lines/', import.meta.url);
const linesOf = (file: string): { text: string; now: string; people?: string[] }[] =>
  readFileSync(new URL(file, corpus), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const FORM = `【会议上报】
类型：支部党员大会
时间：11月20日15:00-16:30
地点：村党群服务中心二楼会议室
主持人：支部书记张三
记录人：组织委员李四
应到：23人
实到：20人
缺席：王五（出差）、赵六（生病）、孙八（外出务工）
列席：入党积极分子2人
议题：学习上级文件精神，讨论预备党员转正
备注：会后清理村道垃圾`;
const ROSTER = `#接龙\n11月主题党日签到\n例 1. 姓名\n\n${Array.from({ length: 50 }, (_, i) => `${i + 1}. 王${'明华强军伟芳丽敏静杰'[i % 10]}${'一二三四五'[i % 5]}`).join('\n')}`;

/** Inputs made to hurt: runs of one thing up to 8 KB, and keywords before them. */
export function hostileInputs(): string[] {
  const units = [
    '1',
    '第',
    '(',
    ')',
    '（',
    ' ',
    '\n',
    '张三',
    '张三、',
    '李',
    '1.',
    '一',
    '号',
    '整改',
    '问题',
    '3号、',
    '应到',
    '的',
    '月',
    '11月',
    '11月25日',
    '点',
    '到',
    '签到',
    '请假',
    '因',
    '谁',
    '\ue001',
    '「',
    '- ',
    '@',
    '·',
    '张·',
    '支部',
    '第一支部',
    '没',
    '没有',
    '为',
    '完成',
    '%',
    '《',
    '[图',
    '时间:',
    '议题:',
    '😀',
    'a',
    'A-',
    '2026-',
    '/',
    '：',
    ',',
    '、',
    '\t',
    '百',
    '去',
    '在',
    '在开',
    '主持',
    '记录',
    '每',
    '农历',
    '①',
    '﷽',
    '延',
    '不',
    '周',
    '下',
    '上',
    '我',
    '我的',
    '王五出差',
  ];
  const heads = ['', '签到 ', '整改12 ', '主题党日上报 应到23 实到21 请假', '请假 ', '#接龙\n'];
  return heads.flatMap((head) =>
    units.map((u) => (head + u.repeat(Math.ceil(8192 / u.length))).slice(0, 8192)),
  );
}

const now = Date.parse('2026-11-21T10:00:00+08:00');

const NUMBERED = Array.from({ length: 400 }, (_, i) => `${i + 1}. 张三 请假出差`).join('\n');

/** Processor time, so that what runs beside does not count. */
function microseconds(text: string, at: number, rounds: number): number {
  const start = process.cpuUsage();
  for (let i = 0; i < rounds; i++) understand(text, at);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / rounds;
}

/** The best of a few runs: pauses of the collector and the compiler are no property of the grammar. */
const least = (text: string, runs = 5) =>
  Math.min(...Array.from({ length: runs }, () => microseconds(text, now, 1)));

const GENERATED = 10_000;

/** The slowest of the generated texts; one that seems slow is measured again. */
function slowestGenerated(): number {
  let slowest = 0;
  for (const text of generatedHostile(GENERATED)) {
    const first = microseconds(text, now, 1);
    if (first > slowest) slowest = Math.max(slowest, Math.min(first, least(text, 8)));
  }
  return slowest;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Time to understand a message, as rows for `npm run bench`. */
export async function parsingRows(): Promise<Row[]> {
  const oneLiners = readdirSync(corpus)
    .flatMap(linesOf)
    .filter((line, i) => i % 4 === 0 && !line.text.includes('\n') && line.text !== '');
  // A word more than the corpus has: nothing of it is known by heart.
  const fresh = oneLiners.map((line) => ({ ...line, text: `嘿 ${line.text}` }));
  for (const line of fresh) understand(line.text, now);
  const times = fresh.map((line) => microseconds(line.text, Date.parse(line.now), 10));
  const known = ['签到', '到', '收到', '请假 出差', '已到'];
  for (const text of known) microseconds(text, now, 2000);
  const byHeart = median(known.map((text) => microseconds(text, now, 5000)));
  const form = median(Array.from({ length: 20 }, () => microseconds(FORM, now, 50)));
  const roster = median(Array.from({ length: 20 }, () => microseconds(ROSTER, now, 20)));
  const numbered = least(NUMBERED, 20);
  const hostile = Math.max(...hostileInputs().map((text) => least(text)));
  const generated = slowestGenerated();
  const row = (name: string, value: number, target: number): Row => ({
    name,
    value: Math.round(value * 10) / 10,
    unit: 'µs',
    target: `<= ${target}`,
    ok: value <= target,
  });
  return [
    row('understand a line known by heart', byHeart, 10),
    row('understand another line, median', median(times), 300),
    row('understand a 12-line form', form, 1000),
    row('understand a 接龙 of 50', roster, 2000),
    row('understand 400 numbered lines', numbered, 5000),
    row('understand the worst 8 KB input', hostile, 5000),
    row('understand 10,000 generated hostile inputs, the slowest', generated, 5000),
  ];
}
