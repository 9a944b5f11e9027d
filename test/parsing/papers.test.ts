// Which paper is wanted and in which form, in free words.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '赵六'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '城郊党委'],
});
const read = (text: string) => understand(text, NOW, { knowledge, botNames: [] });
const day = (date: string) => ({ from: date, to: date });
const MINUTES = { intent: 'export', what: 'minutes' };
const SHEETS = { intent: 'export', what: 'attendance' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('a paper', () => {
  it.each([
    ['10.15党员大会的会议记录能出个Word不，存档', { ...MINUTES, period: day('2026-10-15') }],
    [
      '帮我出一份一支部11月25号主题党日的会议记录，要word的',
      { ...MINUTES, scope: '一支部', activityType: 'theme_day', period: day('2026-11-25') },
    ],
    ['Word版的会议记录给我一份，第三党支部11月27日那次党日', { ...MINUTES, scope: '第三党支部' }],
    ['能不能把11.18党课的记录做个word文档', { ...MINUTES, activityType: 'party_lecture' }],
    ['组织生活会的会议记录要个电子版，检查组等着', { ...MINUTES, activityType: 'organization_life' }],
    ['给我11月25号会议记录word版，签到表也要', { intent: 'export', what: 'minutes,attendance' }],
    ['11月的签道明细导excel，组织部要存档', { ...SHEETS, period: NOVEMBER }],
    ['11月份签到情况能导成Excel不，明天带去镇里', { ...SHEETS, period: NOVEMBER }],
    ['把我们支部11月谁到谁没到导一份excel，要存档', { ...SHEETS, period: NOVEMBER }],
    ['10月考勤明细给我个excel', SHEETS],
    [
      '第一支部的人员名单能不能出个excel，要核对',
      { metric: 'member_list', format: 'file', scope: '第一支部' },
    ],
    [
      '把11月20那次谁来谁没来列个表 村里要',
      { metric: 'absentees', what: 'whole_roll', format: 'table', period: day('2026-11-20') },
    ],
    [
      '把今年开过的会列个表咯，镇上来检查要看',
      { metric: 'activity_list', format: 'table', period: { from: '2026-01-01', to: '2026-12-01' } },
    ],
    ['一点进度都没有的整改是哪些，打个表给我', { metric: 'rectify_open', what: 'unmoved', format: 'table' }],
    ['12月要到期的整改一条条列出来，要表格', { metric: 'rectify_due_soon', format: 'table' }],
    [
      '9-11月三个支部党日的应到和实到做个表格',
      { metric: 'attendance_rate', what: 'by_unit', format: 'table', activityType: 'theme_day' },
    ],
    [
      '我眼睛花了，看长的费劲，可不可以把9月10月11月三次主提党日的应到实到做成一个表格',
      {
        metric: 'attendance_rate',
        format: 'table',
        activityType: 'theme_day',
        period: { from: '2026-09-01', to: '2026-11-30' },
      },
    ],
    [
      '上个月组织生活会的那份记录，请给我做成Word文档好吗，要存到档案盒里的',
      { ...MINUTES, activityType: 'organization_life', period: NOVEMBER },
    ],
    ['11月党课那份记录弄成word', { ...MINUTES, activityType: 'party_lecture' }],
    ['整该台帐导个excel给我，县里要电子版', { intent: 'export', what: 'ledger' }],
    [
      '整改情况写成word，一页就行，我带去县里汇报',
      { metric: 'rectify_rate', what: 'month', format: 'file', period: { from: '2026-01-01' } },
    ],
    ['11月整改进展出个word版', { metric: 'rectify_rate', what: 'month', period: NOVEMBER }],
    [
      '二组9到11月小组会出勤弄个word，我打印贴墙上',
      { metric: 'attendance_rate', format: 'file', scope: '第二党小组', activityType: 'group_meeting' },
    ],
    ['11月签到表出个word', { ...SHEETS, period: NOVEMBER }],
    ['三次党日到会率，出个图', { metric: 'attendance_rate', step: 'month', format: 'chart' }],
    [
      '村里做ppt要用，三次党日各到几个画个图',
      { metric: 'headcount_total', step: 'month', format: 'chart', period: { from: '2026-01-01' } },
    ],
    ['再来张10月的', { intent: 'query_more', period: { from: '2026-10-01', to: '2026-10-31' } }],
    ['也给我出张党课的', { intent: 'query_more', activityType: 'party_lecture' }],
  ])('%s', (text, meant) => {
    const said = read(text);
    expect(said.certainty).toBe('clear');
    expect(said.intent).toMatchObject(meant);
  });

  it.each([
    ['11月到会率导成excel', { metric: 'attendance_rate', format: 'file' }],
    ['11月请假名单导出来', { metric: 'leave_list' }],
    ['第二支部10月活动记录发我', { metric: 'activity_list' }],
  ])('%s is of a figure as before', (text, meant) => {
    expect(read(text).intent).toMatchObject(meant);
  });

  it.each([
    '上报 主题党日 11月25日下午3点 应到13 实到10 会议记录已打印',
    '整改2 会议记录缺签名的签到表文件都补齐了',
    '补签 张三 签到表文件在办公室',
  ])('%s wants none', (text) => {
    expect(read(text).intent.intent).not.toBe('export');
  });
});

describe('a picture', () => {
  it.each([
    ['主题党日9到11月到会率做个图，我放ppt里', { metric: 'attendance_rate', step: 'month' }],
    ['这三个月全委到会率出张图', { metric: 'attendance_rate', step: 'month' }],
    ['党日这三个月来了多少人 弄张图我放ppt', { metric: 'headcount_total', step: 'month' }],
    ['三个支部11月党日实到人数，来张柱状图', { metric: 'headcount_total', what: 'by_unit' }],
  ])('%s', (text, meant) => {
    expect(read(text).intent).toMatchObject({ ...meant, format: 'chart' });
  });

  it('is of the branch, whoever shows it', () => {
    expect(read('党日这三个月来了多少人 弄张图我放ppt').intent).not.toHaveProperty('mine');
  });

  it('of each branch goes through no months of all together', () => {
    expect(read('三个支部9到11月到会率画图比一比').intent).not.toHaveProperty('step');
  });
});

describe('items without any progress', () => {
  it.each([
    '有没有立了项到现在一次进展都没报过的',
    '哪些整改从来没报过进展',
    '三支部有没有一次进展也没报过的问题',
  ])('%s', (text) => {
    const said = read(text);
    expect(said.certainty).toBe('clear');
    expect(said.intent).toMatchObject({ metric: 'rectify_open', what: 'unmoved' });
  });

  it.each(['整改3 一直没有动过', '我负责的一次进展都没报过', '隐患排查台账11月一次都没报过'])(
    '%s is none of these',
    (text) => expect(read(text).intent).not.toMatchObject({ what: 'unmoved' }),
  );
});

describe('what says that something is done', () => {
  it.each(['整改情况已报，word版附上', '党员大会应到60人实到58人，表彰先进'])(
    '%s asks for no paper',
    (text) => {
      expect(read(text).intent).not.toHaveProperty('format');
      expect(read(text).intent.intent).not.toBe('export');
    },
  );
});

describe('how far what one leads is', () => {
  it.each([
    ['我牵头的整改有几条，走到哪步了', { metric: 'rectify_open', mine: true }],
    ['张三牵头的整改走到哪步了', { metric: 'rectify_open', names: ['张三'], what: 'led' }],
  ])('%s', (text, meant) => {
    const said = read(text);
    expect(said.certainty).toBe('clear');
    expect(said.intent).toMatchObject(meant);
  });
});
