import { CallbackRefused } from '../../domain/errors.ts';
import type { Clock, Reply } from '../../ports/channels.ts';
import { type CallbackChannel, received } from '../wecom/callback.ts';
import { answerUrlCheck, openSealed, readSignedQuery } from '../wecom/callback-query.ts';
import { APP_CARD } from '../wecom/card.ts';
import type { WecomCrypto } from '../wecom/crypto.ts';
import { asPlain } from '../wecom/shown.ts';
import { cutToBytes, cutToChars } from '../wecom/text.ts';
import { type AcceptedReply, toMessage } from './messages.ts';
import { cdata, readEnvelope, readFields, textOf } from './xml.ts';

/** Longer passive texts are cut by WeCom without a mark (doc 90241). */
const TEXT_BYTES = 2048;

interface AppCallbackSettings {
  crypto: WecomCrypto;
  corpId: string;
  clock: Clock;
  /** how far the callback's timestamp may be off, ms */
  freshMs?: number;
}

/** Callback of the self-built application: encrypted XML in and out (doc 90238). */
export function createAppCallback({ crypto, corpId, clock, freshMs }: AppCallbackSettings): CallbackChannel {
  return {
    verifyUrl: (query) => answerUrlCheck(crypto, query, clock, freshMs),
    receive(query, rawBody) {
      const signed = readSignedQuery(query, clock, freshMs);
      const fields = readFields(openSealed(crypto, signed, readEnvelope(rawBody)));
      // The outer ToUserName is not covered by the signature, this one is.
      if (textOf(fields, 'tousername') !== corpId) throw new CallbackRefused('bad_message');
      const { message, accepts } = toMessage(fields, clock.now());
      return received(message, ({ reply }) => {
        const body = message && reply ? replyBody(reply, accepts) : '';
        if (!message || body === '') return '';
        const seconds = `${Math.floor(clock.now() / 1000)}`;
        const inner =
          `<xml><ToUserName>${cdata(message.userId)}</ToUserName><FromUserName>${cdata(corpId)}</FromUserName>` +
          `<CreateTime>${seconds}</CreateTime>${body}</xml>`;
        return sealed(crypto, inner, seconds, signed.nonce);
      });
    },
  };
}

/** Empty when there is nothing this callback could be answered with. */
function replyBody(reply: Reply, accepts: AcceptedReply): string {
  if (accepts === 'card') return cardBody(reply);
  const text = cutToBytes(asPlain(reply.text).trimEnd(), TEXT_BYTES);
  return accepts === 'text' && text !== ''
    ? `<MsgType><![CDATA[text]]></MsgType><Content>${cdata(text)}</Content>`
    : '';
}

/** The clicked card for whoever clicked: grey under its new name, or with what can still be pressed (doc 90241). */
function cardBody({ cardState, cardButtons = [], text }: Reply): string {
  if (!cardState) return '';
  if (cardButtons.length === 0)
    return `<MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName>${cdata(asPlain(cardState))}</ReplaceName></Button>`;
  const title = cdata(cutToChars(asPlain(cardState), APP_CARD.title));
  const below = cdata(cutToChars(asPlain(text).trim(), APP_CARD.subtitle));
  const buttons = cardButtons.map(
    (b) =>
      `<ButtonList><Text>${cdata(cutToChars(asPlain(b.text), APP_CARD.button))}</Text><Style>${b.style ?? 1}</Style><Key>${cdata(b.key)}</Key></ButtonList>`,
  );
  return (
    '<MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType><![CDATA[button_interaction]]></CardType>' +
    `<MainTitle><Title>${title}</Title></MainTitle><SubTitleText>${below}</SubTitleText>${buttons.join('')}</TemplateCard>`
  );
}

function sealed(crypto: WecomCrypto, inner: string, timestamp: string, nonce: string): string {
  const encrypted = crypto.encrypt(inner);
  const signature = crypto.sign(timestamp, nonce, encrypted);
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  );
}
