import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { createCrypto } from '../../../src/channels/wecom/crypto.ts';
import { utf8Bytes } from '../../../src/channels/wecom/text.ts';
import { createAppCallback } from '../../../src/channels/wecom-app/callback.ts';
import { readFields, textOf } from '../../../src/channels/wecom-app/xml.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';
import { STRONG } from '../../../src/domain/strong.ts';
import type { Reply } from '../../../src/ports/channels.ts';
import { signedQuery } from '../../contract/channels.ts';

const NOW = 1_763_710_200_000;
const CORP = 'ww1436e0e65a779aee';
const crypto = createCrypto({
  token: 't',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: CORP,
});
const channel = createAppCallback({ crypto, corpId: CORP, clock: { now: () => NOW } });

function receive(
  inner: string,
  head = `<ToUserName>${CORP}</ToUserName><FromUserName>ZhangSan</FromUserName><CreateTime>1763710100</CreateTime>`,
) {
  const encrypted = crypto.encrypt(`<xml>${head}${inner}</xml>`);
  const query = signedQuery(crypto, encrypted, String(NOW / 1000));
  return channel.receive(query, Buffer.from(`<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`));
}
function answered(inner: string, reply: Reply) {
  const answer = receive(inner).answer(reply);
  return answer === '' ? null : readFields(crypto.decrypt(textOf(readFields(answer), 'encrypt')));
}
const type = (name: string, rest: string) => `<MsgType>${name}</MsgType>${rest}<MsgId>77</MsgId>`;
const event = (name: string, rest = '') => `<MsgType>event</MsgType><Event>${name}</Event>${rest}`;
const TEXT = type('text', '<Content>签到</Content>');

describe('contents', () => {
  test.each([
    [TEXT, { kind: 'text', text: '签到' }],
    [type('TEXT', '<Content><![CDATA[]]></Content>'), { kind: 'text', text: '' }],
    [
      type('image', '<PicUrl>http://p</PicUrl><MediaId>M1</MediaId>'),
      { kind: 'media', media: [{ kind: 'image', source: { mediaId: 'M1' } }] },
    ],
    [type('image', ''), { kind: 'other', type: 'image' }],
    [type('voice', '<MediaId>M2</MediaId><Format>amr</Format>'), { kind: 'other', type: 'voice' }],
    [
      type('voice', '<MediaId>M2</MediaId><Recognition>请假出差</Recognition>'),
      { kind: 'text', text: '请假出差' },
    ],
    [
      type('video', '<MediaId>M3</MediaId><ThumbMediaId>T</ThumbMediaId>'),
      { kind: 'media', media: [{ kind: 'video', source: { mediaId: 'M3' } }] },
    ],
    [
      type('file', '<FileName>a.pdf</FileName><MediaId>M4</MediaId>'),
      { kind: 'media', media: [{ kind: 'file', source: { mediaId: 'M4' } }] },
    ],
    [type('location', '<Location_X>1.5</Location_X>'), { kind: 'other', type: 'location' }],
    [type('link', '<Title>t</Title>'), { kind: 'other', type: 'link' }],
    [type('hologram', ''), { kind: 'other', type: 'hologram' }],
    [event('subscribe'), { kind: 'enter' }],
    [event('enter_agent', '<EventKey></EventKey>'), { kind: 'enter' }],
    [event('click', '<EventKey>我的</EventKey>'), { kind: 'text', text: '我的' }],
    [
      event(
        'template_card_menu_event',
        '<EventKey>k</EventKey><TaskId>t</TaskId><ResponseCode>rc</ResponseCode>',
      ),
      { kind: 'button', buttonKey: 'k', taskId: 't', responseCode: 'rc', selected: undefined },
    ],
    [
      event(
        'template_card_event',
        '<EventKey>k</EventKey><TaskId >t</TaskId ><ResponseCode>rc</ResponseCode><AgentId>1</AgentId>',
      ),
      { kind: 'button', buttonKey: 'k', taskId: 't', responseCode: 'rc', selected: undefined },
    ],
  ])('%s', (inner, content) => {
    expect(receive(inner).message).toMatchObject({
      channel: 'app',
      userId: 'ZhangSan',
      at: 1_763_710_100_000,
      content,
    });
  });

  test.each([
    'unsubscribe',
    'LOCATION',
    'view',
    'batch_job_result',
    'change_contact',
    'low_active',
    'next_years_event',
  ])('acknowledges the event %s without a word', (name) => {
    const got = receive(event(name, '<AgentID>1</AgentID>'));
    expect(got.message).toBeNull();
    expect(got.answer({ text: '好' })).toBe('');
  });
});

describe('changes of contacts', () => {
  const SYS = `<ToUserName>${CORP}</ToUserName><FromUserName>sys</FromUserName><CreateTime>1763710100</CreateTime>`;
  const changed = (rest: string) => receive(event('change_contact', rest), SYS);
  test.each([
    ['<ChangeType>delete_user</ChangeType><UserID>LiSi</UserID>', { kind: 'contact', userId: 'LiSi' }],
    [
      '<ChangeType>update_user</ChangeType><UserID>lisi</UserID><NewUserID>LiSi2</NewUserID>',
      { kind: 'contact', userId: 'lisi', renamedTo: 'LiSi2' },
    ],
  ])('%s is heard, and never answered', (rest, content) => {
    const got = changed(rest);
    expect(got.message).toMatchObject({ userId: 'sys', content });
    expect(got.message?.key).toMatch(/^app:sys:~/);
    expect(got.answer({ text: '好' })).toBe('');
  });
  test.each([
    '<ChangeType>create_user</ChangeType><UserID>new</UserID><Name>新来</Name>',
    '<ChangeType>update_user</ChangeType><UserID>lisi</UserID><Position>主任</Position>',
    '<ChangeType>delete_user</ChangeType>',
    '<ChangeType>update_party</ChangeType><Id>2</Id>',
    '<ChangeType>update_tag</ChangeType><TagId>1</TagId>',
    '',
  ])('%s is nobody’s business', (rest) => {
    expect(changed(rest).message).toBeNull();
  });
  it('from anybody but WeCom itself are none', () => {
    const rest = '<ChangeType>delete_user</ChangeType><UserID>lisi</UserID>';
    expect(receive(event('change_contact', rest)).message).toBeNull();
  });
  it('anything else that WeCom itself says is none', () => {
    expect(receive(TEXT, SYS).message).toBeNull();
  });
});

describe('keys', () => {
  it('joins sender and message id, which is no number', () => {
    const id = 'CAIQg/PKxgYY9007199254740993==';
    expect(receive(`<MsgType>text</MsgType><Content>1</Content><MsgId>${id}</MsgId>`).message?.key).toBe(
      `app:ZhangSan:${id}`,
    );
    expect(
      receive('<MsgType>text</MsgType><Content>1</Content><MsgId>9007199254740993</MsgId>').message?.key,
    ).toBe('app:ZhangSan:9007199254740993');
  });
  it('tells events of one second apart by any field, and not by their order', () => {
    const [a, b, c, d] = [
      event('click', '<EventKey>我的</EventKey><AgentID>1</AgentID>'),
      event('click', '<EventKey>帮助</EventKey><AgentID>1</AgentID>'),
      event('click', '<EventKey>我的</EventKey><AgentID>2</AgentID>'),
      event('click', '<AgentID>1</AgentID><EventKey>我的</EventKey>'),
    ].map((inner) => receive(inner).message?.key);
    expect(new Set([a, b, c]).size).toBe(3);
    expect(d).toBe(a);
  });
  it('reads behind a byte order mark', () => {
    const fields = readFields(`\ufeff<xml><MsgId>1</MsgId><A><B>2</B></A></xml>`);
    expect(textOf(fields, 'msgid')).toBe('1');
    expect(textOf(readFields('\ufeff<xml><MsgId>1</MsgId></xml>'), 'msgid')).toBe('1');
  });
  it('takes the moment of arrival when CreateTime is missing', () => {
    const head = `<ToUserName>${CORP}</ToUserName><FromUserName>u</FromUserName>`;
    expect(receive(TEXT, head).message?.at).toBe(NOW);
  });
});

it('refuses a message that inside is for another corporation', () => {
  expect(() => receive(TEXT, '<ToUserName>ww0</ToUserName><FromUserName>u</FromUserName>')).toThrow(
    CallbackRefused,
  );
  expect(() => receive(TEXT, '<FromUserName>u</FromUserName>')).toThrow(CallbackRefused);
});

it('reads the official samples', () => {
  const vectors: { id: string; plaintext: string }[] = JSON.parse(
    readFileSync(new URL('../../fixtures/wecom-crypto-vectors.json', import.meta.url), 'utf8'),
  );
  const plain = vectors.find((v) => v.id === 'official-python-xml-msg')!.plaintext;
  expect(textOf(readFields(plain), 'tousername')).toBe(CORP);
  expect(textOf(readFields(plain), 'fromusername')).toBe('ChenJiaShun');
});

describe('passive replies', () => {
  it('swaps the two sides', () => {
    expect(answered(TEXT, { text: '好' })).toMatchObject({
      tousername: 'ZhangSan',
      fromusername: CORP,
      msgtype: 'text',
      content: '好',
      createtime: String(NOW / 1000),
    });
  });
  it('cuts at 2048 bytes between characters', () => {
    const content = textOf(answered(TEXT, { text: `a${'党'.repeat(700)}` }), 'content');
    expect(content).toBe(`a${'党'.repeat(681)}…`);
    expect(utf8Bytes(content)).toBe(2047);
    expect(textOf(answered(TEXT, { text: '😀'.repeat(512) }), 'content')).toBe('😀'.repeat(512));
    expect(textOf(answered(TEXT, { text: '😀'.repeat(513) }), 'content')).toBe(`${'😀'.repeat(511)}…`);
  });
  it('drops the bold marks', () => {
    expect(textOf(answered(TEXT, { text: `${STRONG}18/23${STRONG} 到会` }), 'content')).toBe('18/23 到会');
  });
  it('relabels the buttons of a pressed card', () => {
    const card = event('template_card_event', '<EventKey>k</EventKey><TaskId>t</TaskId>');
    expect(answered(card, { text: '已签到', cardState: '已签到 ]]> ]]>' })).toMatchObject({
      msgtype: 'update_button',
      button: { replacename: '已签到 ]]> ]]>' },
    });
  });
  it('keeps what can still be pressed on it', () => {
    const card = event('template_card_event', '<EventKey>k</EventKey><TaskId>t</TaskId>');
    const cardButtons = [
      { text: '到岗', key: 'muster_here:1' },
      { text: '去不了', key: 'muster_no:1', style: 2 as const },
    ];
    const next = answered(card, { text: '收到，已记', cardState: '已收到', cardButtons });
    expect(next).toMatchObject({
      msgtype: 'update_template_card',
      templatecard: {
        cardtype: 'button_interaction',
        maintitle: { title: '已收到' },
        subtitletext: '收到，已记',
        buttonlist: [
          { text: '到岗', style: '1', key: 'muster_here:1' },
          { text: '去不了', style: '2', key: 'muster_no:1' },
        ],
      },
    });
  });
  it('cuts what the new face of it cannot show, and marks the cut', () => {
    const card = event('template_card_event', '<EventKey>k</EventKey><TaskId>t</TaskId>');
    const cardButtons = [{ text: '一二三四五六七八九十一', key: 'k' }];
    const cardState = '到'.repeat(37);
    expect(answered(card, { text: `${'党'.repeat(161)}`, cardState, cardButtons })).toMatchObject({
      templatecard: {
        maintitle: { title: `${'到'.repeat(35)}…` },
        subtitletext: `${'党'.repeat(159)}…`,
        buttonlist: { text: '一二三四五六七八九…' },
      },
    });
  });
  it('answers a card menu with text, which is all it takes', () => {
    const menu = event('template_card_menu_event', '<EventKey>k</EventKey><TaskId>t</TaskId>');
    expect(answered(menu, { text: '好', cardState: '已签到' })).toMatchObject({
      msgtype: 'text',
      content: '好',
    });
  });
});
