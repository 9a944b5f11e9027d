/** How groups are pushed to: by the bot where it has the long connection, else by a webhook or an own group. */
export type GroupsBy = 'bot' | 'webhook';

/** Where what is pushed to a unit's group goes. */
export interface PushAddress {
  channel: 'bot' | 'webhook' | 'appchat';
  chat: string;
}

/** What of a binding says where to push. */
interface Bound {
  chatId: string | null;
  webhookKey: string | null;
  appchatId?: string | undefined;
  dead?: object | undefined;
}

/** The push address of a binding; undefined where it has none, or one that WeCom knows no longer. */
export function pushAddressOf(binding: Bound | undefined, by: GroupsBy): PushAddress | undefined {
  if (!binding || binding.dead) return undefined;
  const { chatId, webhookKey, appchatId } = binding;
  if (by === 'bot' && chatId !== null) return { channel: 'bot', chat: chatId };
  if (webhookKey) return { channel: 'webhook', chat: webhookKey };
  return appchatId ? { channel: 'appchat', chat: appchatId } : undefined;
}
