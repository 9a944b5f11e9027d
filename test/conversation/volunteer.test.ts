import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

// 志愿服务 with hours: registered in a sentence, by oneself or by the secretary for several; without hours it is the activity.

useShippedReports();
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const stored = async () =>
  (await chat.store.read((tx) => tx.filings({ kind: 'volunteer_hours', ...YEAR })))
    .map(({ personId, day, fields }) => [personId, day.slice(5), fields.hours, fields.content])
    .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

it.each([
  ['zhaoliu', '今天志愿服务3小时，打扫河道', [['zhaoliu', '11-21', 3, '打扫河道']]],
  ['zhaoliu', '志愿服务 上午两个半小时 敬老院', [['zhaoliu', '11-21', 2.5, '敬老院']]],
  [
    'zhangsan',
    '今天志愿服务2小时 赵六 李四',
    [
      ['lisi', '11-21', 2, undefined],
      ['zhaoliu', '11-21', 2, undefined],
    ],
  ],
  [
    'zhangsan',
    '志愿服务：赵六3小时，李四2小时',
    [
      ['lisi', '11-21', 2, undefined],
      ['zhaoliu', '11-21', 3, undefined],
    ],
  ],
  [
    'zhangsan',
    '昨天我和王五志愿服务半个小时，清理垃圾',
    [
      ['wangwu', '11-20', 0.5, '清理垃圾'],
      ['zhangsan', '11-20', 0.5, '清理垃圾'],
    ],
  ],
] as const)('%s: %s', async (who, said, rows) => {
  expectSays(await chat.says(who, said), '已登记志愿时长');
  expect(await stored()).toEqual(rows);
  await chat.says(who, '撤销');
  expect(await stored()).toEqual([]);
});

it.each([
  ['zhaoliu', '志愿服务2小时 李四', '要由'],
  ['zhangsan', '志愿服务2小时 孙八', '要由'],
  ['zhangsan', '志愿服务2小时 钱不多', '“钱不多”在名册里没有'],
  ['zhangsan', '明天志愿服务3小时', ''],
  ['zhangsan', '安排志愿服务 明天下午3点 河边', ''],
  ['zhangsan', '本月志愿服务几次', ''],
])('%s: %s registers nothing', async (who, said, answer) => {
  expectSays(await chat.says(who, said), answer);
  expect(await stored()).toEqual([]);
});

it('answers no question about another matter that is still open', async () => {
  expectSays(await chat.says('zhangsan', '明天党晓祖会请假'), '您是想');
  expectSays(await chat.says('zhangsan', '今天志愿服务2小时 赵六 李四'), '已登记志愿时长');
  expect(await stored()).toHaveLength(2);
});

it('is set right by what was wrong, and the same is not registered twice', async () => {
  await chat.says('zhaoliu', '志愿服务3小时，打扫河道');
  expectSays(await chat.says('zhaoliu', '我刚才志愿服务写错了，是4小时'), '已改', '时长 4 小时', '打扫河道');
  await chat.says('zhangsan', '志愿服务2小时 李四 王五');
  expectSays(await chat.says('zhangsan', '志愿服务2小时 李四'), '已经登记过');
  expect((await stored()).map(([who, , hours]) => [who, hours])).toEqual([
    ['lisi', 2],
    ['wangwu', 2],
    ['zhaoliu', 4],
  ]);
});

describe('asked about', () => {
  it('is added up for oneself and for a unit, and ranks nobody', async () => {
    await chat.says('zhaoliu', '志愿服务3小时');
    await chat.says('zhangsan', '志愿服务1.5小时 李四');
    for (const said of ['我的志愿时长', '我今年志愿服务多少小时'])
      expectSays(await chat.says('zhaoliu', said), '您的志愿时长 1 条，时长合计 3 小时');
    expectSays(await chat.says('zhangsan', '本月志愿服务时长'), '第一党支部志愿时长 2 条，时长合计 4.5 小时');
    const ranked = await chat.says('zhangsan', '志愿时长排名');
    expectSays(ranked, '第一党支部 2 条，时长 4.5 小时');
    expect(ranked).not.toMatch(/赵六|李四/u);
    expect(await chat.saysIn('chat', 'zhangsan', '本月志愿服务时长')).not.toMatch(/赵六|李四/u);
  });
});

describe('a field with choices', () => {
  it.each([
    ['2', '微信'],
    ['视频聊的', '视频'],
  ])('is asked for with them, and answered by %s', async (said, way) => {
    const asked = await chat.send({
      userId: 'zhangsan',
      channel: 'bot',
      content: { kind: 'text', text: '流动党员联系：周九，一切正常' },
    });
    expectSays(asked!.text, '还缺联系方式', '1. 电话', '4. 见面');
    expect(asked!.choices!.buttons.map(({ text }) => text).slice(0, 4)).toEqual([
      '电话',
      '微信',
      '视频',
      '见面',
    ]);
    expectSays(await chat.says('zhangsan', said), `联系方式 ${way}`, '情况 一切正常');
  });

  it('is answered by a button, and dropped by 不用', async () => {
    const ask = () =>
      chat.send({
        userId: 'zhangsan',
        channel: 'bot',
        content: { kind: 'text', text: '流动党员联系：周九，一切正常' },
      });
    const asked = await ask();
    const pressed = await chat.presses('zhangsan', asked!.choices!.buttons[3]!.key);
    expectSays(pressed!.text, '联系方式 见面');
  });
});
