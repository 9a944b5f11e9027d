// 改到后天上午9点 with no plan just before: which meeting is meant.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  expectSays(await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室'), '已安排');
  // Something else is asked in between.
  expectSays(await chat.says('zhangsan', '书记是谁'), '张三');
});
afterEach(() => chat.close());

const starts = async () =>
  (await chat.store.read((tx) => tx.activities([2], 0, Number.MAX_SAFE_INTEGER))).map(({ startAt }) =>
    new Date(startAt + 8 * 3600_000).toISOString().slice(0, 16),
  );

describe('a change that names no meeting', () => {
  it.each([
    ['改到26号上午9点', '2026-11-26T09:00'],
    ['改到26号', '2026-11-26T15:00'],
    ['推迟到11月27日下午3点', '2026-11-27T15:00'],
  ])('is offered for the one ahead, and carried out on one word: %s', async (text, start) => {
    const offered = await chat.says('zhangsan', text);
    expectSays(offered, '主题党日');
    expect(await starts()).toEqual(['2026-11-25T15:00']);
    await chat.says('zhangsan', '对');
    expect(await starts()).toEqual([start]);
  });

  it('is offered for each of several', async () => {
    await chat.says('zhangsan', '安排 党课 11月28日上午9点 三楼会议室');
    await chat.says('zhangsan', '书记是谁');
    expectSays(await chat.says('zhangsan', '改到29号上午9点'), '1.', '主题党日', '2.', '党课');
    await chat.says('zhangsan', '2');
    expect(await starts()).toEqual(['2026-11-25T15:00', '2026-11-29T09:00']);
  });

  it('is offered to nobody who may not move it', async () => {
    expect(await chat.says('zhaoliu', '改到26号上午9点')).not.toContain('主题党日');
    expect(await starts()).toEqual(['2026-11-25T15:00']);
  });

  it.each(['改到头了', '改成这样吧', '换到别人那里去了'])('is none in %s', async (text) => {
    expect(await chat.says('zhangsan', text)).not.toContain('主题党日');
  });
});
