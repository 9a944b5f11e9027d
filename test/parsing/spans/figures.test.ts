import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanFigures } from '../../../src/parsing/spans/figures.ts';
import type { Span } from '../../../src/parsing/spans/span.ts';
import { isLinear, repeated } from '../../support/cost.ts';
import { FORMS } from './numeral-forms.ts';

const scan = (text: string, taken: readonly Span[] = []) => scanFigures(normalise(text).s, taken);
const only = (text: string) => {
  const [figure, ...more] = scan(text);
  expect(more, text).toEqual([]);
  return figure;
};
const spanOf = (s: string, part: string): Span => ({
  at: s.indexOf(part),
  end: s.indexOf(part) + part.length,
});

describe('counts', () => {
  const NUMBERS = [2, 5, 9, 10, 11, 18, 20, 21, 30, 32, 99, 100, 103, 110, 126, 203];
  const PEOPLE = ['人', '名', '位', '个', '个人', '名党员', '名同志'];
  const THINGS = ['份', '次', '户', '条', '项', '件', '票', '个问题', '个议题', '个支部', '本', '元'];
  it.each(Object.entries(FORMS))('are read in %s', (_, write) => {
    for (const n of NUMBERS) {
      for (const m of PEOPLE)
        for (const text of [`共${write(n)}${m}`, `来了${write(n)}${m}。`, `${write(n)}${m}`])
          expect(only(text), text).toMatchObject({ kind: 'count', value: n, unit: 'people', vague: false });
      for (const m of THINGS)
        expect(only(`有${write(n)}${m}`), `${write(n)}${m}`).toMatchObject({ value: n, unit: 'things' });
      for (const text of [`应到${write(n)}`, `实到：${write(n)}，`, `应到 ${write(n)} 实到`])
        expect(only(text), text).toMatchObject({ value: n, unit: 'none' });
    }
  });
  it.each([
    ['差仨', 3],
    ['俩人没来', 2],
    ['两百零三人', 203],
    ['一百二十六个', 126],
    ['拾捌名', 18],
    ['贰拾叁人', 23],
    ['廿三人', 23],
    ['卅人', 30],
    ['一〇八人', 108],
    ['应到_3_人', 3],
    ['应到 3 人', 3],
    ['实到（6人）', 6],
    ['就缺一个', 1],
  ])('%s', (text, value) => {
    expect(only(text)).toMatchObject({ kind: 'count', value, unit: 'people', vague: false });
  });
  it.each([
    '七八个',
    '十七八个人',
    '三四十人',
    '两三个',
    '二十多人',
    '30多个',
    '二十来个',
    '十几个',
    '好几个',
    '几十人',
    '近三十人',
    '将近30人',
    '大概28人',
    '约30人',
    '30人左右',
    '三十人上下',
    '不到20人',
    '20余人',
    '20-30人',
    '五到六个',
    '7、8个',
    '至少15人',
  ])('%s is an estimate', (text) => {
    expect(only(`来了${text}`)).toMatchObject({ kind: 'count', vague: true });
  });
  it.each([
    '第3季度',
    '第一支部',
    '年龄60岁',
    '12月',
    '3月5日',
    '15号',
    '9点开会',
    '8点半',
    '2026年',
    '3号楼',
    '三楼会议室',
    '5天',
    '两个小时',
    '三个月',
    '40分钟',
    'WT-2026-003',
    '#12',
    '一起学习',
    '统一安排',
    '进一步落实',
    '万一下雨',
    '十分重要',
    '另一名',
    '每一位党员',
    '三会一课',
    '老百姓',
    '千万注意',
    '+1',
    '电话13800001111',
    '1.学习条例\n2.讨论低保\n3.其他',
    '一、二、',
  ])('%s holds none', (text) => {
    expect(scan(text).filter((f) => f.kind !== 'count' || f.unit !== 'things')).toEqual([]);
  });
  it('leave alone what is already read', () => {
    const s = '吴十一请假 9月10日 实到21周大勇没来';
    const taken = [spanOf(s, '吴十一'), spanOf(s, '9月10日'), spanOf(s, '周大勇')];
    expect(scanFigures(s, taken)).toMatchObject([{ value: 21, unit: 'none' }]);
  });
  it('take their measure word in', () => {
    const s = '应到23名,实到二十一个人';
    expect(scanFigures(s, []).map((f) => s.slice(f.at, f.end))).toEqual(['23名', '二十一个人']);
  });
});

describe('percentages', () => {
  it.each([
    ['60%', 60],
    ['６０％', 60],
    ['60 %', 60],
    ['33.3%', 33],
    ['百分之六十', 60],
    ['百分之百', 100],
    ['百分百', 100],
    ['百分之六十五', 65],
    ['六成', 60],
    ['8成', 80],
    ['八成五', 85],
    ['七成半', 75],
    ['一半', 50],
    ['过半', 50],
    ['三分之一', 33],
    ['三分之二', 67],
    ['四分之三', 75],
    ['十分之九', 90],
  ])('%s', (text, value) => {
    expect(only(`完成了${text}`)).toMatchObject({ kind: 'percent', value });
  });
  it.each(['八成是没来', '成立', '三成员', '一成立'])('%s is none', (text) => {
    expect(scan(text).filter((f) => f.kind === 'percent')).toEqual([]);
  });
});

describe('ratios', () => {
  it.each([
    ['12/12', 12, 12],
    ['21／23', 21, 23],
    ['出席：12/12', 12, 12],
    ['到会17 / 20', 17, 20],
    ['十九/二十一', 19, 21],
    ['21人/23人', 21, 23],
  ])('%s', (text, left, right) => {
    expect(scan(text)).toMatchObject([{ kind: 'ratio', left, right }]);
  });
  it.each(['2026/11/3', '11/3/2', '3/15日'])('%s is none', (text) => {
    expect(scan(text).filter((f) => f.kind === 'ratio')).toEqual([]);
  });
});

it('a room behind a body and the first number of a row are no counts', () => {
  for (const body of ['招商局', '开发公司', '国贸大厦'])
    expect(scan(`到${body}301参加支委会`), body).toEqual([]);
  expect(scan('我局140人参加')).toMatchObject([{ value: 140 }]);
  for (const label of ['时间', '地点', '党员']) expect(scan(`通知①${label}另告②内容种树`), label).toEqual([]);
});

it('九条汉子 are people', () => {
  expect(scan('九条汉子全在')).toMatchObject([{ value: 9, unit: 'people' }, { kind: 'everybody' }]);
});

describe('everybody and nobody', () => {
  it.each([
    '全员到齐',
    '全部到会',
    '全都到了',
    '都到了',
    '都来了',
    '都参加了',
    '悉数到会',
    '人员到齐',
    '都来齐了',
    '全勤',
    '满员',
    '一个不少',
    '一个都没少',
    '一个也不落',
    '全部按时参加',
    '全体党员到会',
  ])('%s', (text) => {
    expect(scan(`支委会开了，${text}`)).toMatchObject([{ kind: 'everybody' }]);
  });
  it.each(['无缺席', '没人请假', '没有人缺席', '无人缺席', '零缺席', '缺席：无', '请假人员：无'])(
    '%s',
    (text) => {
      expect(scan(`支委会开了，${text}`)).toMatchObject([{ kind: 'nobody' }]);
    },
  );
  it.each(['没都到', '没有全部到', '到齐了吗', '都到了没', '要求全部参加', '到会率', '请全体党员准时开会'])(
    '%s is neither',
    (text) => {
      expect(scan(text).filter((f) => f.kind === 'everybody' || f.kind === 'nobody')).toEqual([]);
    },
  );
});

describe('hostile input', () => {
  const PIECES = [
    '应到',
    '1',
    '一',
    '1/1/',
    '1、',
    '都到了',
    '一个',
    '12号',
    '百分之',
    '1%',
    '1人到',
    '三分之',
    '1 ',
    '一百',
  ];
  it.each(PIECES)('%s repeated is read in linear time', (piece) => {
    expect(isLinear((text) => void scanFigures(text, []), repeated(piece))).toBe(true);
  });
});
