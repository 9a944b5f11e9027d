import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { logger } from '../../src/observe/log.ts';
import { activityWith, holdsWith, ownSettings } from '../../src/settings/units.ts';
import { smallOrganisation } from '../reminders/world.ts';
import { SETTINGS } from '../support/dialogue.ts';

const org = smallOrganisation();
const [COMMITTEE, FIRST, SECOND, GROUP] = [1, 2, 3, 4] as const;
const FIXED = { rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' };
type Units = Record<number, Record<string, string>>;
const stored = (units: Units) =>
  new Map(Object.entries(units).map(([id, texts]) => [Number(id), new Map(Object.entries(texts))]));
const at = (units: Units, unitId: number) => holdsWith(SETTINGS, ownSettings(org, stored(units)).get(unitId));

const warn = vi.spyOn(logger('settings'), 'warn');
beforeEach(() => {
  warn.mockReset().mockImplementation(() => undefined);
});
afterEach(() => {
  warn.mockReset();
});

describe('what holds at a unit', () => {
  it('is what the files say where nothing is stored', () => {
    expect(at({}, FIRST)).toEqual({
      activity: SETTINGS.activity,
      switches: { invitation: true, dayBefore: true, opening: true, nudge: true },
      fixedDay: undefined,
    });
  });

  it.each([
    ['attendance', 'secretary', { activity: { attendance: 'secretary' } }],
    ['leave.approval', 'true', { activity: { leaveApproval: true } }],
    ['opening.minutesBefore', '45', { activity: { openBeforeMinutes: 45 } }],
    ['closing.hoursAfter', '1.5', { activity: { closeAfterHours: 1.5 } }],
    ['switch.invitation', 'false', { switches: { invitation: false } }],
    ['switch.dayBefore', 'false', { switches: { dayBefore: false } }],
    ['switch.opening', 'false', { switches: { opening: false } }],
    ['switch.nudge', 'false', { switches: { nudge: false } }],
    ['fixed_day', JSON.stringify(FIXED), { fixedDay: FIXED }],
  ])('is its own %s', (key, text, expected) => {
    expect(at({ [FIRST]: { [key]: text } }, FIRST)).toMatchObject(expected);
    expect(at({ [FIRST]: { [key]: text } }, SECOND)).toEqual(at({}, SECOND));
    expect(warn).not.toHaveBeenCalled();
  });

  it('is that of the nearest unit above for what it does not say itself', () => {
    const units: Units = {
      [COMMITTEE]: { attendance: 'secretary', 'leave.approval': 'true', 'switch.nudge': 'false' },
      [FIRST]: { attendance: 'member' },
    };
    expect(at(units, GROUP)).toMatchObject({
      activity: { attendance: 'member', leaveApproval: true },
      switches: { nudge: false, opening: true },
    });
    expect(at(units, SECOND).activity).toMatchObject({ attendance: 'secretary', leaveApproval: true });
  });

  it('follows a roster that changes while what is stored stays', () => {
    const texts = stored({ [COMMITTEE]: { attendance: 'secretary' } });
    expect(ownSettings(org, texts).has(FIRST)).toBe(true);
    const alone = new Organisation(
      [...org.units.values()].filter((u) => u.id === COMMITTEE),
      [],
      [],
    );
    expect(ownSettings(alone, texts).has(FIRST)).toBe(false);
  });

  it('has the fixed day of a branch at the branch alone', () => {
    const units = { [FIRST]: { fixed_day: JSON.stringify(FIXED) } };
    expect(at(units, FIRST).fixedDay).toEqual(FIXED);
    expect(at(units, GROUP).fixedDay).toBeUndefined();
    expect(at(units, COMMITTEE).fixedDay).toBeUndefined();
  });
});

describe('a stored text that cannot be read', () => {
  it.each([
    ['attendance', 'everybody'],
    ['leave.approval', 'yes'],
    ['opening.minutesBefore', 'abc'],
    ['opening.minutesBefore', '-5'],
    ['closing.hoursAfter', 'NaN'],
    ['closing.hoursAfter', ''],
    ['closing.hoursAfter', '0'],
    ['switch.opening', '1'],
    ['fixed_day', 'not JSON'],
    ['fixed_day', '{"rule":{"kind":"day","day":40},"clock":"15:00","place":null}'],
    ['fixed_day', '{"rule":{"kind":"day","day":25},"clock":"3pm","place":null}'],
    ['of.a.later.version', 'x'],
  ])('%s %j falls to the next above and is logged without the text', (key, text) => {
    const above = { [COMMITTEE]: { 'closing.hoursAfter': '3', attendance: 'secretary' } };
    expect(at({ ...above, [FIRST]: { [key]: text } }, FIRST)).toEqual(at(above, FIRST));
    expect(warn.mock.calls).toEqual([[{ unitId: FIRST, key }, expect.any(String)]]);
  });

  it('is logged once for as long as it stands', () => {
    const same = stored({ [FIRST]: { attendance: 'x' } });
    for (let i = 0; i < 3; i++) ownSettings(org, same);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('never leaves a time that is no number', () => {
    const own = ownSettings(
      org,
      stored({ [FIRST]: { 'opening.minutesBefore': 'x', 'closing.hoursAfter': 'y' } }),
    );
    expect(activityWith(SETTINGS, own.get(FIRST))).toEqual(SETTINGS.activity);
  });
});
