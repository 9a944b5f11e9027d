// 绑定 and 解绑: which unit a group chat speaks for, and where pushes to it go.
import type { Unit } from '../../domain/organisation/organisation.ts';
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import type { Binding } from '../../ports/store.ts';
import { act, permit } from '../act.ts';
import { putBinding, removeBinding } from '../effects.ts';
import { homeUnit, unitInQuestion, unitNamed } from '../units.ts';

interface Place {
  unit: Unit;
  /** key of the webhook given with it */
  key: string | undefined;
  /** what this chat spoke for until now, and loses */
  other: Binding | undefined;
  before: Binding | undefined;
}

export const bind = act<'bind', Place>({
  // For what is gained at the unit named, and for what is taken from the one that has the chat.
  permit: {
    actions: ['bind_group', 'take_binding'],
    asked: (_turn, { unit, other }) => [
      { action: 'bind_group', on: { unitId: unit.id } },
      ...(other ? [{ action: 'take_binding' as const, on: { unitId: other.unitId } }] : []),
    ],
  },
  async about(turn) {
    const { intent } = turn;
    if (!intent.scope) return { reply: turn.say('bind.which', { in_group: turn.chat !== '' }) };
    const named = unitNamed(turn, intent.scope);
    if ('reply' in named) return named;
    const { unit } = named;
    const all = await turn.tx.bindings();
    return {
      unit,
      key: intent.webhook && webhookKeyOf(intent.webhook),
      before: all.find((b) => b.unitId === unit.id),
      other: turn.chat === '' ? undefined : all.find((b) => b.chatId === turn.chat && b.unitId !== unit.id),
    };
  },
  async carryOut(turn, { unit, key, other, before }) {
    if (turn.intent.webhook && !key) return turn.say('bind.bad_webhook');
    if (turn.chat === '' && !key) return turn.say('bind.private_needs_webhook', { unit: unit.name });
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
  },
});

export const unbind = act<'unbind', { unit: Unit; binding: Binding }>({
  permit: permit('take_binding', ({ binding }) => ({ unitId: binding.unitId })),
  async about(turn) {
    const named = unitInQuestion(turn, turn.intent.scope);
    if (named && 'reply' in named) return named;
    const unit = named?.unit ?? (turn.chat ? turn.groupUnit : homeUnit(turn));
    const binding = (await turn.tx.bindings()).find((b) => b.unitId === unit?.id);
    if (!unit || !binding) return { reply: turn.say('bind.not_bound', { unit: unit?.name ?? '' }) };
    return { unit, binding };
  },
  async carryOut(turn, { unit, binding }) {
    await removeBinding(turn, binding);
    return turn.say('bind.undone', { unit: unit.name });
  },
});
