import { expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { idOf } from '../../src/parsing/learned/hash.ts';
import {
  MOST_FEATURES,
  placesIn,
  roleContext,
  roleFeatures,
} from '../../src/parsing/learned/role-features.ts';
import { viewOf } from '../../src/parsing/learned/view.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
const calendar = createCalendar();

it.each([
  '主题党日上报 应到23 实到21 请假张三(出差)、李四(生病)',
  '11月25日下午3点在二楼会议室开支部党员大会，主持人王五',
  '12号问题完成60%，延到月底',
])('of the features of a role in %s just those marked change with the intent', (text) => {
  const view = viewOf(readSpans(normalise(text), now, calendar, NOTHING_KNOWN));
  const context = roleContext(view);
  const of = (i: number, intent: string) => {
    const out = new Int32Array(MOST_FEATURES);
    return out.slice(0, roleFeatures(view, context, i, idOf(intent), out));
  };
  view.tokens.forEach((token, i) => {
    const [one, other] = [of(i, 'leave'), of(i, 'activity_report')];
    const changed = [...one.keys()].filter((place) => one[place] !== other[place]);
    const { steady, byIntent } = placesIn(token);
    expect(changed, token.symbol).toEqual([...byIntent]);
    expect([...steady, ...byIntent].sort((a, b) => a - b)).toEqual([...one.keys()]);
  });
});
