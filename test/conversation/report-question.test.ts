// Said to a report that does not add up: figures, people and everybody are of that report, other meetings are not.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { storeOf } from '../support/stored.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  chat.at('2026-11-21 18:00');
});
afterEach(() => chat.close());

const { record, states } = storeOf(() => chat);

describe('more came than are due', () => {
  const TOO_MANY = '上报 主题党日 今天 应到6 实到20';

  it('is offered nothing that takes 应到 off the roster', async () => {
    const asked = await chat.says('zhangsan', TOO_MANY);
    expectSays(asked, '1. 应到 6 人，实到 6 人', '例如：应到6 实到6');
    expect(asked).not.toContain('2. ');
  });

  it.each(['全都到了', '都到了', '应到尽到', '无一缺席', '没有缺席的'])(
    '%s is the whole roll',
    async (text) => {
      await chat.says('zhangsan', TOO_MANY);
      expectSays(await chat.says('zhangsan', text), '已记录', '应到 6 人，实到 6 人');
      expect(await states(1)).toMatchObject({ wangwu: 'present', zhaoliu: 'present' });
    },
  );

  it.each([
    ['王五没来，其他人都到了', '缺席 1 人：王五', 'absent'],
    ['王五请假，其他都到了', '请假 1 人：王五', 'leave'],
  ])('%s is the whole roll but one', async (text, line, state) => {
    await chat.says('zhangsan', TOO_MANY);
    expectSays(await chat.says('zhangsan', text), '已记录', '应到 6 人，实到 5 人', line);
    expect(await states(1)).toMatchObject({ wangwu: state, zhaoliu: 'present' });
  });

  it('迟到 is no absence', async () => {
    await chat.says('zhangsan', TOO_MANY);
    expectSays(await chat.says('zhangsan', '王五迟到了'), '1. 应到 6 人，实到 6 人');
    expectSays(await chat.says('zhangsan', '1'), '实到 6 人（迟到：王五）');
    expect(await states(1)).toMatchObject({ wangwu: 'late' });
  });
});

describe('more are away than are missing', () => {
  const TWO_AWAY = '上报 主题党日 今天 应到6 实到5 请假李四、王五';

  it.each(['李四其实到了', '李四来了', '李四来晚了'])(
    '%s takes him off the list of those away',
    async (text) => {
      expectSays(await chat.says('zhangsan', TWO_AWAY), '没到的写了 2 人');
      expectSays(await chat.says('zhangsan', text), '已记录', '实到 5 人', '请假 1 人：王五');
      expect(await states(1)).toMatchObject({
        lisi: text === '李四来晚了' ? 'late' : 'present',
        wangwu: 'leave',
      });
      expect(await record(1)).toMatchObject({ expected: 6, present: 5 });
    },
  );

  it('who was not named is signed in for, and nothing is recorded', async () => {
    await chat.says('zhangsan', TWO_AWAY);
    expectSays(await chat.says('zhangsan', '赵六来了'), '代签 1 人：赵六');
    expect(await record(1)).toBeUndefined();
  });
});

describe('应到 that is set right afterwards', () => {
  const said = (text: string) => chat.says('zhangsan', text);

  it.each([
    ['应到15', '1. 没有错，照写的记'],
    ['应到8', '2. 应到 6 人，实到 4 人'],
  ])('%s is asked about as in a report', async (text, way) => {
    await said('上报 主题党日 今天 应到6 实到4 请假李四(住院)、王五(出差)');
    expectSays(await said(text), '名册上应到 6 人', way);
    expect(await record(1)).toMatchObject({ expected: 6, present: 4 });
  });

  it('offers figures that fit where they fit no way that was written', async () => {
    await said('上报 主题党日 今天 应到6 实到5 请假李四');
    expectSays(await said('应到5'), '李四原来记的是没到', '例如：应到6 实到5');
    expectSays(await said('1'), '应到 6 人，实到 5 人，请假 1 人：李四');
  });

  it('is asked about for a meeting that was planned too', async () => {
    expectSays(await said('上报 主题党日 今天 应到23 实到21'), '写的应到 23 人，名册上应到 6 人');
    expect(await record(1)).toBeUndefined();
  });
});

it('a meeting of another kind takes nothing of the one that is asked about', async () => {
  expectSays(await chat.says('zhangsan', '安排 党员大会 12月3日，三楼，王五讲课'), '什么时候开始');
  const planned = await chat.says('zhangsan', '12月4号晚上8点支委会');
  expectSays(planned, '支部委员会会议，12月4日(周五) 20:00。');
  expect(planned).not.toMatch(/三楼|王五/);
});
