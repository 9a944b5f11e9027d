import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filingRows } from '../../src/reports/filing-file.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

// What was registered, set right and asked about as people say it. Now is Saturday 2026-11-21, 10:00.

let chat: Dialogue;
useShippedReports();
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
/** Oldest first. */
const stored = async () => (await chat.store.read((tx) => tx.filings(YEAR))).toSorted((a, b) => a.id - b.id);

describe('setting right what was said last', () => {
  it('takes a bare figure, a day, and one person out of several', async () => {
    await chat.says('zhangsan', '上个月党费23人都交了');
    expectSays(await chat.says('zhangsan', '不对，是22'), '已改', '10月', '22 人', '原来是：已交人数 23 人');
    await chat.says('zhangsan', '民情日记 11月15号走访王婶，反映路滑');
    expectSays(await chat.says('zhangsan', '刚才那条日子记错了，是11月16号'), '已改民情日记（11月16日）');
    await chat.says('zhangsan', '志愿服务3小时 李四 赵六 清理河道');
    expectSays(
      await chat.says('zhangsan', '其中赵六是2小时'),
      '已改赵六志愿时长',
      '2 小时',
      '原来是：时长 3 小时',
    );
    const hours = (await stored()).filter(({ kind }) => kind === 'volunteer_hours');
    expect(hours.map(({ personId, fields }) => [personId, fields.hours])).toEqual([
      ['lisi', 3],
      ['zhaoliu', 2],
    ]);
    expect((await stored()).map(({ kind, fields }) => [kind, fields.paid]).slice(0, 1)).toEqual([
      ['party_dues', 22],
    ]);
  });

  it('changes nothing where a figure may be of any of several, or of none', async () => {
    await chat.says('zhangsan', '志愿服务3小时 李四 赵六 清理河道');
    expect(await chat.says('zhangsan', '不对，是2小时')).not.toContain('已改');
    expect((await stored()).map(({ fields }) => fields.hours)).toEqual([3, 3]);
  });

  it('takes back one of a day, and of nobody else', async () => {
    await chat.says('zhaoliu', '民情日记：11月19日走访王大爷家');
    await chat.says('zhaoliu', '民情日记：11月20日走访李奶奶家');
    await chat.says('zhangsan', '民情日记：11月19日走访陈叔家');
    expectSays(await chat.says('zhaoliu', '把11月19号的民情日记删了'), '已删去', '王大爷家');
    expectSays(await chat.says('zhaoliu', '把11月18号的民情日记删了'), '没有登记过');
    expect((await stored()).map(({ fields }) => fields.place)).toEqual(['李奶奶家', '陈叔家']);
    await chat.says('zhaoliu', '撤销');
    expect(await stored()).toHaveLength(3);
  });
});

describe('what is of somebody else, or of another time', () => {
  it('is registered by whoever it is of', async () => {
    expectSays(
      await chat.says('zhangsan', '帮赵六记一条民情日记：今天走访李奶奶，缺煤'),
      '本人登记',
      '赵六',
      '走访李奶奶，缺煤',
    );
    expect(await stored()).toEqual([]);
  });

  it('keeps a time that the words tell within the words', async () => {
    expectSays(await chat.says('zhangsan', '流动党员联系 李四 微信 说年底回来'), '第四季度');
    expectSays(await chat.says('zhaoliu', '民情日记 昨天去王大爷家，水管冻裂了，说明天来修'), '11月20日');
    expectSays(await chat.says('zhangsan', '工作记实：走访两户，12月再去'), '（11月）');
    expectSays(await chat.says('zhaoliu', '民情日记 明天去王大爷家'), '11月22日还没到');
    expect((await stored()).map(({ period, day }) => [period, day])).toEqual([
      ['2026-Q4', '2026-11-21'],
      ['', '2026-11-20'],
      ['2026-11', '2026-11-21'],
    ]);
  });
});

describe('fields', () => {
  it.each([
    ['双报到2个半小时 幸福社区', { unit: '幸福社区', hours: 2.5 }],
    ['登记一下双报到，昨天在幸福社区扫雪俩小时', { unit: '幸福社区', hours: 2 }],
  ])('of %s', async (text, fields) => {
    await chat.says('zhaoliu', text);
    expect(await stored()).toMatchObject([{ kind: 'community_report', fields }]);
  });

  it('of an answer that says the name again are only what is behind it', async () => {
    expectSays(await chat.says('zhaoliu', '双报到 3小时'), '还缺单位');
    await chat.says('zhaoliu', '双报到一上午 阳光社区');
    expect(await stored()).toMatchObject([{ fields: { unit: '阳光社区', hours: 3 } }]);
    expectSays(await chat.says('zhaoliu', '双报到 2小时 幸福社区'), '幸福社区');
    expect((await stored())[1]!.fields.content).not.toBe('2小时');
  });

  it('have none for money, and say so', async () => {
    expectSays(
      await chat.says('zhangsan', '党费收了23个人，一共287块5'),
      '23 人',
      '不记金额',
      '287块5没有记',
    );
    expectSays(await chat.says('zhangsan', '党费12块5'), '不记金额');
    expect(await chat.says('zhangsan', '登记党费 11月已收齐 22人')).not.toContain('金额');
    expect(await stored()).toHaveLength(1);
  });
});

describe('asking', () => {
  it('which months lack, of one branch and of several', async () => {
    await chat.says('zhangsan', '上个月党费23人都交了');
    expectSays(await chat.says('zhangsan', '今年党费哪个月没登'), '第一党支部', '8月、9月、11月');
    const all = await chat.says('admin', '今年党费哪个月没登');
    expectSays(all, '10月 1/2 个支部：第二党支部', '11月 2/2 个支部');
    expect(all).not.toContain('12月');
    expectSays(await chat.says('zhaoliu', '今年党费哪个月没登'), '张三');
  });

  it('goes on in other words', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['11月的工作纪实写了啥', '月度工作记实 0 条'],
      ['流动党员这季度联系了没', '流动党员联系 0 条'],
      ['民情日记是干啥的', '一句话就行'],
      ['工作记实还有几天到期', '11月30日前'],
    );
    expectSays(await chat.says('admin', '催一下没报党费的'), '没登记', '不用另外催');
    // Of one person nothing is kept: what is, and whom to ask.
    expectSays(await chat.says('zhaoliu', '我党费交了没'), '请问支部书记');
  });
});

describe('what one message holds more than once', () => {
  it('gives each person the figure that stands behind them', async () => {
    await chat.says('zhangsan', '志愿服务 张三 李四 各2小时 王五1小时');
    expect((await stored()).map(({ personId, fields }) => [personId, fields.hours])).toEqual([
      ['zhangsan', 2],
      ['lisi', 2],
      ['wangwu', 1],
    ]);
  });

  it('stands in the file under whose it is, and says who told it', async () => {
    await chat.says('zhangsan', '志愿服务 李四2小时 王五1小时');
    const request = { kind: 'volunteer_hours', ...YEAR, unitIds: [chat.unitId('第一党支部')] };
    const found = await chat.store.read((tx) => filingRows(tx, request, chat.tools.templates.render, 0));
    expect(found!.rows.map((row) => [row[2], row[3], row.at(-3)])).toEqual([
      ['李四', 2, '张三'],
      ['王五', 1, '张三'],
    ]);
  });

  it('registers no period out of two', async () => {
    expectSays(await chat.says('zhangsan', '党费 全支部22人收齐 10月和11月'), '一期一期');
    expect(await stored()).toEqual([]);
  });

  it('counts on from what was there', async () => {
    await chat.says('zhangsan', '党费还没收完，才收了15个');
    expectSays(await chat.says('zhangsan', '党费又收了3个'), '18 人、未收齐', '原来是：已交人数 15 人');
    expect(await stored()).toMatchObject([{ fields: { paid: 18, complete: false } }]);
    await chat.says('zhangsan', '撤销');
    expect(await stored()).toMatchObject([{ fields: { paid: 15 } }]);
  });
});

describe('of a branch', () => {
  it('is set right by whoever speaks for it, and by nobody else', async () => {
    await chat.says('zhangsan', '党费22');
    expectSays(await chat.says('admin', '第一支部党费改成21人'), '已改第一党支部党费', '21 人');
    expectSays(await chat.says('lisi', '党费人数改成20'), '已改', '20 人');
    expectSays(await chat.says('sunba', '第一支部党费改成2人'), '张三');
    expectSays(await chat.says('zhaoliu', '党费改成2人'), '张三');
    expectSays(await chat.says('admin', '第二支部党费改成2人'), '第二党支部没有登记过');
    expect(await stored()).toMatchObject([{ fields: { paid: 20 } }]);
  });

  it('is registered by those above in its name', async () => {
    expectSays(await chat.says('admin', '给第二支部登记党费 15人收齐'), '已登记第二党支部党费', '15 人');
    expectSays(await chat.says('admin', '这个月党费没收的支部'), '第一党支部');
  });
});

describe('a field by its name, and what was said last', () => {
  it('is set right alone', async () => {
    await chat.says('zhaoliu', '双报到 11月19日 幸福社区 2小时');
    expectSays(await chat.says('zhaoliu', '双报到时长改成1小时'), '单位 幸福社区、时长 1 小时');
    await chat.says('zhaoliu', '志愿服务2小时');
    expectSays(await chat.says('zhaoliu', '改成3小时'), '已改志愿时长', '3 小时');
    expect(await chat.says('zhaoliu', '改成明天')).not.toContain('已改');
    expectSays(await chat.says('zhaoliu', '删掉刚才的志愿服务'), '已撤销');
    expect((await stored()).map(({ fields }) => fields.hours)).toEqual([1, 2]);
  });

  it('is asked for where only the name is said, and nobody is put first', async () => {
    expectSays(await chat.says('zhaoliu', '我要写民情日记'), '还缺内容');
    expectSays(await chat.says('zhaoliu', '走访了张奶奶，老人感冒了'), '已登记民情日记');
    expectSays(await chat.says('zhangsan', '谁志愿服务时间最长'), '不排名');
    expectSays(await chat.says('zhangsan', '我们支部今年志愿服务一共多少小时'), '志愿时长 0 条');
  });
});
