import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanFigures } from '../../../src/parsing/spans/figures.ts';
import { scanItems } from '../../../src/parsing/spans/items.ts';
import { readProgress } from '../../../src/parsing/spans/progress.ts';

const read = (text: string) => {
  const { s } = normalise(text);
  return readProgress(s, scanFigures(s, scanItems(s, [])))?.value;
};

const WAYS: readonly (readonly [string, number])[] = [
  ['60%', 60],
  ['６０％', 60],
  ['百分之六十', 60],
  ['六成', 60],
  ['八成五', 85],
  ['一半', 50],
  ['三分之二', 67],
  ['四分之三', 75],
];

describe('how far a rectification has come', () => {
  const FRAMES = [
    '12号问题 进展N',
    '整改12完成了N',
    '整改#12进度N 还在刷漆',
    '12号问题完成N，预计月底完成',
    '目前N',
    '刚干了N',
    '整改到N了',
    '进度：N 责任人：王德发',
    '从10%提高到N',
    '由一成提高到N',
    '上次报的百分之二十，现在N',
    '补齐了18份，完成N',
    '进展N左右',
    '大概N',
    '问题三整改了N',
  ];
  it.each(FRAMES)('%s', (frame) => {
    for (const [way, value] of WAYS)
      expect(read(frame.replace('N', way)), frame.replace('N', way)).toBe(value);
  });
  it.each([
    ['还差三成', 70],
    ['还剩20%', 80],
    ['剩余两成', 80],
    ['一半没完成', 50],
    ['进度：65', 65],
    ['完成率75', 75],
    ['第4项进度更新：50→65', 65],
    ['整改3 上回报的百分之四十 现在六十五 不对 六十', 60],
    ['更正：整改#23进度应为45%，此前误报54%', 45],
    ['整改第十一项：百分之百还谈不上，九成吧', 90],
    ['都过了一半，具体就算55%吧', 55],
    ['完成60%，其中道路占30%', 60],
    ['完成2/3', 67],
    ['整改3 不是完成，是完成了一半', 50],
    ['十户完了六户 就是百分之六十', 60],
  ])('%s', (text, value) => {
    expect(read(text)).toBe(value);
  });
  it.each([
    '补齐了18份还差6份',
    '12号问题还没动',
    '整改12',
    '整改5 3天内完成',
    '到会率83%',
    '预计月底完成80%',
    '材料涨价30%',
    '整改9预计完成',
    '12号问题装了七盏灯',
    '应到12实到11',
  ])('%s says none', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
