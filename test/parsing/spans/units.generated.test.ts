import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';
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
  // a word for no kind of body before the number
  '粮储第二党支部',
  '水政二支部',
  '轨道二支部',
  '港务1支部',
  '外卖第三党支部',
  '调度第一党小组',
  '研二支部',
  '党群一组',
  // the body begins as a verb or a link does
  '经开区第二支部',
  '经济股党支部',
  '同德里社区第二党支部',
  '向阳村党支部',
  '和平街道党支部',
  '现代农业公司党支部',
  '第二流动党支部',
  'ICU党小组',
  '4号楼项目党支部',
  '场部办公室党支部',
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
  'a particle before it': (u) => `上个月到会率有多少啊咱${u}`,
  'a type before it': (u) => `主题党日${u}的签到率`,
  afterwards: (u) => `届时${u}派人到场`,
};
describe.each(Object.entries(AROUND))('a unit with %s', (_, text) => {
  it.each(UNITS)('%s', (unit) => {
    expect(units(text(unit)), text(unit)).toContain(unit);
  });
});

it('a name before a unit is somebody of it, and a sentence no body', () => {
  for (const text of [
    '张三第二支部签到',
    '王大勇二支部',
    '刚才问了第二支部',
    '都转给第二支部',
    '一共第二支部',
  ])
    expect(units(text), text).toEqual([text.includes('第') ? '第二支部' : '二支部']);
});

it.each(
  '提醒 集结 召集 调集 出动 通知 关于 报送 人员 名单 时间 内容 联合 进度 责任 隶属 其中 包括 另外 特别 感谢 恭喜 欢迎 编入 加入 咨询 检查 督促 抽查 走访 承办 牵头 立即 尽快 务必 继续 结束 首次 联建 连同 早上 中午 年底 楼上 村里 表扬 批评 更正 取消 暂停 推迟 提前 延期 组长 党员 大家 辛苦 确认 知道 投票 考勤 值班 借用 批准 审核 推荐 合并 移交 关系 座谈 交流 参观 联系 走进 支援'.split(
    ' ',
  ),
)('%s before a number is no body', (word) => {
  for (const unit of ['第二支部', '二支部', '第三党小组'])
    expect(units(`${word}${unit}签到`), word).toEqual([unit]);
});

it('a number inside the name of a body is no day', () => {
  for (const [text, unit] of [
    ['远洋七号船党小组8月5日19:30开会', '远洋七号船党小组'],
    ['12号楼项目党支部 签到', '12号楼项目党支部'],
  ] as const) {
    const now = Date.parse('2026-11-28T10:00:00+08:00');
    const { units, times } = readSpans(normalise(text), now, createCalendar(), NOTHING_KNOWN);
    expect(units.map((u) => u.text)).toEqual([unit]);
    expect(times.every((t) => t.at > text.indexOf('组'))).toBe(true);
  }
});

it('a group with a name meets', () => {
  expect(units('行政党小组会议纪要')).toEqual(['行政党小组']);
  expect(units('ICU党小组会开完了')).toEqual(['ICU党小组']);
  expect(units('热处理一组党小组会已召开')).toEqual(['热处理一组党小组']);
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
    '选举支部委员',
    '议题:听取支部书记述职',
    '先进表彰暨支部党员大会',
    '表决支部工作规划',
    '念啊支部大会一月七号开',
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
