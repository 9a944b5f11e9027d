// Delivery with the real senders, towards a stand-in.
import { createWebhookSender } from '../../src/channels/group-webhook/send.ts';
import { createApi } from '../../src/channels/wecom/api.ts';
import { createWecomHttp } from '../../src/channels/wecom/http.ts';
import { createTokens } from '../../src/channels/wecom/token.ts';
import { memoryTokenCache } from '../../src/channels/wecom/token-cache.ts';
import { createAppSender } from '../../src/channels/wecom-app/send.ts';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import type { Queue } from '../../src/delivery/queue.ts';
import type { Clock } from '../../src/ports/channels.ts';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { queueOf } from './queue.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A message to one person, or to the group whose key is given. */
export const message = (key: string, at: number, over: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  at,
  expiresAt: at + 6 * HOUR,
  rule: 'changed',
  unitId: null,
  subject: key,
  channel: 'app',
  to: ['zhangsan'],
  audience: [],
  text: key,
  card: null,
  ...over,
});

export const toGroup = (webhookKey: string): Partial<OutboxEntry> => ({
  channel: 'webhook',
  to: [webhookKey],
});

/** One instance that sends. */
export function instanceThatSends(
  store: OpenStore,
  base: string,
  clock: Clock,
  failed: (error: unknown) => void = () => undefined,
): Queue {
  const http = createWecomHttp({ base, timeoutMs: 5000 });
  const tokens = createTokens({ http, corpId: 'ww1', secret: 's', cache: memoryTokenCache(), clock });
  const api = createApi({ http, tokens, clock });
  const partLabel = (n: number, of: number) => `第 ${n}/${of} 条`;
  const push = createPushWorker({
    app: createAppSender({ api, agentId: 1, partLabel }),
    webhook: createWebhookSender({ http, partLabel }),
  });
  return queueOf(store, { push }, clock, { failed });
}
