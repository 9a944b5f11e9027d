// Group webhook (消息推送, doc 99110): markdown into the group that owns the key. The key is the whole credential, so it
// appears in no log, no error and no outcome.
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import { PUSH_CHANNELS, type Sender } from '../../ports/channels.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { notYet, type PartLabel, refusedHere, sendInOrder } from '../wecom/sending.ts';
import { asMarkdown } from '../wecom/shown.ts';
import { splitToBytes } from '../wecom/text.ts';
import { ownLimit, WEBHOOK_KEY } from './key.ts';

const { messageBytes } = PUSH_CHANNELS.webhook;

interface WebhookSenderSettings {
  http: WecomHttp;
  partLabel: PartLabel;
}

/** `to.webhook` may be the key or the whole address; sends always go to the configured API base. */
export function createWebhookSender({ http, partLabel }: WebhookSenderSettings): Sender {
  return async (push) => {
    if (push.channel !== 'webhook' || !('webhook' in push.to)) return refusedHere('bad_recipient');
    const key = webhookKeyOf(push.to.webhook) ?? push.to.webhook;
    if (!WEBHOOK_KEY.test(key))
      return { kind: 'refused', code: 0, reason: 'bad_webhook', scope: 'destination' };
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
