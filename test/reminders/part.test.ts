// Some units planned alone, as a tick does after one change: it says what planning all of them says of these, and asks
// nothing of the others.
import { describe, expect, it, vi } from 'vitest';
import { MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { plan } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { activity, smallOrganisation, span, world } from './world.ts';

const whole = world({
  addresses: new Map([[2, { channel: 'webhook', chat: 'chat2' }]]),
  activities: [
    activity(1, '2026-11-25 15:00'),
    activity(2, '2026-11-26 10:00', { types: ['party_lecture'] }),
    activity(3, '2026-11-25 15:00', { unitId: 3 }),
    activity(4, '2026-11-27 11:00', { unitId: 3, types: ['committee_meeting'] }),
  ],
});

const partOf = (unitId: number): PlanInput => ({
  ...whole,
  units: new Map(),
  activities: whole.activities.filter((a) => a.unitId === unitId),
  isPart: true,
});

const DAYS = span('2026-11-23', '2026-11-30');

describe('a part of the units planned alone', () => {
  it.each([2, 3])('says of unit %i what planning all of them says, the morning aside', (unitId) => {
    const { digest } = whole.settings.reminders;
    const isOwn = ({ at, unitId: of }: { at: number; unitId: number }) => {
      const minute = ((at + 8 * 60 * MINUTE_MS) / MINUTE_MS) % (24 * 60);
      return of === unitId && !(minute >= digest.window.from && minute <= digest.window.to);
    };
    const expected = plan(whole, DAYS).filter(isOwn);
    expect(expected.length).toBeGreaterThan(2);
    expect(plan(partOf(unitId), DAYS)).toEqual(expected);
  });

  it('asks nothing of other units', () => {
    const org = smallOrganisation();
    const asked = [vi.spyOn(org, 'membersOf'), vi.spyOn(org, 'holders'), vi.spyOn(org, 'officesAt')];
    plan({ ...partOf(3), org }, DAYS);
    expect([...new Set(asked.flatMap(({ mock }) => mock.calls.map(([unitId]) => unitId)))]).toEqual([3]);
  });
});
