import { PUSH_CHANNELS, type Sender } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { notYet, type PartLabel, refusedHere, sendInOrder } from '../wecom/sending.ts';
import { asPlain } from '../wecom/shown.ts';
import { splitToBytes } from '../wecom/text.ts';

const { messageBytes } = PUSH_CHANNELS.appchat;

interface AppChatSenderSettings {
  api: WecomApi;
  http: WecomHttp;
  partLabel: PartLabel;
}

/** appchat/send (doc 90248): texts into a group the application created; no cards there, and no answers come back. */
export function createAppChatSender({ api, http, partLabel }: AppChatSenderSettings): Sender {
  return async (push) => {
    if (push.channel !== 'appchat' || !('chat' in push.to)) return refusedHere('bad_recipient');
    const chatid = push.to.chat;
    const text = asPlain(push.text).trim();
    if (text === '') return refusedHere('empty');
    const parts = splitToBytes(text, messageBytes, partLabel);
    return (
      (await notYet(push, http)) ??
      sendInOrder(parts, (content) =>
        api.call('/cgi-bin/appchat/send', {
          body: JSON.stringify({ chatid, msgtype: 'text', text: { content } }),
        }),
      )
    );
  };
}
