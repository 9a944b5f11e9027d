import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { createBotCallback } from '../../src/channels/aibot/callback.ts';
import { createCrypto } from '../../src/channels/wecom/crypto.ts';
import { createAppCallback } from '../../src/channels/wecom-app/callback.ts';
import { callbackContract, type Sample } from './channels.ts';

const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const TOKEN = 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo';
const CORP = 'ww1436e0e65a779aee';
const SECONDS = 1_763_710_200;
const crypto = (receiveId: string) => createCrypto({ token: TOKEN, encodingAesKey: KEY, receiveId });
const el = (name: string, value: string) =>
  `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;

function appXml(sample: Sample): string {
  const head = `${el('ToUserName', CORP)}${el('FromUserName', sample.userId)}<CreateTime>${SECONDS}</CreateTime>`;
  const event = (name: string, rest = '') =>
    `<xml>${head}${el('MsgType', 'event')}${el('Event', name)}${rest}</xml>`;
  switch (sample.what) {
    case 'text':
      return `<xml>${head}${el('MsgType', 'text')}${el('Content', sample.text)}<MsgId>${sample.id}</MsgId></xml>`;
    case 'image':
      return `<xml>${head}${el('MsgType', 'image')}${el('MediaId', sample.source)}<MsgId>${sample.id}</MsgId></xml>`;
    case 'enter':
      return event('enter_agent', '<EventKey></EventKey>');
    case 'unknown_event':
      return event('something_new');
    case 'button': {
      const items = Object.entries(sample.selected ?? {}).map(
        ([q, ids]) =>
          `<SelectedItem>${el('QuestionKey', q)}<OptionIds>${ids.map((id) => el('OptionId', id)).join('')}</OptionIds></SelectedItem>`,
      );
      const selected = items.length > 0 ? `<SelectedItems>${items.join('')}</SelectedItems>` : '';
      return event(
        'template_card_event',
        `${el('EventKey', sample.key)}${el('TaskId', sample.taskId)}${selected}`,
      );
    }
  }
}

function botJson(sample: Sample): string {
  const base = { msgid: sample.id, aibotid: 'B', chattype: 'single', from: { userid: sample.userId } };
  const event = (event: unknown) =>
    JSON.stringify({ ...base, create_time: SECONDS, msgtype: 'event', event });
  switch (sample.what) {
    case 'text':
      return JSON.stringify({ ...base, msgtype: 'text', text: { content: sample.text } });
    case 'image':
      return JSON.stringify({ ...base, msgtype: 'image', image: { url: sample.source } });
    case 'enter':
      return event({ eventtype: 'enter_chat' });
    case 'unknown_event':
      return event({ eventtype: 'something_new', something_new: { a: 1 } });
    case 'button': {
      const selected = Object.entries(sample.selected ?? {}).map(([q, ids]) => ({
        question_key: q,
        option_ids: { option_id: ids },
      }));
      return event({
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: 'button_interaction',
          event_key: sample.key,
          task_id: sample.taskId,
          ...(selected.length > 0 && { selected_items: { selected_item: selected } }),
        },
      });
    }
  }
}

/** SHA-1 of the four sorted strings, spelled out here so that the answer is not checked by what made it. */
function check(signature: string, ...parts: string[]) {
  const expected = createHash('sha1')
    .update([TOKEN, ...parts].sort().join(''))
    .digest('hex');
  if (signature !== expected) throw new Error('the answer is not signed');
}

callbackContract('application', {
  create: (clock) => createAppCallback({ crypto: crypto(CORP), corpId: CORP, clock }),
  crypto: crypto(CORP),
  foreignCrypto: crypto('ww0000000000000000'),
  plain: appXml,
  envelope: (encrypted) =>
    `<xml>${el('ToUserName', CORP)}${el('AgentID', '1000002')}${el('Encrypt', encrypted)}</xml>`,
  open(answer) {
    const parser = new XMLParser({ parseTagValue: false, trimValues: false });
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = parser.parse(answer).xml;
    check(MsgSignature, TimeStamp, Nonce, Encrypt);
    const inner = crypto(CORP).decrypt(Encrypt);
    const fields = parser.parse(inner).xml;
    return fields.Content ?? fields.Button.ReplaceName;
  },
  brokenBodies: [
    ['an empty body', ''],
    ['text', 'hello'],
    ['JSON', '{"encrypt":"AAAA"}'],
    ['an envelope without ciphertext', '<xml><Encrypt></Encrypt></xml>'],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY e "AAAA">]><xml><Encrypt>&e;</Encrypt></xml>'],
    ['a DOCTYPE before a good element', '<!DOCTYPE x><xml><Encrypt>AAAA</Encrypt></xml>'],
    ['an unclosed element', '<xml><Encrypt><![CDATA[AAAA'],
    ['characters outside base64', '<xml><Encrypt><![CDATA[AA*A]]></Encrypt></xml>'],
  ],
});

callbackContract('bot', {
  create: (clock) =>
    createBotCallback({
      crypto: crypto(''),
      botNames: ['支部通'],
      clock,
      apiBase: 'https://qyapi.weixin.qq.com',
    }),
  crypto: crypto(''),
  foreignCrypto: crypto(CORP),
  plain: botJson,
  envelope: (encrypted) => JSON.stringify({ encrypt: encrypted }),
  open(answer, nonce) {
    const envelope = JSON.parse(answer);
    if (typeof envelope.timestamp !== 'number' || envelope.nonce !== nonce) throw new Error('bad envelope');
    check(envelope.msgsignature, String(envelope.timestamp), envelope.nonce, envelope.encrypt);
    const inner = JSON.parse(crypto('').decrypt(envelope.encrypt));
    return inner.stream?.content ?? inner.template_card.main_title.title;
  },
  brokenBodies: [
    ['an empty body', ''],
    ['text', 'hello'],
    ['XML', '<xml><Encrypt>AAAA</Encrypt></xml>'],
    ['null', 'null'],
    ['an array', '["encrypt"]'],
    ['an envelope without ciphertext', '{"encrypt":""}'],
    ['a number as ciphertext', '{"encrypt":12}'],
  ],
});
