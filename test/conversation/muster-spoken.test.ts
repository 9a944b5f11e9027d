import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// What leaders and members say of a call without its name, in a flood.

let d: Dialogue;
beforeEach(async () => {
  d = await openDialogue();
});
afterEach(() => d.close());

const open = () => d.store.read((tx) => tx.openMusters());

describe('called by other words, is read back first', () => {
  it.each([
    [
      'admin',
      '紧急！一支部二支部全体党员马上到东河堤，20分钟内',
      '第一党支部全体党员、第二党支部全体党员',
      '10:20 前到东河堤',
    ],
    ['zhangsan', '一支部全体党员赶紧到村委会', '第一党支部全体党员', '11:00 前到村委会'],
    [
      'zhangsan',
      '演练一下，第一党小组半小时内到村委会',
      '【演练】集结第一党小组全体党员',
      '10:30 前到村委会',
    ],
  ])('%s: %s', async (who, text, target, where) => {
    expectSays(await d.says(who, text), target, where, '1. 发出');
    expect(await open()).toEqual([]);
    expectSays(await d.says(who, '1'), '已发出');
    expect(await open()).toHaveLength(1);
  });

  it.each(['一支部全体党员马上到齐开会', '全体党员明天到镇政府', '一支部全体党员到会', '消防演练情况怎么样'])(
    '%s calls nobody',
    async (text) => {
      expect(await d.says('zhangsan', text)).not.toContain('发出');
      expect(await open()).toEqual([]);
    },
  );
});

describe('while it stands', () => {
  beforeEach(async () => {
    await d.says('zhangsan', '集结第一支部全体党员，30分钟内到东河堤，防汛');
  });

  it.each(['现在到了多少人', '东河堤现在到了多少人', '一支部到了多少', '没到的都是谁', '还没回的有哪些人'])(
    '%s is of it',
    async (text) => expectSays(await d.says('zhangsan', text), '收到 0/5'),
  );

  it('is moved, and given more time than it had', async () => {
    d.at('2026-11-21 10:10');
    expectSays(await d.says('zhangsan', '改到西河堤，再给10分钟'), '已改', '10:40 前到西河堤', '已告诉 5 人');
    d.at('2026-11-21 10:11');
    expectSays(await d.says('zhangsan', '再给二十分钟'), '11:00 前到西河堤');
    d.at('2026-11-21 10:12');
    expectSays(await d.says('zhangsan', '改到镇政府'), '11:00 前到镇政府');
    const changes = (await d.store.read((tx) => tx.openMusters()))[0]!;
    expect(changes).toMatchObject({ place: '镇政府', arriveBy: Date.parse('2026-11-21T11:00+08:00') });
  });

  it.each(['改到周五上午', '改到下午3点开会', '改到西河堤吗？'])('%s does not move it', async (text) => {
    await d.says('zhangsan', text);
    expect((await open())[0]).toMatchObject({
      place: '东河堤',
      arriveBy: Date.parse('2026-11-21T10:30+08:00'),
    });
  });

  it('is not moved by those it calls', async () => {
    await d.says('zhaoliu', '改到西河堤，再给10分钟');
    expect((await open())[0]).toMatchObject({ place: '东河堤' });
  });

  it('more are called to the same place, which is read back', async () => {
    expect(await d.says('zhangsan', '叫上二支部')).toMatch(/要由/);
    await d.says('zhangsan', '党群先锋队加上赵六、王五');
    expectSays(await d.says('zhangsan', '先锋队也叫上'), '党群先锋队', '10:30 前到东河堤', '1. 发出');
    expectSays(await d.says('zhangsan', '不发'), '没有发');
    await d.says('admin', '集结 周九 到镇政府');
    expectSays(await d.says('admin', '叫上孙八'), '孙八', '到镇政府', '1. 发出');
    expect(await open()).toHaveLength(2);
  });

  it.each(['我到东河堤了', '已经到了', '现在到了', '已到东河堤', '东河堤到了'])(
    '%s: is there',
    async (text) => {
      expectSays(await d.says('zhaoliu', text), '已记到岗');
    },
  );

  it('我到村委会了 is of another place', async () => {
    expect(await d.says('zhaoliu', '我到村委会了')).not.toContain('已记到岗');
  });
});

it('a drill is spoken of as one', async () => {
  await d.says('zhangsan', '演练：集结 赵六、王五 到村委会');
  expectSays(await d.says('zhaoliu', '演练我到了'), '【演练】已记到岗');
  expectSays(await d.says('zhangsan', '演练情况怎么样'), '【演练】集结赵六、王五', '到岗 1');
  expectSays(await d.says('zhangsan', '导出这次演练的名单'), '名单');
  await d.says('zhangsan', '结束演练');
  expectSays(await d.says('zhangsan', '上次集结来了多少人'), '演练 1 次', '按时到岗 1');
});
