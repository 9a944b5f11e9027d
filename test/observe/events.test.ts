import { expect, it, vi } from 'vitest';
import { createEvents } from '../../src/observe/events.ts';
import { logger } from '../../src/observe/log.ts';

it('counts every sentence that failed and logs each name once', async () => {
  const logged = vi.spyOn(logger('wording'), 'error').mockImplementation(() => undefined);
  const { sentenceFailed, metrics } = createEvents();
  for (const name of ['checkin.done', 'checkin.done', 'leave.done'])
    sentenceFailed(name, new Error('no time'));
  expect(logged.mock.calls.map(([fields]) => fields)).toEqual([
    { sentence: 'checkin.done', reason: 'no time' },
    { sentence: 'leave.done', reason: 'no time' },
  ]);
  expect(await metrics()).toContain('zhibutong_sentences_failed_total{name="checkin.done"} 2');
  logged.mockRestore();
});
