import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepMusters } from '../../src/reminders/musters.ts';
import { type Dialogue, expectSays, openDialogue, SETTINGS } from '../support/dialogue.ts';

let d: Dialogue;
afterEach(() => d?.close());
const BRANCH = '集结第一支部全体党员，30分钟内到河堤，防汛';
const callsOf = async (id: number) =>
  (await d.waiting(`muster:${id}`)).filter((row) => row.rule === 'muster');
/** WeCom took what waits. */
const sent = (refused: string[] = []) =>
  d.store.db
    .updateTable('outbox')
    .set({ state: 'accepted', outcome: 'accepted', message_id: 'M', refused: JSON.stringify(refused) })
    .where('state', '=', 'waiting')
    .execute();

describe('a call', () => {
  it('of a handful leaves at once, to all of them in one message with buttons, at night too', async () => {
    d = await openDialogue();
    d.at('2026-11-21 23:40');
    expectSays(await d.says('zhangsan', BRANCH), '已发出', '5 人', '流动党员 1 人没有叫');
    const [row, ...more] = await callsOf(1);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ to: ['lisi', 'lixiaohong', 'qianqi', 'wangwu', 'zhaoliu'], rule: 'muster' });
    expect(row!.at).toBe(Date.parse('2026-11-21T23:40+08:00'));
    expect(row!.expiresAt).toBe(Date.parse('2026-11-22T00:10+08:00'));
    expectSays(
      row!.text,
      '【紧急集结】第一党支部全体党员：防汛',
      '11月22日(周日) 00:10 前到河堤',
      '张三 23:40',
    );
    expect(row!.card?.buttons.map(({ key }) => key)).toEqual([
      'muster_ack:1',
      'muster_here:1',
      'muster_no:1',
    ]);
  });

  it('of more is read back first, and one word or tap sends it', async () => {
    d = await openDialogue();
    const asked = await d.send({
      userId: 'admin',
      channel: 'bot',
      content: { kind: 'text', text: '集结全体党员到镇政府 1小时内' },
    });
    expectSays(asked!.text, '城郊党委全体党员', '共 8 人', '11:00 前到镇政府', '1. 发出', '2. 当演练发');
    expect(asked!.choices!.buttons.map(({ text }) => text)).toEqual(['发出', '当演练发', '不发']);
    expect(await callsOf(1)).toEqual([]);
    expectSays(await d.says('admin', '发出'), '已发出', '8 人');
    expect((await callsOf(1))[0]!.to).toHaveLength(8);
  });

  it('read back and not sent leaves nothing behind', async () => {
    d = await openDialogue();
    await d.says('admin', '集结全体党员到镇政府');
    expectSays(await d.says('admin', '不发'), '好的，没有发。');
    expect(await d.store.read((tx) => tx.openMusters())).toEqual([]);
  });

  it('the second way sends it as a drill, which says so everywhere', async () => {
    d = await openDialogue();
    await d.says('admin', '集结全体党员到镇政府');
    expectSays(await d.says('admin', '2'), '【演练】已发出');
    expectSays((await callsOf(1))[0]!.text, '【演练】城郊党委全体党员');
    for (const [who, text] of [
      ['zhaoliu', '收到'],
      ['zhaoliu', '到了'],
      ['admin', '集结情况'],
      ['zhaoliu', '我的'],
      ['admin', '取消集结'],
    ] as const)
      expectSays(await d.says(who, text), '【演练】');
  });

  it('of the same people within the hour is pointed out', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    d.at('2026-11-21 10:04');
    expectSays(await d.says('lisi', BRANCH), '张三 10:00 已经这样集结过一次', '1. 发出');
  });

  it('names what it did not find, and sends nothing', async () => {
    d = await openDialogue();
    expectSays(await d.says('zhangsan', '集结 抢险突击队'), '没有找到“抢险突击队”', '没有发出');
    expectSays(await d.says('zhangsan', '集结 王二麻、赵六 到村委会'), '名册里没有“王二麻”', '没有发出');
    expectSays(await d.says('zhangsan', '集结'), '要集结谁', '第一党支部');
    expectSays(await d.says('zhangsan', '集结第一支部 9点前到村委会'), '已经过了', '没有发出');
    expectSays(await d.says('zhangsan', '集结第一支部 后天9点到村委会'), '一天以内的急事', '没有发出');
    expectSays(await d.says('zhangsan', '集结第一支部 明天上午11点到村委会'), '一天以内的急事');
    expectSays(await d.says('zhangsan', '集结第九支部'), '没有找到');
    expect(await d.store.read((tx) => tx.openMusters())).toEqual([]);
  });

  it.each([
    ['zhaoliu', '集结第一支部'],
    ['zhangsan', '集结第二支部'],
    ['zhangsan', '集结全镇党员、周九'],
    ['wangwu', '集结第一支部'],
    ['sunba', '集结 赵六 到村委会'],
  ])('%s may not: %s', async (who, text) => {
    d = await openDialogue();
    expect(await d.says(who, text)).toMatch(/要由/);
    expect(await d.store.read((tx) => tx.openMusters())).toEqual([]);
  });

  it('党小组长 calls the own group, unless the settings say otherwise', async () => {
    d = await openDialogue();
    expectSays(await d.says('wangwu', '集结第一党小组 到村委会'), '已发出', '1 人');
    await d.close();
    d = await openDialogue(undefined, [], undefined, {
      ...SETTINGS,
      muster: { ...SETTINGS.muster, callers: [] },
    });
    expect(await d.says('wangwu', '集结第一党小组 到村委会')).toMatch(/要由/);
  });
});

describe('answers', () => {
  it('count by words and by button, in private and in the group, and no reason is told on', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expectSays(await d.says('zhaoliu', '收到'), '收到，已记', '10:30 前到河堤', '到岗');
    expect(await d.presses('lisi', 'muster_ack:1')).toMatchObject({
      cardState: '已收到',
      cardButtons: [{ key: 'muster_here:1' }, { key: 'muster_no:1' }],
    });
    const there = await d.presses('lisi', 'muster_here:1');
    expect(there).toMatchObject({ cardState: '已到岗' });
    expect(there).not.toHaveProperty('cardButtons');
    expectSays(await d.saysIn('chat', 'wangwu', '去不了，在外地'), '去不了');
    d.at('2026-11-21 10:20');
    expectSays(await d.says('qianqi', '收到'), '过了规定时间');
    const roll = await d.says('zhangsan', '集结情况');
    expectSays(roll, '收到 4/5（1 人超时），到岗 1，去不了 1，没回音 1', '没回音：李晓红', '王五(在外地)');
    const above = await d.says('admin', '集结情况');
    expectSays(above, '去不了：王五');
    expect(above).not.toContain('在外地');
    const group = await d.saysIn('chat', 'zhangsan', '集结情况');
    expectSays(group, '收到 4/5');
    expect(group).not.toMatch(/李晓红|王五|在外地/);
    expect(await d.says('zhaoliu', '集结情况')).not.toContain('李晓红');
  });

  it('收到 is of the muster for those it calls, and of reminders for everybody else', async () => {
    d = await openDialogue();
    const before = await d.says('zhoujiu', '收到');
    await d.says('zhangsan', BRANCH);
    expect(await d.says('zhoujiu', '收到')).toBe(before);
    expect(await d.says('zhaoliu', '收到')).not.toBe(before);
    d.at('2026-11-21 15:00');
    expect(await d.says('zhaoliu', '收到')).toBe(before);
  });

  it('签到 with its activity stays a check-in', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    await d.says('zhangsan', BRANCH);
    expectSays(await d.says('lisi', '签到'), '主题党日', '到会 1/6');
    expectSays(await d.says('lisi', '签到'), '到岗');
    await d.says('wangwu', '去不了');
    expectSays(await d.says('wangwu', '请假 发烧'), '请假已记下：主题党日');
    expectSays(await d.says('zhaoliu', '签到 主题党日'), '主题党日');
    expectSays(await d.says('zhaoliu', '到了'), '到岗');
    expectSays(await d.says('zhaoliu', '签到'), '到岗');
  });

  it('are taken back by 撤销 and corrected by whoever leads', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await d.says('zhaoliu', '收到');
    expectSays(await d.says('zhaoliu', '撤销'), '已撤销');
    expectSays(await d.says('zhangsan', '集结情况'), '收到 0/5');
    expectSays(await d.says('zhangsan', '赵六、王五到岗了'), '已记：赵六、王五到岗', '2/5');
    expectSays(await d.says('zhangsan', '钱七收到了'), '钱七收到');
    expectSays(await d.says('zhangsan', '李晓红去不了，生病'), '李晓红去不了');
    expectSays(await d.says('zhangsan', '赵六没到岗，记错了'), '赵六没有到岗', '1/5');
    expectSays(await d.says('zhangsan', '刘动到岗了'), '不在这次集结的名单里');
    expect(await d.says('zhaoliu', '王五到岗了')).toMatch(/要由/);
  });

  it('to one that is over are said to be so', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expect(await d.presses('zhoujiu', 'muster_ack:1')).toMatchObject({
      text: expect.stringContaining('没有叫您'),
    });
    expectSays(await d.says('zhangsan', '结束集结'), '集结小结', '集结已结束');
    expect(await d.presses('zhaoliu', 'muster_ack:1')).toMatchObject({
      text: expect.stringContaining('已经结束'),
      cardState: '已过期',
    });
    expect(await d.presses('zhaoliu', 'muster_ack:99')).toMatchObject({ cardState: '已过期' });
  });
});

describe('taking a call back', () => {
  it.each(['取消集结', '撤销'])('%s tells those who were told, and nobody else', async (word) => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await sent(['qianqi']);
    expectSays(await d.says('zhangsan', word), '不用去了');
    const [off, ...more] = (await d.waiting('muster:1')).filter((row) => row.rule === 'muster_off');
    expect(more).toEqual([]);
    expect(off!.to).toEqual(['lisi', 'lixiaohong', 'wangwu', 'zhaoliu']);
    expectSays(off!.text, '集结取消', '不用去了');
    expectSays(await d.says('zhaoliu', '我的'), '赵六');
    expect(await d.says('zhaoliu', '我的')).not.toContain('正在集结');
  });

  it('before anything left stops it', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expectSays(await d.says('zhangsan', '取消集结'), '还没发出的 5 人不再发');
    expect((await d.waiting('muster:1')).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('is for whoever leads it', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expect(await d.says('zhaoliu', '取消集结')).toMatch(/要由/);
    expect(await d.says('sunba', '结束集结')).toMatch(/要由/);
    expectSays(await d.says('admin', '取消集结'), '已取消');
    expectSays(await d.says('admin', '取消集结'), '现在没有集结');
  });

  it('of two asks which', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六 到村委会');
    await d.says('zhangsan', '集结 王五 到河堤');
    expectSays(await d.says('zhangsan', '结束集结'), '1. 结束集结王五', '2. 结束集结赵六');
    expectSays(await d.says('zhangsan', '2'), '赵六', '集结已结束');
    expect((await d.store.read((tx) => tx.openMusters())).map(({ target }) => target)).toEqual(['王五']);
  });
});

it('shows up in 帮助 and 我的 of those it calls, and in the list of those who lead, drills apart', async () => {
  d = await openDialogue();
  await d.says('zhangsan', BRANCH);
  expectSays(await d.says('zhaoliu', '帮助'), '正在集结第一党支部全体党员', '请回“收到”');
  expectSays(await d.says('zhaoliu', '我的'), '正在集结');
  expectSays(await d.says('zhangsan', '帮助'), '集结 第一党支部全体党员');
  await d.says('zhaoliu', '收到');
  await d.says('zhangsan', '结束集结');
  await d.says('zhangsan', '演练：集结第一党小组 到村委会');
  expectSays(
    await d.says('zhangsan', '集结记录'),
    '集结 1 次，演练 1 次',
    '5 人，按时收到 1，按时到岗 0',
    '【演练】',
  );
  expectSays(await d.says('zhaoliu', '集结记录'), '没有您能看到的集结');
});

describe('a team', () => {
  it('is put together in chat, called by its name, and led by its 队长 over branches', async () => {
    d = await openDialogue();
    for (const text of ['新建队伍 党群先锋队', '成立党群先锋队'])
      expectSays(
        await d.says('zhangsan', text),
        '请写明党群先锋队有哪些人，还没有记录',
        '党群先锋队加上张三、李四',
      );
    expectSays(await d.says('zhangsan', '党群先锋队加上赵六、王五'), '已把赵六、王五编入党群先锋队', '2 人');
    expectSays(await d.says('admin', '党群先锋队加上周九'), '3 人');
    expectSays(await d.says('zhangsan', '党群先锋队队长是王五'), '设为党群先锋队队长');
    expectSays(await d.says('zhangsan', '先锋队名单'), '党群先锋队 2 人', '队长 王五');
    expectSays(await d.says('zhangsan', '集结先锋队 到村委会'), '2 人', '队里另有 1 人不归您管');
    await d.says('zhangsan', '结束集结');
    expectSays(await d.says('wangwu', '集结党群先锋队 到河堤'), '已发出', '2 人');
    expect((await callsOf(2))[0]!.to).toEqual(['zhaoliu', 'zhoujiu']);
    expect(await d.says('zhaoliu', '集结党群先锋队')).toMatch(/要由/);
    expectSays(await d.says('zhaoliu', '我的'), '党群先锋队');
    expect(await d.says('zhaoliu', '党群先锋队加上周九')).toMatch(/要由/);
    expectSays(await d.says('zhangsan', '党群先锋队去掉赵六'), '移出党群先锋队');
    expectSays(await d.says('zhangsan', '撤销'), '编队');
    expectSays(await d.says('zhangsan', '党群先锋队名单'), '2 人');
  });
});

describe('what people say to a call', () => {
  const standsOf = async (id = 1) =>
    Object.fromEntries(
      (await d.store.read((tx) => tx.musterEntries(id, '', 50))).map(({ personId, ackAt, said, reason }) => [
        personId,
        [ackAt !== null, said, reason],
      ]),
    );

  it('with words beside it, or corrected, is heard', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expectSays(await d.says('lisi', '收到，马上来'), '收到，已记');
    expectSays(await d.says('lixiaohong', '收到 稍晚十分钟'), '收到，已记');
    await d.says('wangwu', '到岗');
    expectSays(await d.says('wangwu', '我点错了，还没到呢'), '不再记您到岗', '10:30 前到河堤');
    expectSays(await d.says('wangwu', '点错了'), '您已回收到');
    await d.says('qianqi', '去不了');
    expectSays(await d.says('qianqi', '又能去了'), '不再记您去不了');
    expectSays(await d.says('lisi', '收到，整改12进展50%'), '整改12');
    expect(await standsOf()).toEqual({
      lisi: [true, null, null],
      lixiaohong: [true, null, null],
      wangwu: [true, null, null],
      qianqi: [true, null, null],
      zhaoliu: [false, null, null],
    });
  });

  it('may say why in the next line', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await d.says('zhaoliu', '去不了');
    expectSays(await d.says('zhaoliu', '孩子发烧在医院'), '去不了');
    await d.presses('qianqi', 'muster_no:1');
    expectSays(await d.says('qianqi', '出差'), '去不了');
    // Another answer is no reason.
    await d.says('lisi', '去不了');
    await d.says('lisi', '到岗');
    // Neither is a matter of its own.
    await d.says('wangwu', '去不了');
    expectSays(await d.says('wangwu', '我的'), '王五');
    expect(await standsOf()).toMatchObject({
      zhaoliu: [true, 'cannot', '孩子发烧在医院'],
      qianqi: [true, 'cannot', '出差'],
      lisi: [true, 'arrived', null],
      wangwu: [true, 'cannot', null],
    });
  });

  it('of two calls is of both where it is read, and asked about where one is at one place', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六 到村委会');
    await d.says('admin', '集结 赵六、周九 到镇政府');
    expectSays(await d.says('zhaoliu', '收到'), '到镇政府', '到村委会');
    const asked = await d.says('zhaoliu', '到岗');
    expectSays(asked, '1. 集结赵六、周九（到镇政府）：到岗', '2. 集结赵六（到村委会）：到岗');
    await d.says('zhaoliu', '2');
    expect(await standsOf(1)).toMatchObject({ zhaoliu: [true, 'arrived', null] });
    expect(await standsOf(2)).toMatchObject({ zhaoliu: [true, null, null] });
    // What only one of them lacks is of that one.
    expectSays(await d.says('zhaoliu', '到岗'), '已记到岗');
    expect(await standsOf(2)).toMatchObject({ zhaoliu: [true, 'arrived', null] });
    // Each caller sees the own one.
    expectSays(await d.says('zhangsan', '集结情况'), '集结赵六，');
    expectSays(await d.says('admin', '集结情况'), '集结赵六、周九，');
  });

  it('by its caller of others is marked by names alone, and an order to come is no arrival', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    expectSays(await d.says('zhangsan', '李四、王五都到岗了'), '已记：李四、王五到岗');
    expectSays(await d.says('zhangsan', '李四还没到，记错了'), '李四没有到岗');
    expectSays(await d.says('zhangsan', '赵六来不了，住院'), '赵六去不了');
    for (const order of ['马上让李四、钱七到村委会来', '叫钱七过来', '马云到岗了'])
      await d.says('zhangsan', order);
    await d.says('sunba', '钱七到岗了');
    expect(await standsOf()).toMatchObject({
      lisi: [false, null, null],
      wangwu: [true, 'arrived', null],
      zhaoliu: [true, 'cannot', '住院'],
      qianqi: [false, null, null],
    });
    for (const asked of ['谁还没到', '还有谁没回？', '发出'])
      expectSays(await d.says('zhangsan', asked), '没回音：李四、李晓红、钱七');
  });

  it('after it has ended is told so, where only musters have that word', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await d.says('zhangsan', '结束集结');
    d.at('2026-11-21 11:00');
    expectSays(await d.says('wangwu', '到岗'), '已经结束，没有记录');
    expect(await d.says('wangwu', '收到')).not.toContain('集结');
    expect(await d.says('jiji', '到岗')).not.toContain('已经结束');
    d.at('2026-11-22 11:00');
    expect(await d.says('wangwu', '到岗')).not.toContain('已经结束');
  });
});

it('read back, is sent as a drill by the words of its button', async () => {
  d = await openDialogue();
  await d.says('admin', '集结全体党员到镇政府 1小时内');
  expectSays(await d.says('admin', '当演练发'), '【演练】已发出', '8 人');
  expectSays(await d.says('admin', '演练结束'), '【演练】集结小结');
});

it('called in private, is nothing a group hears of but its counts', async () => {
  d = await openDialogue();
  await d.saysIn('g1', 'zhangsan', '绑定 第一党支部');
  await d.says('zhangsan', BRANCH);
  const said: string[] = [];
  for (const [who, text] of [
    ['zhangsan', '集结情况'],
    ['lisi', '收到'],
    ['lisi', '我的'],
    ['wangwu', '到岗'],
    ['wangwu', '点错了'],
    ['zhangsan', '李四到岗了'],
    ['zhangsan', '集结记录'],
    ['zhangsan', '导出集结名单'],
    ['zhangsan', '结束集结'],
  ] as const)
    said.push(await d.saysIn('g1', who, text));
  expectSays(said[0]!, '收到 0/5');
  expect(said.join('')).not.toMatch(/河堤|防汛|全体党员/);
  // What was called here may be read here, and in no other group.
  await d.saysIn('g1', 'zhangsan', '集结第一党小组 20分钟内到村口');
  expectSays(await d.saysIn('g1', 'lisi', '集结情况'), '第一党小组全体党员', '村口');
  expect(await d.saysIn('g2', 'lisi', '集结情况')).not.toMatch(/村口|党小组/);
  expectSays(await d.says('lisi', '集结情况'), '村口');
});

it('called off, has nobody called a second time who was still to be, and exports the own list before others', async () => {
  d = await openDialogue();
  await d.says('zhangsan', BRANCH);
  await d.store.write((tx) => tx.addMusterBatches(1, 'nudge', [['lisi', 'wangwu']]));
  expectSays(await d.says('zhangsan', '取消集结'), '7 人不再发');
  expect(await d.store.read((tx) => tx.mustersToTell())).toEqual([]);
  await d.says('zhangsan', '集结 赵六 到村委会');
  d.at('2026-11-21 10:05');
  await d.says('sunba', '集结 周九 到镇政府');
  expectSays(await d.says('zhangsan', '导出集结名单'), '集结赵六的名单');
  expectSays(await d.says('sunba', '导出集结名单'), '集结周九的名单');
});

it('ended by one of those who may, is the own one, and what is said of a meeting is no answer', async () => {
  d = await openDialogue();
  await d.says('zhangsan', '安排 党课 今天10点20 三楼会议室');
  await d.says('zhangsan', BRANCH);
  await d.says('lisi', '集结 王五 到村委会');
  expectSays(await d.says('zhaoliu', '今天的党课，去不了'), '请假', '党课');
  expectSays(await d.says('lisi', '结束集结'), '集结小结：王五');
  expect((await d.store.read((tx) => tx.openMusters())).map(({ id }) => id)).toEqual([1]);
  expect((await d.store.read((tx) => tx.musterEntry(1, 'zhaoliu')))!.said).toBeNull();
});

it('answered on the very minute, is answered in time, and a minute later is not', async () => {
  d = await openDialogue();
  await d.says('zhangsan', BRANCH);
  d.at('2026-11-21 10:10');
  await d.says('lisi', '收到');
  await d.says('zhaoliu', '收到');
  d.at('2026-11-21 10:30');
  await d.says('lisi', '到岗');
  await d.says('wangwu', '到岗');
  d.at('2026-11-21 10:31');
  await d.says('zhaoliu', '到岗');
  expectSays(await d.says('zhangsan', '结束集结'), '10 分钟内收到 2 人，按时到岗 2 人，晚到 1 人');
});

it('portions of a call off that are still to be told are told, and those of the call are not', async () => {
  d = await openDialogue();
  await d.says('zhangsan', '集结 赵六、王五 到村委会');
  await d.says('zhangsan', '取消集结');
  await d.store.write(async (tx) => {
    await tx.addMusterBatches(1, 'call', [['lisi']]);
    await tx.addMusterBatches(1, 'off', [['qianqi']]);
  });
  const rules = { render: d.tools.templates.render, privateChannel: 'app' as const };
  await stepMusters(d.store, rules, Date.parse('2026-11-21T10:01+08:00'));
  const added = (await d.waiting('muster:1')).filter(({ state }) => state === 'waiting');
  expect(added.map(({ rule, to }) => [rule, to])).toEqual([['muster_off', ['qianqi']]]);
});

it('refused as a whole, names everybody it did not reach', async () => {
  d = await openDialogue();
  await d.says('zhangsan', '集结 赵六、王五 到村委会');
  await d.store.db
    .updateTable('outbox')
    .set({ state: 'refused', outcome: 'refused', refused: '[]' })
    .where('rule', '=', 'muster')
    .execute();
  const told = await d.says('zhangsan', '集结情况');
  expect(told).toMatch(/消息没有送到，请打电话：(?:王五、赵六|赵六、王五)/);
});

it('of several branches, each secretary reads of the own people alone, the unreached too', async () => {
  d = await openDialogue();
  await d.says('admin', '集结全体党员到镇政府 1小时内');
  await d.says('admin', '发出');
  await sent(['lisi', 'zhoujiu']);
  const own = await d.says('sunba', '集结情况');
  expectSays(own, '（第二党支部）', '收到 0/2', '请打电话：周九');
  expect(own).not.toContain('李四');
  expectSays(await d.says('admin', '集结情况'), '请打电话：李四、周九');
});

describe('a call that is changed', () => {
  const waiting = async (rule: string) => (await d.waiting('muster:1')).filter((row) => row.rule === rule);
  const step = () => {
    const rules = { render: d.tools.templates.render, privateChannel: 'app' as const };
    return stepMusters(d.store, rules, Date.parse('2026-11-21T10:05+08:00'));
  };
  const open = async () => {
    d = await openDialogue();
    d.at('2026-11-21 10:00');
    await d.says('zhangsan', BRANCH);
    await sent();
    d.at('2026-11-21 10:02');
  };

  it.each([
    ['集结改到镇政府', '10:30 前到镇政府'],
    ['集结地点改为镇政府', '10:30 前到镇政府'],
    ['集结改到11点到镇政府', '11:00 前到镇政府'],
    ['集结时间改到11点', '11:00 前到河堤'],
    ['集结改为40分钟内到镇政府', '10:42 前到镇政府'],
  ])('%s is told once to all but those who cannot come', async (said, where) => {
    await open();
    await d.says('zhaoliu', '去不了，在外地');
    expectSays(await d.says('zhangsan', said), where, '已告诉 4 人');
    await step();
    const told = await waiting('muster_change');
    expect(told.map(({ to }) => to)).toEqual([['lisi', 'lixiaohong', 'qianqi', 'wangwu']]);
    expectSays(told[0]!.text, '有变动', where);
    expectSays(await d.says('zhangsan', said.replace('40分钟内', '')), '没有再发');
    await step();
    expect(await waiting('muster_change')).toHaveLength(1);
  });

  it('is taken back by 撤销, and stays open', async () => {
    await open();
    await d.says('zhangsan', '集结改到镇政府');
    d.at('2026-11-21 10:03');
    expectSays(await d.says('zhangsan', '撤销'), '刚才对集结的改动');
    expectSays(await d.says('zhangsan', '集结情况'), '10:30 前到河堤');
    await step();
    expect((await waiting('muster_change')).map(({ text }) => text.includes('河堤'))).toEqual([true, true]);
  });

  it.each(['集结改到哪里了？', '三会一课改到镇政府', '集合改期'])('%s changes nothing', async (said) => {
    await open();
    await d.says('zhangsan', said);
    expectSays(await d.says('zhangsan', '集结情况'), '10:30 前到河堤');
  });

  it('calls the silent again, not at once and not whoever has answered', async () => {
    await open();
    expectSays(await d.says('zhangsan', '再叫一次'), '刚叫过');
    d.at('2026-11-21 10:05');
    await d.says('zhaoliu', '收到');
    expectSays(await d.says('zhangsan', '再催一下没回的'), '还没回音的 4 人');
    await step();
    expect((await waiting('muster_nudge')).map(({ to }) => to)).toEqual([
      ['lisi', 'lixiaohong', 'qianqi', 'wangwu'],
    ]);
    expectSays(await d.says('zhangsan', '再叫一次'), '刚叫过');
  });

  it.each([
    ['都到了', 4, ''],
    ['除了赵六都到岗了', 3, '收到还没到：赵六'],
    ['除赵六、王五外，其他人都到齐了', 2, '王五'],
  ])('%s marks all but those who are named or cannot come', async (said, arrived, rest) => {
    await open();
    await d.says('zhaoliu', '收到');
    await d.says('lisi', '去不了，在外地');
    expectSays(await d.says('zhangsan', said), `到岗 ${arrived}/5`);
    expectSays(await d.says('zhangsan', '集结情况'), '去不了 1', rest);
    await d.says('zhangsan', '撤销');
    expectSays(await d.says('zhangsan', '集结情况'), '到岗 0');
  });

  it('marks nobody where it is not known who is left out, or by somebody who was called', async () => {
    await open();
    expectSays(await d.says('zhangsan', '除了钱不多都到岗了'), '不在这次集结的名单里');
    await d.says('zhaoliu', '都到岗了');
    expectSays(await d.says('zhangsan', '集结情况'), '到岗 0');
  });
});

describe('figures', () => {
  it('count who answered and came in time, drills apart, and nothing that was called off', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六、王五 到村委会');
    await d.says('zhaoliu', '到岗');
    d.at('2026-11-21 10:11');
    await d.says('wangwu', '收到');
    await d.says('zhangsan', '结束集结');
    await d.says('zhangsan', '演练：集结 李四 到村委会');
    await d.says('lisi', '收到');
    await d.says('zhangsan', '结束集结');
    await d.says('zhangsan', '集结 赵六 到村委会');
    await d.says('zhangsan', '取消集结');
    const lines = ['集结 1 次，演练 1 次', '集结：叫了 2 人次，按时收到 1（50%），按时到岗 1（50%）'];
    for (const said of ['今年集结了几次', '本月集结收到率', '第一支部集结到岗率'])
      expectSays(await d.says('zhangsan', said), ...lines, '演练：叫了 1 人次，按时收到 1（100%）');
    expectSays(await d.says('zhangsan', '上月集结收到率'), '没有集结');
    expectSays(await d.says('admin', '第二支部集结到岗率'), '没有集结');
    expect(await d.says('zhaoliu', '本月集结收到率')).toMatch(/要问/);
  });

  it('are told where the roll is asked for and none is going on', async () => {
    d = await openDialogue();
    expectSays(await d.says('zhangsan', '集结到岗情况'), '没有正在进行的集结', '2026年：没有集结');
    expect(await d.says('zhaoliu', '集结到岗情况')).not.toContain('2026年');
  });
});

describe('clumsy and not meant', () => {
  it('called in other words is asked about, however few they are', async () => {
    d = await openDialogue();
    expectSays(await d.says('wangwu', '马上集合第一党小组的人到村口'), '将集结第一党小组全体党员', '1. 发出');
    expect(await d.store.read((tx) => tx.openMusters())).toEqual([]);
  });

  it('of two at once, who leads neither hears of neither, and the group not whom', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六、王五 到河堤');
    await d.says('zhangsan', '集结 李四 到村委会');
    for (const who of ['zhaoliu', 'sunba']) {
      const answer = await d.says(who, '结束集结');
      expect(answer).toMatch(/要由/u);
      expect(answer).not.toMatch(/赵六|王五|集结李四/u);
    }
    expect(await d.saysIn('chat', 'zhangsan', '结束集结')).not.toMatch(/赵六|王五|李四/u);
    expectSays(await d.says('zhangsan', '结束集结'), '1. 结束集结李四', '2. 结束集结赵六、王五');
    await d.says('zhangsan', '1');
    expectSays(await d.says('zhangsan', '结束集结'), '集结小结');
    expectSays(await d.says('zhangsan', '结束集结'), '现在没有集结');
  });

  it('到岗 of somebody not called, and 收到 after it is over, change nothing and say so', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六、王五 到河堤');
    expectSays(await d.says('lisi', '到岗'), '没有叫您');
    expectSays(await d.says('zhaoliu', '收到收到'), '收到，已记');
    d.at('2026-11-21 10:20');
    await d.says('zhangsan', '结束集结');
    expectSays(await d.says('wangwu', '收到'), '已经结束，没有记录');
    expect(await d.says('zhaoliu', '收到')).not.toContain('已经结束');
  });

  it.each(['人来齐了没', '还有哪个没回话', '来了几个', '几个人到了'])(
    '%s asks whoever called',
    async (said) => {
      d = await openDialogue();
      await d.says('zhangsan', '集结 赵六、王五 到河堤');
      expectSays(await d.says('zhangsan', said), '没回音 2');
    },
  );

  it.each(['不用来了，水退了', '解散吧'])('%s asks whether it is over or called off', async (said) => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六、王五 到河堤');
    expectSays(await d.says('zhangsan', said), '1. 结束集结赵六、王五', '2. 取消集结赵六、王五');
    expectSays(await d.says('zhangsan', '2'), '已取消集结');
    expect(await d.says('zhangsan', said)).not.toContain('集结');
  });
});

describe('a card', () => {
  /** WeCom took the call, and gave its code. */
  const took = (code: string) =>
    d.store.db
      .updateTable('outbox')
      .set({ state: 'accepted', outcome: 'accepted', message_id: 'M', response_code: code })
      .where('state', '=', 'waiting')
      .where('kind', '=', 'push')
      .execute();
  const updates = async () =>
    (await d.store.db.selectFrom('outbox').selectAll().where('kind', '=', 'card').execute()).map(
      ({ recipients, payload }) => {
        const { responseCode, cardState } = JSON.parse(String(payload));
        return [responseCode, JSON.parse(String(recipients)), cardState];
      },
    );

  it('of one who is called alone is greyed by what is said in words, or by others for them', async () => {
    d = await openDialogue();
    await d.says('zhangsan', '集结 赵六 到村委会');
    await took('C1');
    await d.says('zhaoliu', '收到');
    expect(await updates()).toEqual([]);
    await d.says('zhaoliu', '到岗');
    expect(await updates()).toEqual([['C1', ['zhaoliu'], '已到岗']]);
    await d.says('zhangsan', '集结 王五 到村委会');
    await took('C2');
    await d.says('zhangsan', '王五到岗了');
    expect((await updates())[1]).toEqual(['C2', ['wangwu'], '已到岗']);
  });

  it('that was pressed before is greyed by the code of the press', async () => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await took('C');
    await d.send({
      userId: 'lisi',
      content: { kind: 'button', buttonKey: 'muster_ack:1', taskId: 't', responseCode: 'P' },
    });
    await d.says('lisi', '到岗');
    // Nobody's card has a code of its own but the one that was pressed.
    await d.says('wangwu', '到岗');
    expect(await updates()).toEqual([['P', ['lisi'], '已到岗']]);
    await d.says('qianqi', '去不了，在外地');
    expect(await updates()).toHaveLength(1);
  });

  it.each([
    ['结束集结', '集结已结束'],
    ['取消集结', '集结已取消'],
    ['撤销', '集结已取消'],
  ])('%s greys all', async (word, state) => {
    d = await openDialogue();
    await d.says('zhangsan', BRANCH);
    await took('C');
    await d.says('zhangsan', word);
    expect(await updates()).toEqual([['C', ['lisi', 'lixiaohong', 'qianqi', 'wangwu', 'zhaoliu'], state]]);
  });
});

describe('several at once, called in private', () => {
  beforeEach(async () => {
    d = await openDialogue();
    await d.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    await d.says('zhangsan', '集结 赵六 到村委会');
    d.at('2026-11-21 10:04');
    await d.says('admin', '集结 赵六、周九 到镇政府 防汛');
  });

  it('are told apart in the group by when they were called, and by nothing else', async () => {
    const said: string[] = [];
    said.push(await d.saysIn('g1', 'zhaoliu', '收到'));
    expectSays(said[0]!, '集结（10:04 叫的）', '集结（10:00 叫的）');
    said.push(await d.saysIn('g1', 'zhangsan', '集结情况'));
    expectSays(said[1]!, '集结（10:00 叫的）', '收到 1/1');
    said.push(await d.saysIn('g1', 'zhaoliu', '到岗'));
    expectSays(said[2]!, '1. 集结（10:04 叫的）：到岗', '2. 集结（10:00 叫的）：到岗');
    said.push(await d.saysIn('g1', 'zhaoliu', '2'));
    expect(said.join('')).not.toMatch(/镇政府|村委会|防汛|周九/);
    expectSays(await d.says('zhangsan', '集结情况'), '到岗 1');
    expectSays(await d.says('admin', '集结情况'), '到岗 0');
  });

  it('are named in private where both are answered', async () => {
    expectSays(
      await d.says('zhaoliu', '收到'),
      '已记集结赵六、周九。请 11:04 前到镇政府',
      '已记集结赵六。请 11:00 前到村委会',
    );
  });

  it('of one minute are asked about in private', async () => {
    await d.says('zhangsan', '取消集结');
    await d.says('zhangsan', '集结 赵六 到村委会');
    expectSays(await d.saysIn('g1', 'zhaoliu', '到岗'), '2 个集结', '请私下回复我“到岗”');
    expectSays(await d.says('zhaoliu', '到岗'), '1. 集结赵六（到村委会）');
  });
});

it('of a drill, everything that leaves says so: the call, its change, the second call, what is reported, the end', async () => {
  d = await openDialogue();
  await d.says('zhangsan', '演练：集结 赵六、王五、李四 30分钟内到村委会');
  await sent(['lisi']);
  const rules = { render: d.tools.templates.render, privateChannel: 'app' as const };
  const step = (time: string) => {
    d.at(`2026-11-21 ${time}`);
    return stepMusters(d.store, rules, Date.parse(`2026-11-21T${time}+08:00`));
  };
  await step('10:01');
  await d.says('zhangsan', '集结改到镇政府');
  await step('10:11');
  await step('10:31');
  await d.says('zhangsan', '取消集结');
  const rows = [...(await d.waiting('muster:1')), ...(await d.waiting('muster_report:1'))];
  const byRule = Map.groupBy(rows, ({ rule }) => rule);
  expect([...byRule.keys()].sort()).toEqual([
    'muster',
    'muster_change',
    'muster_nudge',
    'muster_off',
    'muster_report',
  ]);
  for (const { text, card } of rows) {
    expect(text).toMatch(/^【演练】/);
    if (card) expect(card.title).toContain('演练');
  }
});

it('ended, leaves nobody to be told of its change', async () => {
  d = await openDialogue();
  await d.says('zhangsan', BRANCH);
  await d.says('zhangsan', '集结改到镇政府');
  expect(await d.store.read((tx) => tx.mustersToTell())).toEqual([1]);
  await d.says('zhangsan', '结束集结');
  expect(await d.store.read((tx) => tx.mustersToTell())).toEqual([]);
});
