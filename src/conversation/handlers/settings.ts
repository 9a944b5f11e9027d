import type { Reply } from '../../ports/channels.ts';
import { putSetting } from '../effects.ts';
import { mayDo, refuse, type Turn } from '../turn.ts';
import { homeUnit, unitNamed } from '../units.ts';

/** 签到方式 逐人签到 / 会议上报, 请假需要审批 / 不用审批: a choice of each branch. */
export async function changeSetting(turn: Turn): Promise<Reply> {
  const { setting, scope } = turn.intent;
  const named = scope ? unitNamed(turn, scope) : undefined;
  if (named && 'reply' in named) return named.reply;
  const unit = named?.unit ?? homeUnit(turn);
  if (!unit || !setting) return turn.say('general.pointer');
  if (!mayDo(turn, 'change_setting', { unitId: unit.id }))
    return refuse(turn, 'change_setting', { unitId: unit.id });
  await putSetting(turn, unit.id, setting.key, setting.value);
  return turn.say('setting.done', { unit: unit.name, key: setting.key, value: setting.value });
}
