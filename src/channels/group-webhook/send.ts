// Group webhook (消息推送, doc 99110): markdown into the group that owns the key. The key is the whole credential, so it
// appears in no log, no error and no outcome.
import { createHash } from 'node:crypto';
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import type { RateGate, Sender } from '../../ports/channels.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { PER_WEBHOOK } from '../wecom/limits.ts';
import { heldBack, type PartLabel, refusedHere, sendInOrder, withoutCallouts } from '../wecom/sending.ts';
import { cleanText, splitToBytes } from '../wecom/text.ts';

const MARKDOWN_BYTES = 4096;
const KEY = /^[\w-]{8,128}$/;

interface WebhookSenderSettings {
  http: WecomHttp;
  gate: RateGate;
  partLabel: PartLabel;
}

/** `to.webhook` may be the key or the whole address; sends always go to the configured API base. */
export function createWebhookSender({ http, gate, partLabel }: WebhookSenderSettings): Sender {
  return async (push) => {
    if (push.channel !== 'webhook' || !('webhook' in push.to)) return refusedHere('bad_recipient');
    const key = webhookKeyOf(push.to.webhook) ?? push.to.webhook;
    if (!KEY.test(key)) return { kind: 'refused', code: 0, reason: 'bad_webhook', scope: 'destination' };
    const text = withoutCallouts(cleanText(push.text).trim());
    if (text === '') return refusedHere('empty');
    const parts = splitToBytes(text, MARKDOWN_BYTES, partLabel);
    const gateKey = `webhook:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
    const held = await heldBack(gate, [gateKey], PER_WEBHOOK, parts.length);
    return (
      held ??
      sendInOrder(parts, (content) =>
        http.call('/cgi-bin/webhook/send', {
          params: { key },
          body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
        }),
      )
    );
  };
}
