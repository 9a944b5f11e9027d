import { createHash } from 'node:crypto';
import type { RateGate, Sender } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { PER_CHAT } from '../wecom/limits.ts';
import { heldBack, type PartLabel, refusedHere, sendInOrder, withoutCallouts } from '../wecom/sending.ts';
import { cleanText, splitToBytes, withoutBold } from '../wecom/text.ts';

const TEXT_BYTES = 2048;

interface AppChatSenderSettings {
  api: WecomApi;
  gate: RateGate;
  partLabel: PartLabel;
}

/** appchat/send (doc 90248): texts into a group the application created; no cards there, and no answers come back. */
export function createAppChatSender({ api, gate, partLabel }: AppChatSenderSettings): Sender {
  return async (push) => {
    if (push.channel !== 'appchat' || !('chat' in push.to)) return refusedHere('bad_recipient');
    const chatid = push.to.chat;
    const text = withoutCallouts(withoutBold(cleanText(push.text)).trim());
    if (text === '') return refusedHere('empty');
    const parts = splitToBytes(text, TEXT_BYTES, partLabel);
    const gateKey = `appchat:${createHash('sha256').update(chatid).digest('hex').slice(0, 16)}`;
    const held = await heldBack(gate, [gateKey], PER_CHAT, parts.length);
    return (
      held ??
      sendInOrder(parts, (content) =>
        api.call('/cgi-bin/appchat/send', {
          body: JSON.stringify({ chatid, msgtype: 'text', text: { content } }),
        }),
      )
    );
  };
}
