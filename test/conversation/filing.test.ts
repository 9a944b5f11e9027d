import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from '../../src/documents/table.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { filingRows } from '../../src/reports/filing-file.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

// What is registered in a sentence, with the kinds of the shipped file.

let chat: Dialogue;
useShippedReports();
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const stored = () => chat.store.read((tx) => tx.filings(YEAR));

describe('registering', () => {
  it.each(['党费 收了', '11月党费都交了', '党费收完了'])(
    '%s tells, and is asked for what it lacks',
    async (text) => {
      expectSays(await chat.says('zhangsan', text), '已交人数');
      await chat.says('zhangsan', '23人');
      expect(await stored()).toMatchObject([{ kind: 'party_dues', fields: { paid: 23 } }]);
    },
  );

  it('takes a diary apart, and keeps what was said', async () => {
    const said = await chat.says('zhaoliu', '民情日记：今天走访王大爷家，反映水管漏水，已联系村委');
    expect(said).toBe(
      '已登记民情日记（11月21日）：地点 王大爷家、内容 今天走访王大爷家，反映水管漏水、结果 已联系村委。',
    );
    expect(await stored()).toMatchObject([
      {
        kind: 'people_diary',
        personId: 'zhaoliu',
        by: 'zhaoliu',
        day: '2026-11-21',
        said: '今天走访王大爷家，反映水管漏水，已联系村委',
        fields: {
          day: '2026-11-21',
          place: '王大爷家',
          content: '今天走访王大爷家，反映水管漏水',
          result: '已联系村委',
        },
      },
    ]);
  });

  it.each([
    ['登记党费 11月已收齐 23人', { paid: 23, complete: true }, '2026-11'],
    ['11月党费已收齐23人', { paid: 23, complete: true }, '2026-11'],
    ['党费：10月还没收齐，交了十八人', { paid: 18, complete: false }, '2026-10'],
    ['上个月党费收了20人', { paid: 20 }, '2026-10'],
  ])('reads %s', async (text, fields, period) => {
    expectSays(await chat.says('zhangsan', text), '已登记第一党支部党费');
    expect(await stored()).toMatchObject([
      { kind: 'party_dues', personId: null, fields, period, unitId: chat.unitId('第一党支部') },
    ]);
  });

  it.each([
    ['双报到 今天到幸福社区服务3小时', { unit: '幸福社区', hours: 3 }],
    ['双报到：昨天在南街社区参加清扫，两个半小时', { unit: '南街社区', hours: 2.5 }],
    ['登记双报到 单位：幸福社区 时长：2', { unit: '幸福社区', hours: 2 }],
    ['我在幸福社区双报到了2小时', { unit: '幸福社区', hours: 2 }],
    ['双报到 去北门社区值守半小时', { unit: '北门社区', hours: 0.5 }],
  ])('reads %s', async (text, fields) => {
    await chat.says('zhaoliu', text);
    expect(await stored()).toMatchObject([{ kind: 'community_report', fields }]);
  });

  it('asks once for all that is needed and missing, and takes the next line for it', async () => {
    expect(await chat.says('zhaoliu', '登记双报到')).toBe(
      '双报到还缺单位、时长，请接着发。也可以整句说，例如：双报到 今天到幸福社区服务3小时',
    );
    expectSays(await chat.says('zhaoliu', '到幸福社区服务3小时'), '已登记双报到', '幸福社区', '3 小时');
    expectSays(await chat.says('zhangsan', '党费已收齐'), '还缺已交人数');
    expectSays(await chat.says('zhangsan', '23'), '已登记第一党支部党费（11月）：已交人数 23 人、已收齐。');
    expectSays(await chat.says('zhangsan', '党费已收齐'), '还缺已交人数');
    expectSays(await chat.says('zhangsan', '不用了'), '没有记录');
    expect(await stored()).toHaveLength(2);
  });

  it('stores nothing of what is to come, of a branch unasked, or said twice', async () => {
    expectSays(await chat.says('zhaoliu', '民情日记：11月19日走访王大爷家'), '已登记');
    const before = await stored();
    for (const text of ['民情日记：明天走访王大爷家', '民情日记：11月30日走访王大爷家'])
      expectSays(await chat.says('zhaoliu', text), '还没到');
    expectSays(await chat.says('zhangsan', '登记党费 12月 23人'), '12月还没到');
    expectSays(await chat.says('zhaoliu', '登记党费 11月已收齐 23人'), '张三');
    expectSays(await chat.says('zhaoliu', '民情日记：11月19日走访王大爷家'), '没有重复记');
    expectSays(await chat.says('zhaoliu', '民情日记：11月31日走访王大爷家'), '日期不存在');
    expectSays(await chat.says('admin', '登记党费 23人'), '是哪个支部的党费');
    expectSays(await chat.says('admin', '登记第二党支部党费 23人'), '已登记第二党支部党费');
    expect(await stored()).toHaveLength(before.length + 1);
  });

  it('leaves questions, meetings and talk alone', async () => {
    for (const text of [
      '民情日记很重要',
      '党费收缴已处理',
      '安排 主题党日 明天下午3点 会议室 主题：学习党费管理规定',
    ])
      await chat.says('zhangsan', text);
    expect(await stored()).toEqual([]);
  });
});

describe('what is due', () => {
  it('stands in 我的 of the secretary alone, and is counted for whoever leads', async () => {
    expectSays(
      await chat.says('zhangsan', '我的'),
      '支部还没登记：11月月度工作记实（11月30日前）、第四季度流动党员联系（12月31日前）、11月党费（11月25日前）',
    );
    await chat.says('zhangsan', '登记党费 11月已收齐 23人');
    expect(await chat.says('zhangsan', '我的')).not.toContain('党费');
    expect(await chat.says('zhaoliu', '我的')).not.toContain('还没登记');
    expectSays(
      await chat.says('zhangsan', '还有什么没登记'),
      '应登记 3 份，已登记 1 份',
      '11月党费：已登记',
      '请发：月度工作记实：',
    );
    // Of a month what ends in it: the quarter goes on.
    expectSays(await chat.says('zhangsan', '10月登记率'), '应登记 2 份，已登记 0 份');
    // In a group how much, and no branch by name.
    const inGroup = await chat.saysIn('group-1', 'zhangsan', '登记率');
    expectSays(inGroup, '应登记');
    expect(inGroup).not.toContain('没登记的');
    await chat.says('zhangsan', '撤销');
    expectSays(await chat.says('zhangsan', '还有什么没登记'), '已登记 0 份');
  });
});

describe('correcting', () => {
  it('changes the last one by a word, and takes it back to what stood', async () => {
    await chat.says('zhaoliu', '双报到 今天到幸福社区服务3小时');
    expect(await chat.says('zhaoliu', '刚才那条改成4小时')).toBe(
      '已改双报到（11月21日）：单位 幸福社区、时长 4 小时、内容 今天到幸福社区服务4小时。原来是：单位 幸福社区、时长 3 小时、内容 今天到幸福社区服务3小时。',
    );
    expect(await stored()).toMatchObject([{ fields: { hours: 4 }, revision: 2 }]);
    expectSays(await chat.says('zhaoliu', '撤销'), '已撤销刚才的登记');
    expect(await stored()).toMatchObject([{ fields: { hours: 3 } }]);
    expectSays(await chat.says('zhaoliu', '撤销'), '已撤销刚才的登记');
    expect(await stored()).toEqual([]);
    expectSays(await chat.says('zhaoliu', '双报到改成5小时'), '没有登记过双报到');
    await chat.says('zhaoliu', '双报到 今天到幸福社区服务3小时');
    expectSays(await chat.says('zhaoliu', '双报到 删掉刚才那条'), '已撤销刚才的登记');
    expect(await stored()).toEqual([]);
  });

  it('puts a month once more in place of what stood, and says what', async () => {
    await chat.says('zhangsan', '登记党费 11月 22人');
    expectSays(await chat.says('lisi', '登记党费 11月已收齐 23人'), '原来是：已交人数 22 人');
    expect(await stored()).toMatchObject([{ fields: { paid: 23 }, by: 'lisi' }]);
    expectSays(await chat.says('zhangsan', '撤销'), '又有别人改动过');
    await chat.says('lisi', '撤销');
    expect(await stored()).toMatchObject([{ fields: { paid: 22 }, by: 'zhangsan' }]);
  });
});

describe('asking', () => {
  beforeEach(async () => {
    await chat.says('zhaoliu', '民情日记：今天走访王大爷家，反映水管漏水，已联系村委');
    await chat.says('wangwu', '双报到 今天到幸福社区服务3小时');
    await chat.says('zhaoliu', '双报到 昨天到幸福社区服务1个半小时');
  });

  it('shows a secretary the branch, a member their own, another branch nothing', async () => {
    expectSays(await chat.says('zhangsan', '11月民情日记有哪些'), '民情日记 1 条', '赵六', '水管漏水');
    expectSays(await chat.says('zhangsan', '今年双报到多少小时'), '双报到 2 条', '时长合计 4.5 小时');
    expectSays(await chat.says('zhaoliu', '今年双报到多少小时'), '您的双报到 1 条', '合计 1.5 小时');
    expectSays(await chat.says('wangwu', '民情日记有哪些'), '您的民情日记 0 条');
    expect(await chat.says('sunba', '11月民情日记有哪些')).toContain('0 条');
    expectSays(await chat.says('zhangsan', '赵六的民情日记'), '11月赵六民情日记 1 条', '水管漏水');
    expectSays(await chat.says('zhangsan', '王五的民情日记'), '11月王五民情日记 0 条');
    expectSays(await chat.says('wangwu', '赵六的民情日记'), '要问');
    expectSays(await chat.says('zhaoliu', '赵六的民情日记'), '您的民情日记 1 条');
    expectSays(await chat.says('sunba', '第一党支部11月民情日记有哪些'), '要问');
  });

  it('tells a group how many, and nobody what', async () => {
    await chat.saysIn('chat', 'zhangsan', '绑定 第一党支部');
    const told = await chat.saysIn('chat', 'zhangsan', '11月民情日记有哪些');
    expectSays(told, '民情日记 1 条', '私信');
    expect(told).not.toContain('水管');
  });

  it('says who is missing to whoever may ask for figures there, and to nobody else', async () => {
    expect(await chat.says('admin', '哪些支部没登记党费')).toMatch(
      /^11月党费：\d 个支部里 \d 个还没登记：.*第一党支部/,
    );
    await chat.says('zhangsan', '登记党费 11月已收齐 23人');
    expect(await chat.says('admin', '哪些支部没登记党费')).not.toContain('第一党支部');
    expectSays(await chat.says('zhangsan', '谁没登记党费'), '都登记了');
    expectSays(await chat.says('zhangsan', '党费还没登记的支部'), '都登记了');
    expectSays(await chat.says('zhaoliu', '谁没登记党费'), '要问');
    expectSays(await chat.says('zhangsan', '哪些人没登记民情日记'), '不算谁没登记');
  });

  it('tells how, and what of dues it does not keep', async () => {
    expectSays(await chat.says('zhaoliu', '民情日记'), '民情日记：今天走访王大爷家', '地点、内容、结果');
    expectSays(await chat.says('zhaoliu', '党费怎么登记'), '不收钱', '登记党费 11月已收齐 23人');
    expectSays(await chat.says('zhaoliu', '党费怎么交'), '不收钱', '0.5%');
    expectSays(await chat.says('zhaoliu', '民情日记发到群里了吗'), '民情日记：今天走访王大爷家');
  });

  it('exports a file with typed cells, and leaves a trace', async () => {
    expect(await chat.says('zhangsan', '导出11月双报到')).toBe(
      '2026年11月第一党支部双报到.xlsx（2 条）稍后私下发给您。',
    );
    const request = { kind: 'community_report', ...YEAR, unitIds: [chat.unitId('第一党支部')] };
    const at = instantOf('2026-11-21', 10);
    const found = await chat.store.read((tx) => filingRows(tx, request, chat.tools.templates.render, at));
    expect(found!.rows.map((row) => [row[0], row[2], row[3], row[4]])).toEqual([
      ['2026-11-20', '赵六', '幸福社区', 1.5],
      ['2026-11-21', '王五', '幸福社区', 3],
    ]);
    const [sheet] = await readTables(await found!.write(), 'x.xlsx', () => true);
    const lines = sheet!.rows.map(({ cells }) => cells);
    expect(lines[0]!.slice(0, 5)).toEqual(['日期', '党组织', '姓名', '单位', '时长（小时）']);
    expect(lines.at(-1)![0]).toBe('合计');
    expect(lines.at(-1)).toContain('4.5');
    const audit = await chat.store.db.selectFrom('audit').select('action').execute();
    expect(audit.map(({ action }) => action)).toContain('export filings');
    expectSays(await chat.says('zhaoliu', '导出11月双报到'), '要由');
  });
});

describe('branch by branch', () => {
  it('shows what each registered, and who has not', async () => {
    await chat.says('zhangsan', '登记党费 11月已收齐 23人');
    expect(await chat.says('admin', '各支部党费')).toBe(
      [
        '11月党费，2 个支部共 1 条，已交人数合计 23 人。',
        '· 第一党支部 已交人数 23 人、已收齐',
        '没登记：第二党支部',
      ].join('\n'),
    );
    // A secretary sees the own branch alone, and a group no more than before.
    expect(await chat.says('sunba', '各支部党费')).not.toContain('23');
    await chat.saysIn('chat', 'zhangsan', '绑定 第一党支部');
    expect(await chat.saysIn('chat', 'admin', '各支部党费')).not.toContain('·');
  });

  it('counts and adds up what members wrote, and shows none of it', async () => {
    await chat.says('zhaoliu', '双报到 今天到幸福社区服务3小时');
    await chat.says('wangwu', '双报到 今天到南街社区服务2小时');
    const said = await chat.says('admin', '今年各支部双报到多少小时');
    expectSays(said, '共 2 条', '第一党支部 2 条，时长 5 小时');
    expect(said).not.toMatch(/社区|赵六/);
  });
});

describe('set right by the secretary', () => {
  beforeEach(async () => {
    await chat.says('zhaoliu', '双报到 昨天到幸福社区服务3小时');
    await chat.says('zhaoliu', '双报到 今天到南街社区服务2小时');
  });
  const hours = async () => (await stored()).map(({ day, by, fields }) => [day, by, fields.hours]);

  it('changes the last one, or that of the day, and keeps whose it is', async () => {
    expectSays(
      await chat.says('zhangsan', '赵六的双报到改成4小时'),
      '已改赵六双报到',
      '4 小时',
      '原来是',
      '2 小时',
    );
    expectSays(await chat.says('zhangsan', '赵六昨天的双报到改成1小时'), '11月20日', '1 小时');
    expect(await hours()).toEqual([
      ['2026-11-21', 'zhaoliu', 4],
      ['2026-11-20', 'zhaoliu', 1],
    ]);
    await chat.says('zhangsan', '撤销');
    expect((await hours())[1]).toEqual(['2026-11-20', 'zhaoliu', 3]);
  });

  it('takes one out, and brings it back', async () => {
    expectSays(await chat.says('zhangsan', '删掉赵六昨天的双报到'), '已删去赵六双报到（11月20日）');
    expect(await hours()).toEqual([['2026-11-21', 'zhaoliu', 2]]);
    await chat.says('zhangsan', '撤销');
    expect(await hours()).toHaveLength(2);
    expectSays(await chat.says('zhangsan', '删掉王五的双报到'), '没有王五登记的双报到');
  });

  it.each(['wangwu', 'sunba'])('not by %s', async (who) => {
    for (const text of ['赵六的双报到改成9小时', '删掉赵六的双报到'])
      expect(await chat.says(who, text)).not.toMatch(/已改|已删|3 小时|2 小时/);
    expect((await hours()).map(([, , count]) => count)).toEqual([2, 3]);
  });
});
