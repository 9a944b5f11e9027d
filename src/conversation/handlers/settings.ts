import type { Unit } from '../../domain/organisation/organisation.ts';
import { unitSettings } from '../../settings/units.ts';
import { act, type Ended, permit } from '../act.ts';
import { putSetting } from '../effects.ts';
import type { Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';
import { fixedDayWords } from './fixed-day.ts';

interface Place {
  unit: Unit;
}

/** 签到方式 会议上报, 请假需要审批, 提前45分钟签到, 不用催签 …: a choice of each branch. */
export const changeSetting = act<'setting', Place>({
  permit: permit('change_setting', ({ unit }) => ({ unitId: unit.id })),
  about: unitMeant,
  async carryOut(turn, { unit }) {
    const { key, value } = turn.intent.setting;
    await putSetting(turn, unit.id, key, value);
    return turn.say('setting.done', { unit: unit.name, now: wordsOf(turn, key, value) });
  },
});

/** 设置: everything a branch may choose, as it holds there now, and how each is changed. */
export const showSettings = act<'settings_show', Place>({
  permit: permit('change_setting', ({ unit }) => ({ unitId: unit.id })),
  about: unitMeant,
  async carryOut(turn, { unit }) {
    const { activity, switches, fixedDay } = await unitSettings(turn, unit.id);
    const values: [string, string][] = [
      ['attendance', activity.attendance],
      ['leave.approval', String(activity.leaveApproval)],
      ['opening.minutesBefore', String(activity.openBeforeMinutes)],
      ['closing.hoursAfter', String(activity.closeAfterHours)],
      ['switch.invitation', String(switches.invitation)],
      ['switch.dayBefore', String(switches.dayBefore)],
      ['switch.opening', String(switches.opening)],
      ['switch.nudge', String(switches.nudge)],
    ];
    const lines = values.map(([key, value]) => ({
      now: wordsOf(turn, key, value),
      say: turn.say('setting.say', { key, value }).text,
    }));
    const fixed = fixedDay ? fixedDayWords(turn, unit, fixedDay) : null;
    return turn.say('setting.shown', { unit: unit.name, lines, fixed });
  },
});

async function unitMeant(turn: Turn<'setting' | 'settings_show'>): Promise<Place | Ended> {
  const named = unitInQuestion(turn, turn.intent.scope);
  if (named && 'reply' in named) return named;
  const unit = named?.unit ?? homeUnit(turn);
  return unit ? { unit } : { reply: turn.say('general.pointer') };
}

const wordsOf = (turn: Turn, key: string, value: string): string =>
  turn.say('setting.words', { key, value }).text;
