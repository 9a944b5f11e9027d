// What changes at one minute: each side of it is looked at.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

describe('a check-in', () => {
  it.each([
    ['2026-11-25 14:29', '14:30 起可以签到'],
    ['2026-11-25 14:30', '赵六已签到'],
    ['2026-11-25 16:59', '赵六已签到'],
    ['2026-11-25 17:00', '已经结束'],
  ])('half an hour before and two hours after the start, at %s: %s', async (moment, answer) => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    chat.at(moment);
    expectSays(await chat.says('zhaoliu', '签到'), answer);
  });

  it.each([
    ['2026-11-25 15:59', '赵六已签到'],
    ['2026-11-25 16:00', '已经结束'],
  ])('is over at the stated end: at %s %s', async (moment, answer) => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点到4点');
    chat.at(moment);
    expectSays(await chat.says('zhaoliu', '签到'), answer);
  });

  it.each([
    ['2026-11-25 15:10', false],
    ['2026-11-25 15:11', true],
  ])('is late after ten minutes: at %s %s', async (moment, late) => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    chat.at(moment);
    expect((await chat.says('zhaoliu', '签到')).includes('迟到')).toBe(late);
  });
});

describe('what an act causes waits over the night, 21:00 to 08:00', () => {
  const WHEN: [string, string][] = [
    ['2026-11-23 00:00', '2026-11-23 08:01'],
    ['2026-11-23 07:59', '2026-11-23 08:01'],
    ['2026-11-23 08:00', '2026-11-23 08:00'],
    ['2026-11-23 08:01', '2026-11-23 08:01'],
    ['2026-11-23 20:59', '2026-11-23 20:59'],
    ['2026-11-23 21:00', '2026-11-24 08:01'],
    ['2026-11-23 22:00', '2026-11-24 08:01'],
    ['2026-11-23 23:59', '2026-11-24 08:01'],
  ];
  const millis = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00+08:00`);

  it.each(WHEN)('an invitation of %s leaves at %s', async (said, leaves) => {
    chat.at(said);
    await chat.says('zhangsan', '安排 主题党日 11月27日下午3点');
    expect((await chat.waiting('activity:1')).map((row) => row.at)).toEqual([millis(leaves)]);
  });

  it.each(WHEN)('the request for a leave of %s leaves at %s', async (said, leaves) => {
    await chat.says('zhangsan', '请假需要审批');
    await chat.says('zhangsan', '安排 主题党日 11月27日下午3点');
    chat.at(said);
    await chat.says('zhaoliu', '请假 出差');
    expect((await chat.waiting('leave:1:zhaoliu')).map((row) => row.at)).toEqual([millis(leaves)]);
  });

  it('never past the beginning of the activity itself', async () => {
    chat.at('2026-11-23 07:00');
    await chat.says('zhangsan', '安排 主题党日 今天7点50分');
    expect((await chat.waiting('activity:1')).map((row) => row.at)).toEqual([millis('2026-11-23 07:00')]);
  });
});
