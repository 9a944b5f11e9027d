import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { mentionStripper } from '../../../src/channels/aibot/mentions.ts';
import { readBotMessage } from '../../../src/channels/aibot/messages.ts';
import { pendingBody, replyBody } from '../../../src/channels/aibot/replies.ts';
import { utf8Bytes } from '../../../src/channels/wecom/text.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';
import { STRONG } from '../../../src/domain/strong.ts';

const NOW = 1_763_710_200_000;
const reading = {
  withoutMention: mentionStripper(['支部通']),
  apiBase: 'http://127.0.0.1:3000/wecom',
  now: NOW,
};
const base = {
  msgid: 'CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=',
  aibotid: 'B',
  chattype: 'single',
  from: { userid: 'ZhangSan' },
};
const group = { ...base, chattype: 'group', chatid: 'wrChat' };
const read = (body: unknown) => readBotMessage(body, reading);
const text = { ...base, msgtype: 'text', text: { content: '签到' } };
const image = (url: string, aeskey?: string) => ({ msgtype: 'image', image: { url, aeskey } });
const item = (content: string) => ({ msgtype: 'text', text: { content } });
const event = (eventtype: string, payload = {}) => ({
  ...base,
  msgtype: 'event',
  create_time: 1_700_000_000,
  event: { eventtype, [eventtype]: payload },
});

describe('contents', () => {
  test.each([
    [text, { kind: 'text', text: '签到' }],
    [
      { ...group, ...item('@支部通 签到') },
      { kind: 'text', text: '签到' },
    ],
    [
      { ...text, quote: item('明天下午开会') },
      { kind: 'text', text: '签到', quote: '明天下午开会' },
    ],
    [
      { ...text, quote: { msgtype: 'mixed', mixed: { msg_item: [item('一'), image('u'), item('二')] } } },
      {
        kind: 'media',
        text: '签到',
        media: [{ kind: 'image', source: { url: 'u' }, isQuoted: true }],
      },
    ],
    [
      { ...text, quote: { msgtype: 'voice', voice: { content: '话' } } },
      { kind: 'text', text: '签到', quote: '话' },
    ],
    [
      { ...text, quote: image('u') },
      { kind: 'media', text: '签到', media: [{ kind: 'image', source: { url: 'u' }, isQuoted: true }] },
    ],
    [
      { ...text, quote: { msgtype: 'file', file: { url: 'u' } } },
      { kind: 'media', text: '签到', media: [{ kind: 'file', source: { url: 'u' }, isQuoted: true }] },
    ],
    [
      { ...base, msgtype: 'mixed', mixed: { msg_item: [item('一'), image('u')] }, quote: image('q') },
      {
        kind: 'media',
        text: '一',
        media: [{ source: { url: 'u' } }, { source: { url: 'q' }, isQuoted: true }],
      },
    ],
    [
      { ...base, msgtype: 'voice', voice: { content: ' ' } },
      { kind: 'other', type: 'voice' },
    ],
    [
      { ...base, msgtype: 'voice' },
      { kind: 'other', type: 'voice' },
    ],
    [
      event('feedback_event', { id: 'ZhangSan:CAIQ:1', type: 2, inaccurate_reason_list: [3] }),
      { kind: 'feedback', verdict: 'wrong', of: { userId: 'ZhangSan', key: 'bot:CAIQ:1' } },
    ],
    [
      { ...text, quote: { what: 'new' } },
      { kind: 'text', text: '签到', unread: 'quoted' },
    ],
    [
      { ...text, quote: { msgtype: 'hologram', hologram: {} } },
      { kind: 'text', text: '签到', unread: 'quoted' },
    ],
    [
      { ...text, quote: { msgtype: 'mixed', mixed: { msg_item: [image('q'), { msgtype: 'image' }] } } },
      { kind: 'media', media: [{ source: { url: 'q' }, isQuoted: true }], unread: 'quoted' },
    ],
    [
      { ...base, msgtype: 'mixed', mixed: { msg_item: [item('整改12 完成'), { msgtype: 'location' }] } },
      { kind: 'text', text: '整改12 完成', unread: 'own' },
    ],
    [
      {
        ...base,
        msgtype: 'mixed',
        mixed: { msg_item: [item('整改12 完成'), 7, { what: 'new' }, image('u')] },
      },
      { kind: 'media', text: '整改12 完成', media: [{ source: { url: 'u' } }], unread: 'own' },
    ],
    [
      { ...base, msgtype: 'mixed', mixed: { msg_item: [{ msgtype: 'location' }] } },
      { kind: 'other', type: 'mixed' },
    ],
    [
      { ...base, msgtype: 'mixed', mixed: 'new' },
      { kind: 'other', type: 'mixed' },
    ],
    [
      { ...base, msgtype: 'voice', voice: { content: '请假出差' } },
      { kind: 'text', text: '请假出差' },
    ],
    [
      { ...base, ...image('https://x/1 ') },
      { kind: 'media', media: [{ kind: 'image', source: { url: 'https://x/1' } }] },
    ],
    [
      { ...base, ...image('https://x/1', 'K') },
      { kind: 'media', media: [{ kind: 'image', source: { url: 'https://x/1', aesKey: 'K' } }] },
    ],
    [
      { ...base, msgtype: 'file', file: { url: 'https://x/2' } },
      { kind: 'media', media: [{ kind: 'file', source: { url: 'https://x/2' } }] },
    ],
    [
      { ...base, msgtype: 'video', video: { url: 'https://x/3' } },
      { kind: 'media', media: [{ kind: 'video', source: { url: 'https://x/3' } }] },
    ],
    [
      { ...base, msgtype: 'image' },
      { kind: 'other', type: 'image' },
    ],
    [
      {
        ...group,
        msgtype: 'mixed',
        mixed: {
          msg_item: [item('@支部通 整改12 完成'), image('https://x/1'), image('https://x/2'), item('如图')],
        },
      },
      {
        kind: 'media',
        text: '整改12 完成\n如图',
        media: [{ source: { url: 'https://x/1' } }, { source: { url: 'https://x/2' } }],
      },
    ],
    [
      { ...group, msgtype: 'mixed', mixed: { msg_item: [item('@支部通'), item('签到')] } },
      { kind: 'text', text: '签到' },
    ],
    [
      { ...base, msgtype: 'hologram' },
      { kind: 'other', type: 'hologram' },
    ],
    [event('enter_chat'), { kind: 'enter' }],
    [
      event('template_card_event', { event_key: 'k', task_id: 't' }),
      { kind: 'button', buttonKey: 'k', taskId: 't' },
    ],
    [
      event('template_card_event', {
        event_key: 'k',
        task_id: 't',
        selected_items: { selected_item: [{ question_key: 'q', option_ids: { option_id: ['a', 'b'] } }] },
      }),
      { kind: 'button', buttonKey: 'k', taskId: 't', selected: { q: ['a', 'b'] } },
    ],
  ])('%j', (body, content) => {
    expect(read(body).message?.content).toMatchObject(content);
  });

  it('says of nothing that it could not be read where all was', () => {
    const quote = { msgtype: 'mixed', mixed: { msg_item: [item('一'), image('u')] } };
    for (const body of [text, { ...text, quote }, { ...text, quote: null }, { ...text, quote: item('二') }])
      expect(read(body).message?.content).not.toHaveProperty('unread');
  });

  it('takes ids and times written as numbers or as text', () => {
    const odd = {
      ...group,
      ...item('到'),
      msgid: 7,
      chatid: 12,
      from: { userid: 34 },
      create_time: '1700000000',
    };
    expect(read(odd).message).toMatchObject({
      key: 'bot:7',
      chatId: '12',
      userId: '34',
      at: 1_700_000_000_000,
    });
  });

  it('keeps the ids as they are', () => {
    expect(read({ ...group, ...item('到') }).message).toMatchObject({
      key: `bot:${base.msgid}`,
      chatId: 'wrChat',
      userId: 'ZhangSan',
      at: NOW,
    });
    expect(read(event('enter_chat')).message).toMatchObject({ at: 1_700_000_000_000 });
    expect(read(text).message?.chatId).toBeUndefined();
  });

  test.each([
    ['a group message without chatid', { ...text, chattype: 'group' }],
    ['a message from nobody', { ...text, from: undefined }],
    ['a message from sys', { ...text, from: { userid: 'sys' } }],
    ['feedback to nothing of ours', event('feedback_event', { id: 'f', type: 2 })],
    ['feedback of a new kind', event('feedback_event', { id: 'u:f', type: 9 })],
    ['an event without payload', { ...base, msgtype: 'event' }],
    ['a card event without its parts', event('template_card_event', { card_type: 'text_notice' })],
  ])('drops %s', (_, body) => {
    expect(read(body)).toEqual({ message: null, accepts: { kind: 'nothing' } });
  });

  test.each([
    null,
    [],
    'text',
    12,
    {},
    { msgid: 1.5, msgtype: 'text' },
    { msgid: 2 ** 60, msgtype: 'text' },
    { msgid: '', msgtype: 'text' },
    { msgid: 'm' },
  ])('refuses %j', (body) => {
    expect(() => read(body)).toThrow(CallbackRefused);
  });
});

test.each<[string, boolean]>([
  ['https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x', true],
  ['http://127.0.0.1:3000/wecom/cgi-bin/aibot/response?response_code=x', true],
  ['http://qyapi.weixin.qq.com/cgi-bin/aibot/response', false],
  ['https://qyapi.weixin.qq.com.evil.cn/', false],
  ['https://qyapi.weixin.qq.com:8443/', false],
  ['https://user@qyapi.weixin.qq.com/', false],
  ['https://127.0.0.1:3000/', false],
  ['http://127.0.0.1:3001/', false],
  ['ftp://qyapi.weixin.qq.com/', false],
  ['not a url', false],
])('keeps response_url %s: %s', (response_url, kept) => {
  expect(read({ ...text, response_url }).message?.responseUrl).toBe(kept ? response_url : undefined);
});

describe('replies', () => {
  it('show pictures at the end of the stream, as bytes with their sum; what is none is left out', () => {
    const png = Buffer.from('89504e470d0a1a0a01', 'hex');
    const image = { base64: 'iVBORw0KGgoB', md5: createHash('md5').update(png).digest('hex') };
    const shown = (images: Buffer[], body: object = text) =>
      replyBody(read(body).accepts, { text: '到会率' }, images) as { stream: { msg_item?: unknown[] } };
    const [first, asked] = [
      shown([png, Buffer.from('no picture')]),
      shown([png], { msgid: 'm2', msgtype: 'stream', stream: { id: 's' }, from: { userid: 'zhaoliu' } }),
    ];
    for (const { stream } of [first, asked])
      expect(stream).toMatchObject({ finish: true, msg_item: [{ msgtype: 'image', image }] });
    expect(shown(Array.from({ length: 11 }, () => png)).stream.msg_item).toHaveLength(10);
    expect(shown([]).stream).not.toHaveProperty('msg_item');
  });

  const reply = { text: `${STRONG}18/23${STRONG} 到会`, cardState: '已签到' };

  it('answers a message with a finished stream of the same id each time', () => {
    const first = replyBody(read(text).accepts, reply);
    expect(first).toEqual({
      msgtype: 'stream',
      stream: {
        id: expect.stringMatching(/^\w{32}$/),
        finish: true,
        content: '**18/23** 到会',
        feedback: { id: `ZhangSan:${base.msgid}` },
      },
    });
    expect(replyBody(read(text).accepts, reply)).toEqual(first);
    expect(replyBody(read({ ...text, msgid: 'other' }).accepts, reply)).not.toEqual(first);
  });
  it('shows what can be answered as buttons beside the stream, unless WeCom would refuse them', () => {
    const button = (n: number) => ({ text: `${n}`, key: `choose:${n}:m` });
    const asked = { text: '您是想：', choices: { title: '请选一个', buttons: [button(1), button(2)] } };
    expect(replyBody(read(text).accepts, asked)).toMatchObject({
      msgtype: 'stream_with_template_card',
      stream: { content: '您是想：', finish: true },
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '请选一个' },
        task_id: expect.stringMatching(/^choose_\w{32}$/),
        button_list: [{ text: '1', key: 'choose:1:m' }, { text: '2' }],
      },
    });
    const many = { ...asked, choices: { title: 'x', buttons: [1, 2, 3, 4, 5, 6, 7].map(button) } };
    expect(replyBody(read(text).accepts, many)).toMatchObject({ msgtype: 'stream' });
  });
  it('keeps a stream within 20480 bytes', () => {
    const body = replyBody(read(text).accepts, { text: '党'.repeat(7000) }) as {
      stream: { content: string };
    };
    expect(body.stream.content).toBe(`${'党'.repeat(6825)}…`);
    expect(utf8Bytes(body.stream.content)).toBe(20_478);
  });
  it('says in lines what a table above 20480 bytes would say', () => {
    const shown = (rows: number, cell = '党'.repeat(60)) => {
      const table = {
        before: '明细',
        columns: ['姓名', '事由'],
        rows: Array.from({ length: rows }, () => ['赵|六', cell]),
        after: '共若干',
      };
      const body = replyBody(read(text).accepts, { text: '逐行', table }) as { stream: { content: string } };
      return body.stream.content;
    };
    expect(shown(1, '党')).toBe('明细\n\n| 姓名 | 事由 |\n| --- | --- |\n| 赵｜六 | 党 |\n\n共若干');
    expect(shown(100).startsWith('明细')).toBe(true);
    // Below that many characters, above that many bytes.
    expect(shown(110)).toBe('逐行');
  });
  it('welcomes with plain text', () => {
    expect(replyBody(read(event('enter_chat')).accepts, reply)).toEqual({
      msgtype: 'text',
      text: { content: '18/23 到会' },
    });
  });
  it('gives the pressed card a new face for the one who pressed', () => {
    const { accepts } = read(event('template_card_event', { event_key: 'k', task_id: 't' }));
    expect(replyBody(accepts, reply)).toMatchObject({
      response_type: 'update_template_card',
      userids: ['ZhangSan'],
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '已签到' },
        sub_title_text: '18/23 到会',
        task_id: 't',
        button_list: [{ text: '已签到', key: 'k' }],
      },
    });
    const cardButtons = [{ text: '到岗', key: 'muster_here:1' }];
    expect(replyBody(accepts, { ...reply, cardButtons })).toMatchObject({
      template_card: {
        main_title: { title: '已签到' },
        button_list: [{ text: '到岗', key: 'muster_here:1' }],
      },
    });
    expect(replyBody(accepts, { text: '好' })).toBeNull();
    // What it cannot show is cut, and the cut is marked.
    const wordy = { text: '党'.repeat(113), cardState: '到'.repeat(27) };
    const shown = (buttons?: { text: string; key: string }[]) =>
      replyBody(accepts, { ...wordy, ...(buttons && { cardButtons: buttons }) });
    for (const [buttons, first] of [
      [undefined, `${'到'.repeat(9)}…`],
      [[{ text: '一二三四五六七八九十一', key: 'k' }], '一二三四五六七八九…'],
    ] as const)
      expect(shown(buttons && [...buttons])).toMatchObject({
        template_card: {
          main_title: { title: `${'到'.repeat(25)}…` },
          sub_title_text: `${'党'.repeat(111)}…`,
          button_list: [{ text: first }],
        },
      });
  });
  it('asks for no feedback by an id that is too long', () => {
    const [fits, over] = [247, 248].map((n) =>
      replyBody(read({ ...text, msgid: 'x'.repeat(n) }).accepts, reply),
    ) as { stream: { feedback?: { id: string } } }[];
    expect(utf8Bytes(fits!.stream.feedback!.id)).toBe(256);
    expect(over!.stream).not.toHaveProperty('feedback');
    const wide = replyBody(read({ ...text, msgid: '党'.repeat(83) }).accepts, reply) as { stream: object };
    expect(wide.stream).not.toHaveProperty('feedback');
  });
  it('puts an answer off under the id that it will have, and gives it when asked', () => {
    const { stream: whole } = replyBody(read(text).accepts, reply) as { stream: { id: string } };
    expect(pendingBody(read(text).accepts, '请稍等')).toEqual({
      msgtype: 'stream',
      stream: { ...whole, finish: false, content: '请稍等' },
    });
    const { accepts } = read({ ...base, msgtype: 'stream', stream: { id: whole.id } });
    expect(pendingBody(accepts, '请稍等')).toEqual({
      msgtype: 'stream',
      stream: { id: whole.id, finish: false, content: '请稍等' },
    });
    const asked = { ...reply, choices: { title: '请选一个', buttons: [{ text: '1', key: 'k' }] } };
    expect(replyBody(accepts, asked)).toMatchObject({
      msgtype: 'stream_with_template_card',
      stream: { id: whole.id, finish: true, content: '**18/23** 到会' },
      template_card: { task_id: `choose_${whole.id}` },
    });
    expect(pendingBody(read(event('enter_chat')).accepts, '请稍等')).toBeNull();
  });
  it('ends a stream that is asked for again', () => {
    const { message, accepts } = read({ ...base, msgtype: 'stream', stream: { id: 'S9' } });
    expect(message).toBeNull();
    expect(replyBody(accepts, null)).toEqual({
      msgtype: 'stream',
      stream: { id: 'S9', finish: true, content: undefined },
    });
  });
  it('has no answer to silence', () => {
    for (const body of [text, event('enter_chat'), event('feedback_event')])
      expect(replyBody(read(body).accepts, null)).toBeNull();
    const { accepts } = read(event('feedback_event', { id: 'u:m', type: 1 }));
    expect(replyBody(accepts, reply)).toBeNull();
  });
});
