// 绑定 and 解绑: which unit a group chat speaks for, and where pushes to it go. A chat and a push address belong to one
// unit each: another one gets them only from somebody who may take them from the one that has them.
import type { Unit } from '../../domain/organisation/organisation.ts';
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import { pushAddressOf } from '../../ports/push-address.ts';
import type { Binding } from '../../ports/store.ts';
import { act, permit } from '../act.ts';
import { putBinding, removeBinding } from '../effects.ts';
import { refuse, type Turn, whoMay } from '../turn.ts';
import { homeUnit, unitInQuestion, unitNamed } from '../units.ts';

interface Place {
  unit: Unit;
  /** key of the webhook given with it */
  key: string | undefined;
  /** units that have this chat or this push address until now, and lose it */
  others: readonly Binding[];
  before: Binding | undefined;
}

export const bind = act<'bind', Place>({
  // For what is gained at the unit named, and for what is taken from those that have it.
  permit: {
    actions: ['bind_group', 'take_binding'],
    asked: (_turn, { unit, others }) => [
      { action: 'bind_group', on: { unitId: unit.id } },
      ...others.map(({ unitId }) => ({ action: 'take_binding' as const, on: { unitId } })),
    ],
  },
  async about(turn) {
    const { intent, chat } = turn;
    if (!intent.scope)
      return { reply: turn.say('bind.which', { in_group: chat !== '', by_bot: isByBot(turn) }) };
    const named = unitNamed(turn, intent.scope);
    if ('reply' in named) return named;
    const { unit } = named;
    const key = intent.webhook && webhookKeyOf(intent.webhook);
    const all = await turn.tx.bindings();
    return {
      unit,
      key,
      before: all.find((b) => b.unitId === unit.id),
      others: all.filter((b) => b.unitId !== unit.id && (isOfChat(b, chat) || isOfKey(b, key))),
    };
  },
  refusal(turn, { others }, { action, on }) {
    const taken = action === 'take_binding' ? others.find((b) => b.unitId === on.unitId) : undefined;
    if (!taken) return refuse(turn, action, on);
    return turn.say('bind.taken', {
      chat: isOfChat(taken, turn.chat),
      unit: turn.org.unit(on.unitId).name,
      who: whoMay(turn, action, on),
    });
  },
  async carryOut(turn, { unit, key, others, before }) {
    if (turn.intent.webhook && !key) return turn.say('bind.bad_webhook');
    if (turn.chat === '' && !key)
      return turn.say('bind.private_needs_webhook', { unit: unit.name, by_bot: isByBot(turn) });
    for (const other of others) await take(turn, other);
    if (before && before.chatId === (turn.chat || before.chatId) && !key)
      return turn.say('bind.already', { unit: unit.name });
    const binding: Binding = {
      unitId: unit.id,
      chatId: turn.chat || (before?.chatId ?? null),
      webhookKey: key ?? before?.webhookKey ?? null,
      // A new address is alive, and stands in place of any other.
      ...(key === undefined && { appchatId: before?.appchatId }),
      ...(key === undefined && !isHeardHere(turn) && { dead: before?.dead }),
      boundBy: turn.sender.id,
      boundAt: turn.now,
    };
    await putBinding(turn, binding);
    return turn.say('bind.done', {
      unit: unit.name,
      webhook: key !== undefined,
      push: pushAddressOf(binding, turn.groupsBy) !== undefined,
      instead: others.map((other) => turn.org.unit(other.unitId).name),
    });
  },
});

/** The bot speaks in the very chat that it is bound in. */
const isHeardHere = (turn: Turn): boolean => isByBot(turn) && turn.chat !== '';

/** Then nobody needs an address of a group. */
const isByBot = ({ groupsBy }: Turn): boolean => groupsBy === 'bot';

const isOfChat = ({ chatId }: Binding, chat: string): boolean => chat !== '' && chatId === chat;
const isOfKey = ({ webhookKey }: Binding, key: string | undefined): boolean =>
  key !== undefined && webhookKey === key;

/** Whose chat goes loses its push address too; whose address goes keeps a chat that it has. */
const take = (turn: Turn, other: Binding): Promise<void> =>
  other.chatId === null || isOfChat(other, turn.chat)
    ? removeBinding(turn, other)
    : putBinding(turn, { ...other, webhookKey: null, dead: undefined });

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
