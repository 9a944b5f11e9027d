/** How groups are pushed to: by the bot where it has the long connection, else by a webhook of their own. */
export type GroupsBy = 'bot' | 'webhook';

/** Where a group hears what is pushed. */
export interface PushAddress {
  channel: GroupsBy;
  /** the bot's chatid, or the key of the webhook */
  chat: string;
}

interface Bound {
  chatId: string | null;
  webhookKey: string | null;
}

/** Undefined where the group hears nothing by itself. */
export function pushAddressOf({ chatId, webhookKey }: Bound, by: GroupsBy): PushAddress | undefined {
  if (by === 'bot' && chatId !== null) return { channel: 'bot', chat: chatId };
  return webhookKey === null ? undefined : { channel: 'webhook', chat: webhookKey };
}
