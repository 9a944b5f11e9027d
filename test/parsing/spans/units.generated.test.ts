import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanUnits } from '../../../src/parsing/spans/units.ts';

const units = (text: string): string[] => scanUnits(normalise(text).s, NOTHING_KNOWN, []).map((u) => u.text);

const UNITS = [
  '第二党小组',
  '第七党支部',
  '机关第三党支部',
  '县统计局机关党支部',
  '应急局党支部',
  '组织处直属党支部',
  '本科生第二党支部',
  '统计组党小组',
  '机制学院研究生第三党支部',
  '县法院审判第一党支部',
  '心内科党支部',
  '后勤集团党支部',
  '桥梁作业队党小组',
  '退休第一党支部',
];
const AROUND: Readonly<Record<string, (unit: string) => string>> = {
  'everybody of it': (u) => `${u}全体参加`,
  'all its members': (u) => `请${u}全体党员准时参加`,
  'an office in it': (u) => `${u}书记赵大勇`,
  'a heading before it': (u) => `【提醒】${u}、下周一开党课`,
  'the one addressed': (u) => `${u}：\n定于明天下午开会`,
  now: (u) => `现将${u}的情况报上`,
  'held by it': (u) => `由${u}举行的党课`,
  counted: (u) => `请统计${u}的签到率`,
  'our house': (u) => `我们${u}开完了`,
  organised: (u) => `请组织${u}开会`,
  afterwards: (u) => `届时${u}派人到场`,
};
describe.each(Object.entries(AROUND))('a unit with %s', (_, text) => {
  it.each(UNITS)('%s', (unit) => {
    expect(units(text(unit)), text(unit)).toContain(unit);
  });
});

describe('no unit', () => {
  it.each([
    '夜班党小组会',
    '白班党小组会开完了',
    '且将支部党员大会改期',
    '届时行党委派员督导',
    '须书面报支部书记',
    '在门口举行支部党员大会',
    '俺支部党小组会',
    '各支部',
    '本支部党员大会',
    '拟召开支部党员大会',
    '应参加支部大会',
  ])('in %s', (text) => {
    expect(units(text)).toEqual([]);
  });

  it.each(['院', '局', '校', '厂', '所', '公司', '学院'])(
    '我%s is whose it is, and none of its name',
    (body) => {
      expect(units(`我${body}心内科党支部已召开党员大会`)).toEqual(['心内科党支部']);
      expect(units(`我${body}第三党支部开了党课`)).toEqual(['第三党支部']);
    },
  );
});
