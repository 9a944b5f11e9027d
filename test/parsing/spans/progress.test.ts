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
    ['整改4 进展60% 已清理一半', 60],
    ['整改4进展60%，材料交了八成', 60],
    ['整改4 进展40%，今天六成了', 60],
    ['进度40%，现在70%', 70],
    ['进度50% 不对 60%', 60],
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

describe('bounds', () => {
  const bound = (text: string) => {
    const { s } = normalise(text);
    return readProgress(s, scanFigures(s, scanItems(s, [])));
  };
  const FIGURES = ['60%', '百分之六十', '六成', '一半'];
  it.each(['不到N', '不足N', '超过N', '将近N', '接近N', '至少N', 'N以上', 'N不到', 'N多', 'N出头'])(
    '%s gives no value',
    (frame) => {
      for (const figure of FIGURES)
        for (const lead of ['整改12进度', '12号问题完成', '问题三整改了']) {
          const text = lead + frame.replace('N', figure);
          expect(bound(text), text).toMatchObject({ vague: true });
          expect(bound(text)?.value, text).toBeUndefined();
        }
    },
  );
  it.each([
    '一多半',
    '一大半',
    '大半',
    '多半',
    '过半',
    '近半',
    '一小半',
    '半数以上',
    '七八成',
    '六七成左右',
    '七到八成',
    '70%-80%',
    '70-80%',
    '百分之七八十',
    '差不多了',
    '大部分',
  ])('完成%s gives no value', (way) => {
    for (const lead of ['整改12完成', '12号问题完成了']) {
      expect(bound(lead + way), lead + way).toMatchObject({ vague: true });
      expect(bound(lead + way)?.value, lead + way).toBeUndefined();
    }
  });
  it.each(['基本完成', '差不多完成了', '大致完成', '快完成了', '大体完成'])(
    '12号问题%s is not done',
    (way) => {
      expect(bound(`12号问题${way}`)).toMatchObject({ vague: true });
    },
  );
  it.each([
    ['60%左右', 60],
    ['约20%', 20],
    ['大概六成', 60],
    ['差不多四成', 40],
  ])('完成%s keeps its figure', (way, value) => {
    expect(bound(`12号问题完成${way}`)).toMatchObject({ value, vague: false });
  });
  it('that was and that is are no range', () => {
    for (const [was, now] of [
      ['30%', '70%'],
      ['百分之三十', '百分之七十'],
      ['百分之二十五', '百分之七十'],
      ['三成', '七成'],
      ['30', '70'],
      ['三十', '七十'],
    ])
      for (const text of [
        `整改12进度从${was}到${now}了`,
        `12号问题由${was}到${now}`,
        `12号问题 从${was}推进到${now}`,
        `整改12由${was}提高到了${now}，月底完`,
      ])
        expect(bound(text), text).toMatchObject({ value: 70, vague: false });
  });
  it('is what it is now, not what it has gained', () => {
    for (const gain of ['较上月+15%', '比上周多了15%', '比原来快15%', '较上次增加15%', '比上次+15%'])
      for (const text of [`整改3现40%，${gain}`, `整改3 ${gain}，现在40%`, `3号问题进度40%(${gain})`])
        expect(bound(text), text).toMatchObject({ value: 40 });
  });
  it('is a bare number beside an earlier one or where it is filled in', () => {
    for (const text of [
      '第五项 上回三十 这回五十五',
      '整改一号还有一点，现在55',
      '3号问题目前到五十五了',
      '整改3：54.6%就填55吧',
    ])
      expect(bound(text), text).toMatchObject({ value: 55 });
    for (const text of ['整改3现在7', '整改3目前剩3', '3号问题现在二十户没弄'])
      expect(bound(text), text).toBeUndefined();
  });
  it('goes by the plan, which is not hoped for', () => {
    expect(bound('17号整改按计划推进到70%')).toMatchObject({ value: 70 });
    expect(bound('17号整改计划推进到70%')).toBeUndefined();
  });
  it('takes the first row of a pasted ledger', () => {
    const s = '序号\t问题\t进度\n3\t台账不全\t60%\n5\t党费\t30%';
    expect(readProgress(s, scanFigures(s, []), s.lastIndexOf('\n'))).toMatchObject({ value: 60 });
  });
});

describe('a whole', () => {
  it('is a figure like any other, and what is left of a plan is not planned', () => {
    for (const way of ['100%', '百分之百', '百分之一百']) expect(read(`12号问题进展${way}`), way).toBe(100);
    for (const way of ['还差20%', '还剩两成']) expect(read(`争取月底前${way}`), way).toBe(80);
  });
});
