import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesFor } from '../../src/cli/stats.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { METRICS } from '../../src/domain/figures/metrics.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeAll(async () => {
  chat = await openDialogue();
});
afterAll(() => chat.close());

const stats = (...args: string[]): Promise<string[]> =>
  linesFor(
    args,
    { store: chat.store, tools: chat.tools, templates: chat.tools.templates },
    instantOf('2026-11-21', 10),
  );

describe('stats', () => {
  it.each(METRICS)('says what %s counts in one line', async (metric) => {
    const lines = await stats(metric, '--explain');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]{12,}。$/);
  });

  it('explains with the very sentence of the chat', async () => {
    expect(await stats('到会率', '--explain')).toEqual([await chat.says('admin', '到会率怎么算')]);
    expect(await stats('没开的会', '--explain')).toEqual([await chat.says('admin', '没开的会怎么算')]);
    expect(await stats('没上报', '--explain')).toEqual([await chat.says('admin', '没上报怎么算')]);
  });

  it('knows no figure of who has not answered, which is no 0', async () => {
    const [line] = await stats('ack_missing', '--json');
    expect(JSON.parse(line!)).toMatchObject({ value: null, items: [] });
    expect((await stats('ack_missing'))[0]).toContain('没有可以数的');
  });

  it('counts the roster as the chat does', async () => {
    const [line] = await stats('member_count', '--json');
    expect(JSON.parse(line!)).toMatchObject({
      value: 9,
      items: [
        { name: '第一党支部', members: 7, probationary: 1, mobile: 1, activists: 1 },
        { name: '第二党支部', members: 2, probationary: 0, mobile: 0, activists: 0 },
      ],
    });
    expect(await chat.says('admin', '一共有多少党员')).toContain('党员 9 人');
  });
});
