import { describe, expect, it } from 'vitest';
import { understand } from '../../src/parsing/understand.ts';

// A meeting that is spelled as it sounds is asked about with the meeting it sounds like: it is neither dropped nor acted on.

const now = Date.parse('2026-11-21T10:00:00+08:00');
const SPELLED = [
  ['党晓祖会', 'group_meeting'],
  ['组织升活会', 'organization_life'],
  ['民主评易', 'democratic_review'],
] as const;

describe.each(SPELLED)('%s', (word, type) => {
  it.each([`请假 明天${word} 家里来客`, `明天${word}请假`, `昨天上午十点${word}在我屋里开 五个人都来`])(
    '%s',
    (frame) => {
      const { certainty, intent, alternatives, unread } = understand(frame, now);
      expect(certainty).toBe('unsure');
      expect(intent).toMatchObject({ activityType: type });
      expect(alternatives[0]).toMatchObject({ activityType: type });
      expect(unread).toContain(word);
    },
  );
});

it.each(['明天请假 家里来客', '我到了', '主题党日签到'])('%s holds no such word', (text) => {
  expect(understand(text, now).certainty).toBe('clear');
});
