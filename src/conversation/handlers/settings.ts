import type { Unit } from '../../domain/organisation/organisation.ts';
import { act, permit } from '../act.ts';
import { putSetting } from '../effects.ts';
import { homeUnit, unitInQuestion } from '../units.ts';

/** 签到方式 逐人签到 / 会议上报, 请假需要审批 / 不用审批: a choice of each branch. */
export const changeSetting = act<'setting', { unit: Unit }>({
  permit: permit('change_setting', ({ unit }) => ({ unitId: unit.id })),
  async about(turn) {
    const named = unitInQuestion(turn, turn.intent.scope);
    if (named && 'reply' in named) return named;
    const unit = named?.unit ?? homeUnit(turn);
    return unit ? { unit } : { reply: turn.say('general.pointer') };
  },
  async carryOut(turn, { unit }) {
    const { key, value } = turn.intent.setting;
    await putSetting(turn, unit.id, key, value);
    return turn.say('setting.done', { unit: unit.name, key, value });
  },
});
