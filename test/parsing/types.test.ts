import { describe, expect, it } from 'vitest';
import { activityTypes, typeOfWord, typeRow } from '../../src/domain/activity/types.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { understand } from '../../src/parsing/understand.ts';
import { readCadence } from '../../src/settings/cadence.ts';

// Whatever word a type is given, and whatever the bot calls it, is read as that type again.

const now = instantOf('2026-11-21', 10);
const read = (text: string) => understand(text, now).intent;

describe.each(activityTypes())('%s', (type) => {
  const { short, words, name } = typeRow(type);

  it.each([...new Set([short, ...words, name])])('is read from %s', (word) => {
    expect(typeOfWord().get(word)).toBe(type);
    expect(read(`安排 ${word} 明天下午3点 村口`)).toMatchObject({
      intent: 'activity_create',
      activityType: type,
      startAt: '2026-11-22T15:00:00+08:00',
    });
  });

  it.each(typeRow(type).afterUnit)('is read from %s after the name of its unit', (word) => {
    const unit = typeRow(type).level === 'group' ? '第二党小组' : '第一支部';
    expect(read(`安排 ${unit}${word} 明天下午3点 村口`)).toMatchObject({ activityType: type, scope: unit });
  });

  it('is checked in to, reported, counted and asked about', () => {
    expect(read(`${short}签到`)).toMatchObject({ intent: 'checkin', activityType: type });
    expect(read(`上报 ${short} 11月20日 应到5 实到5`)).toMatchObject({
      intent: 'activity_report',
      activityType: type,
    });
    expect(read(`本月${short}次数`)).toMatchObject({ metric: 'activity_count', activityType: type });
    expect(read(`下次${short}什么时候`)).toMatchObject({ metric: 'upcoming', activityType: type });
  });

  it.each([short, ...words])('may meet a requirement of config/cadence.yaml as %s', (word) => {
    const requirement = `{ name: 一件事, period: 每月, level: 支部, met_by: ${word}, tell: [书记], remind: [20日], escalate: true }`;
    const text = `requirements:\n  it: ${requirement}\ncommittee: { min_officers: 3, min_members: 7 }\nunits: {}\ndates: {}\n`;
    const { value, problems } = readCadence(text);
    expect(problems).toEqual([]);
    expect(value?.requirements[0]?.metBy).toMatchObject({ type });
  });
});
