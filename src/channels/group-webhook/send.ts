// Group webhook (消息推送, doc 99110): markdown into the group that owns the key. The key is the whole credential, so it
// appears in no log, no error and no outcome.
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import { PUSH_CHANNELS, type Sender } from '../../ports/channels.ts';
import type { WecomHttp } from '../wecom/http.ts';
import type { ApiResult } from '../wecom/result.ts';
import { notYet, type PartLabel, refusedHere, sendInOrder } from '../wecom/sending.ts';
import { asMarkdown } from '../wecom/shown.ts';
import { splitToBytes } from '../wecom/text.ts';

const { messageBytes } = PUSH_CHANNELS.webhook;
const KEY = /^[\w-]{8,128}$/;

interface WebhookSenderSettings {
  http: WecomHttp;
  partLabel: PartLabel;
}

/** `to.webhook` may be the key or the whole address; sends always go to the configured API base. */
export function createWebhookSender({ http, partLabel }: WebhookSenderSettings): Sender {
  return async (push) => {
    if (push.channel !== 'webhook' || !('webhook' in push.to)) return refusedHere('bad_recipient');
    const key = webhookKeyOf(push.to.webhook) ?? push.to.webhook;
    if (!KEY.test(key)) return { kind: 'refused', code: 0, reason: 'bad_webhook', scope: 'destination' };
    const text = asMarkdown(push.text).trim();
    if (text === '') return refusedHere('empty');
    const parts = splitToBytes(text, messageBytes, partLabel);
    return (
      (await notYet(push, http)) ??
      sendInOrder(parts, (content) =>
        http
          .call('/cgi-bin/webhook/send', {
            params: { key },
            body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
          })
          .then(ownLimit),
      )
    );
  };
}

/** How often is counted for each address: one that was sent too much keeps no other group waiting. */
function ownLimit<T>(result: ApiResult<T>): ApiResult<T> {
  if (result.ok || result.failure.kind !== 'retry' || result.failure.reason !== 'too_frequent') return result;
  const { isWide: _, ...failure } = result.failure;
  return { ok: false, failure };
}
