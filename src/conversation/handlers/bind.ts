// 绑定 and 解绑: which unit a group chat speaks for, and where pushes to it go.
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import type { Reply } from '../../ports/channels.ts';
import type { Binding } from '../../ports/store.ts';
import { putBinding, removeBinding } from '../effects.ts';
import { mayDo, refuse, type Turn } from '../turn.ts';
import { homeUnit, unitNamed } from '../units.ts';

export async function bind(turn: Turn): Promise<Reply> {
  const { intent } = turn;
  if (!intent.scope) return turn.say('bind.which', { in_group: turn.chat !== '' });
  const named = unitNamed(turn, intent.scope);
  if ('reply' in named) return named.reply;
  const { unit } = named;
  if (!mayDo(turn, 'bind_group', { unitId: unit.id })) return refuse(turn, 'bind_group', { unitId: unit.id });
  const key = intent.webhook && webhookKeyOf(intent.webhook);
  if (intent.webhook && !key) return turn.say('bind.bad_webhook');
  if (turn.chat === '' && !key) return turn.say('bind.private_needs_webhook', { unit: unit.name });
  const all = await turn.tx.bindings();
  const before = all.find((b) => b.unitId === unit.id);
  const other =
    turn.chat === '' ? undefined : all.find((b) => b.chatId === turn.chat && b.unitId !== unit.id);
  if (other) await removeBinding(turn, other);
  if (before && before.chatId === (turn.chat || before.chatId) && !key)
    return turn.say('bind.already', { unit: unit.name });
  const binding: Binding = {
    unitId: unit.id,
    chatId: turn.chat || (before?.chatId ?? null),
    webhookKey: key ?? before?.webhookKey ?? null,
    boundBy: turn.sender.id,
    boundAt: turn.now,
  };
  await putBinding(turn, binding);
  return turn.say('bind.done', {
    unit: unit.name,
    webhook: key !== undefined,
    push: binding.webhookKey !== null,
    instead: other ? turn.org.unit(other.unitId).name : '',
  });
}

export async function unbind(turn: Turn): Promise<Reply> {
  const all = await turn.tx.bindings();
  const named = turn.intent.scope ? unitNamed(turn, turn.intent.scope) : undefined;
  if (named && 'reply' in named) return named.reply;
  const unit = named?.unit ?? (turn.chat ? turn.groupUnit : homeUnit(turn));
  const binding = all.find((b) => b.unitId === unit?.id);
  if (!unit || !binding) return turn.say('bind.not_bound', { unit: unit?.name ?? '' });
  if (!mayDo(turn, 'bind_group', { unitId: unit.id })) return refuse(turn, 'bind_group', { unitId: unit.id });
  await removeBinding(turn, binding);
  return turn.say('bind.undone', { unit: unit.name });
}
