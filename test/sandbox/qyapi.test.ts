import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dumpChat, type Loose, openStage, type Stage } from './stage.ts';

let stage: Stage;
let token: string;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.heard.length = 0;
  // A minute of distance, so that no test meets another one's rate windows.
  stage.clock.at += 61_000;
  token = await stage.token();
});

const send = (message: object) =>
  stage.api(`message/send?access_token=${token}`, { touser: 'sunli', agentid: 1000002, ...message });
const text = (content: string, extra = {}) => send({ msgtype: 'text', text: { content }, ...extra });
const webhook = (message: object, key = 'hook-first') => stage.api(`webhook/send?key=${key}`, message);
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const privately = (as: string) => dumpChat(stage, as, 'private');

describe('gettoken', () => {
  it.each([
    ['corpid=wwother&corpsecret=app-secret', 40013],
    ['corpid=wwsandbox&corpsecret=wrong', 40001],
    ['corpsecret=app-secret', 41002],
    ['corpid=wwsandbox', 41004],
  ])('refuses %s', async (query, errcode) => {
    expect(await stage.api(`gettoken?${query}`)).toMatchObject({ errcode });
  });

  it('gives the same token until it expires by the sandbox clock', async () => {
    expect(await stage.token()).toBe(token);
    stage.clock.at += 7200_000;
    expect(await text('旧的')).toMatchObject({ errcode: 42001 });
    expect(await stage.token()).not.toBe(token);
  });

  it.each([
    ['', 41001],
    ['access_token=nonsense', 40014],
  ])('is asked for by every other call: %s', async (query, errcode) => {
    expect(await stage.api(`message/send?${query}`, {})).toMatchObject({ errcode });
    expect(await stage.api(`user/get?userid=sunli&${query}`)).toMatchObject({ errcode });
  });
});

describe('message/send', () => {
  it('shows the text to its recipients and names the unknown ones', async () => {
    const answer = await text('明天开会', { touser: 'SUNLI|Ghost|lifang' });
    expect(answer).toEqual({ errcode: 0, errmsg: 'ok', invaliduser: 'ghost', msgid: expect.any(String) });
    expect((await privately('sunli')).at(-1)).toBe('bot: 明天开会');
    expect((await privately('lifang')).at(-1)).toBe('bot: 明天开会');
  });

  it.each<[string, object, number]>([
    ['only unknown people', { touser: 'ghost|phantom' }, 81013],
    ['nobody', { touser: '' }, 82001],
    ['more than 1000 people', { touser: Array(1001).fill('sunli').join('|') }, 40032],
    ['another agent', { agentid: 1 }, 301002],
    ['an agent that is none', { agentid: 'x' }, 40056],
    ['an unknown type', { msgtype: 'poem' }, 40008],
    ['an inherited name as type', { msgtype: 'constructor' }, 40008],
    ['an empty text', { text: { content: ' ' } }, 44004],
    ['markdown over 2048 bytes', markdown('党'.repeat(683)), 40058],
    ['an unknown file', { msgtype: 'file', file: { media_id: '3x' } }, 40007],
    ['an interval over four hours', { enable_duplicate_check: 1, duplicate_check_interval: 14_401 }, 40058],
  ])('refuses %s', async (_, extra, errcode) => {
    expect(await text('内容', extra)).toMatchObject({ errcode });
  });

  it('refuses what is not JSON', async () => {
    const init = { method: 'POST', body: '{"touser":' };
    const response = await fetch(
      `${stage.base}/sandbox/qyapi/cgi-bin/message/send?access_token=${token}`,
      init,
    );
    expect([response.status, await response.json()]).toEqual([
      200,
      { errcode: 40058, errmsg: 'wrong json format' },
    ]);
  });

  it('reaches a department with everybody below it, without repeating anybody', async () => {
    const { department } = await stage.api(`department/list?access_token=${token}`);
    const branch = department.find((d: Loose) => d.name === '第一党支部').id;
    await text('支部通知', { touser: 'sunli', toparty: `${branch}|999` });
    expect((await privately('ouyangmingyue')).at(-1)).toBe('bot: 支部通知');
    expect((await privately('sunli')).filter((line) => line === 'bot: 支部通知')).toHaveLength(1);
    expect(await privately('huanglei')).toEqual([]);
  });

  it('cuts a text silently at 2048 bytes and marks the line', async () => {
    expect(await text('🎉'.repeat(600))).toMatchObject({ errcode: 0 });
    const { chats } = await stage.state('sunli');
    expect(chats.at(-1).messages.at(-1)).toMatchObject({
      body: { text: '🎉'.repeat(512) },
      warnings: ['truncated'],
    });
  });

  it('drops a byte-identical repetition inside its interval and answers as before', async () => {
    const before = await privately('sunli');
    const first = await text('只一次', { enable_duplicate_check: 1 });
    expect(await text('只一次', { enable_duplicate_check: 1 })).toEqual(first);
    expect(await privately('sunli')).toEqual([...before, 'bot: 只一次']);
    stage.clock.at += 1800_001;
    expect((await text('只一次', { enable_duplicate_check: 1 })).msgid).not.toBe(first.msgid);
  });

  it('drops what exceeds 30 a minute for one person without telling the sender', async () => {
    for (let i = 0; i < 31; i++)
      expect(await text(`第${i}条`, { touser: 'chenqiang' })).toMatchObject({ errcode: 0 });
    expect((await privately('chenqiang')).slice(-2)).toEqual(['bot: 第29条', 'system: dropped']);
  });

  it('gives a response_code for cards that can be answered and takes a task_id once', async () => {
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '确认' },
      task_id: 'once-1',
      button_list: [{ text: '好', key: 'k' }],
    };
    const message = { msgtype: 'template_card', template_card: card };
    expect(await send(message)).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    expect(await send(message)).toMatchObject({ errcode: 42014 });
  });
});

describe('message/recall', () => {
  it('takes a message back within 24 hours', async () => {
    const { msgid } = await text('说错了', { touser: 'lifang' });
    const recall = () => stage.api(`message/recall?access_token=${token}`, { msgid });
    expect(await recall()).toMatchObject({ errcode: 0 });
    expect((await privately('lifang')).at(-1)).toBe('bot: recalled');
    stage.clock.at += 86_400_001;
    token = await stage.token();
    expect(await recall()).toMatchObject({ errcode: 42052 });
  });
});

describe('webhook/send', () => {
  it('shows markdown in the group of its key', async () => {
    expect(await webhook(markdown('**开会**'))).toEqual({ errcode: 0, errmsg: 'ok' });
    expect((await dumpChat(stage, 'sunli', 'wrFirst')).at(-1)).toBe('bot: **开会**');
    expect(await dumpChat(stage, 'huanglei', 'wrSecond')).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['4096 bytes', markdown(`党${'a'.repeat(4093)}`), 0],
    ['4097 bytes', markdown(`党${'a'.repeat(4094)}`), 40058],
    ['no content', markdown(''), 93017],
    [
      'a card with buttons',
      { msgtype: 'template_card', template_card: { card_type: 'button_interaction' } },
      42031,
    ],
  ])('checks %s', async (_, message, errcode) => {
    expect(await webhook(message)).toMatchObject({ errcode });
  });

  it('refuses an unknown key', async () => {
    expect(await webhook(markdown('x'), 'nobody')).toMatchObject({ errcode: 93000 });
    expect(await webhook(markdown('x'), '')).toMatchObject({ errcode: 93000 });
  });

  it('takes 20 messages a minute by the sandbox clock', async () => {
    for (let i = 0; i < 20; i++) expect(await webhook(markdown(`${i}`))).toMatchObject({ errcode: 0 });
    expect(await webhook(markdown('多了'))).toMatchObject({ errcode: 45009 });
    expect(await webhook(markdown('别的群'), 'hook-second')).toMatchObject({ errcode: 0 });
    stage.clock.at += 60_000;
    expect(await webhook(markdown('又可以了'))).toMatchObject({ errcode: 0 });
  });

  it('takes an inline picture whose md5 is right', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3, 4]);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const image = { base64: bytes.toString('base64'), md5 };
    expect(await webhook({ msgtype: 'image', image })).toMatchObject({ errcode: 0 });
    expect(await webhook({ msgtype: 'image', image: { ...image, md5: '0' } })).toMatchObject({
      errcode: 40058,
    });
  });
});

describe('media', () => {
  async function upload(path: string, name: string, bytes: Buffer, part = 'media'): Promise<Loose> {
    const form = new FormData();
    form.append(part, new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }), name);
    return (
      await fetch(`${stage.base}/sandbox/qyapi/cgi-bin/${path}`, { method: 'POST', body: form })
    ).json();
  }
  const file = Buffer.from('台账的内容,含 \r\n--边界 也不怕');

  it('comes back as it was uploaded and can be sent as a file', async () => {
    const { media_id } = await upload(`media/upload?access_token=${token}&type=file`, '11月台账.xlsx', file);
    const got = await stage.get(
      `/sandbox/qyapi/cgi-bin/media/get?access_token=${token}&media_id=${media_id}`,
    );
    expect(Buffer.from(await got.arrayBuffer())).toEqual(file);
    expect(await send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 0 });
    expect((await privately('sunli')).at(-1)).toBe('bot: 11月台账.xlsx');
    const page = await stage.get(`/sandbox/api/media/${media_id}`);
    expect(page.headers.get('content-disposition')).toContain('attachment');
    stage.clock.at += 3 * 86_400_000 + 1;
    token = await stage.token();
    expect(await send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40007 });
    const late = await stage.get(
      `/sandbox/qyapi/cgi-bin/media/get?access_token=${token}&media_id=${media_id}`,
    );
    expect(await late.json()).toMatchObject({ errcode: 40145 });
  });

  it('uploaded for one webhook works there only', async () => {
    const { media_id } = await upload('webhook/upload_media?key=hook-first&type=file', 'a.txt', file);
    const message = { msgtype: 'file', file: { media_id } };
    expect(await webhook(message, 'hook-second')).toMatchObject({ errcode: 40007 });
    expect(await webhook(message)).toMatchObject({ errcode: 0 });
    expect(await send(message)).toMatchObject({ errcode: 40007 });
  });

  it.each<[string, string, string, Buffer, string, number]>([
    ['an unknown type', 'poem', 'a.txt', file, 'media', 40004],
    ['a part of another name', 'file', 'a.txt', file, 'file', 44001],
    ['five bytes', 'file', 'a.txt', Buffer.from('12345'), 'media', 40006],
    ['a picture that is none', 'image', 'a.png', file, 'media', 40005],
    ['voice that is not AMR', 'voice', 'a.mp3', file, 'media', 40005],
  ])('refuses %s', async (_, type, name, bytes, part, errcode) => {
    expect(await upload(`media/upload?access_token=${token}&type=${type}`, name, bytes, part)).toMatchObject({
      errcode,
    });
  });

  it('is bounded', async () => {
    const big = await fetch(
      `${stage.base}/sandbox/qyapi/cgi-bin/media/upload?access_token=${token}&type=file`,
      {
        method: 'POST',
        body: Buffer.alloc(10 * 1024 * 1024 + 1),
      },
    );
    expect(big.status).toBe(413);
  });

  it('never leaves its folder', async () => {
    expect((await stage.get('/sandbox/api/media/..%2F..%2Fpackage.json')).status).toBe(404);
    expect((await stage.get('/sandbox/api/media/constructor')).status).toBe(404);
  });
});

describe('contacts', () => {
  it('list departments and the members of one level', async () => {
    const { department_id } = await stage.api(`department/simplelist?access_token=${token}`);
    expect(department_id[0]).toMatchObject({ id: 1, parentid: 0 });
    const names = await Promise.all(
      department_id.map(
        async ({ id }: Loose) =>
          (await stage.api(`department/get?access_token=${token}&id=${id}`)).department.name,
      ),
    );
    expect(names).toEqual(['城郊党委', '第一党支部', '第一党小组', '第二党小组', '第二党支部']);
    const { userlist } = await stage.api(`user/simplelist?access_token=${token}&department_id=2`);
    expect(userlist.map((u: Loose) => u.name)).toEqual(['王建国', '李芳']);
  });

  it('show one person, in any case of the userid', async () => {
    expect(await stage.api(`user/get?access_token=${token}&userid=wangjianguo`)).toMatchObject({
      userid: 'WangJianguo',
      name: '王建国',
      position: '书记',
      department: [2],
      status: 1,
    });
    expect(await stage.api(`user/get?access_token=${token}&userid=ghost`)).toMatchObject({ errcode: 60111 });
  });
});

describe('response_url', () => {
  it('takes one markdown for the group within an hour', async () => {
    await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '统计' });
    const url: string = stage.heard[0]!.message.response_url;
    const later = async (message: object) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify(message) })).json();
    expect(await later({ msgtype: 'template_card', template_card: {} })).toMatchObject({ errcode: 40008 });
    expect(await later(markdown('结果'))).toMatchObject({ errcode: 0 });
    expect(await later(markdown('结果'))).toMatchObject({ errcode: 60140 });
    expect((await dumpChat(stage, 'lifang', 'wrFirst')).at(-1)).toBe('bot: 结果');
  });

  it('ends after an hour', async () => {
    await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '统计' });
    stage.clock.at += 3600_001;
    const init = { method: 'POST', body: JSON.stringify(markdown('迟了')) };
    expect(await (await fetch(stage.heard[0]!.message.response_url, init)).json()).toMatchObject({
      errcode: 60140,
    });
  });
});

it('answers with an errcode what it does not offer, and a wrong method', async () => {
  expect(await stage.api(`appchat/poem?access_token=${token}`)).toMatchObject({ errcode: 48002 });
  expect(await stage.api('constructor')).toMatchObject({ errcode: 48002 });
  expect(await stage.api(`message/send?access_token=${token}`)).toMatchObject({ errcode: 43002 });
  expect(await stage.api(`getcallbackip?access_token=${token}`)).toEqual({
    errcode: 0,
    errmsg: 'ok',
    ip_list: ['127.0.0.1'],
  });
});

describe('appchat', () => {
  const call = (what: string, body: object) => stage.api(`appchat/${what}?access_token=${token}`, body);
  const group = { name: '第一党支部', owner: 'sunli', userlist: ['sunli', 'lifang'] };

  it('makes a group once, knows its members and takes messages for it', async () => {
    const chatid = 'zbtMade1';
    expect(await call('create', { ...group, chatid })).toMatchObject({ errcode: 0, chatid });
    expect(await call('create', { ...group, chatid })).toMatchObject({ errcode: 86215 });
    expect(await call('update', { chatid, owner: 'lifang', del_user_list: ['SUNLI'] })).toMatchObject({
      errcode: 86004,
    });
    expect(await stage.api(`appchat/get?access_token=${token}&chatid=${chatid}`)).toMatchObject({
      errcode: 0,
      chat_info: { chatid, owner: 'sunli', userlist: ['sunli', 'lifang'] },
    });
    expect(await call('send', { chatid, msgtype: 'text', text: { content: '好' } })).toMatchObject({
      errcode: 0,
    });
    expect(await call('send', { chatid, msgtype: 'template_card', template_card: {} })).toMatchObject({
      errcode: 40008,
    });
    expect(await call('send', { chatid, msgtype: 'text', text: { content: '好' }, to: 1 })).toMatchObject({
      errcode: 40058,
    });
  });

  it.each<[string, object, number]>([
    ['one member', { userlist: ['sunli'] }, 86001],
    ['somebody unknown', { userlist: ['sunli', 'ghost'] }, 60111],
    ['an owner outside', { owner: 'zhangsan' }, 86005],
    ['a bad number', { chatid: 'a-b' }, 40058],
    ['a field there is not', { members: [] }, 40058],
  ])('refuses %s', async (_, over, errcode) => {
    expect(await call('create', { ...group, chatid: 'zbtBad', ...over })).toMatchObject({ errcode });
  });

  it('knows no other group', async () => {
    expect(await stage.api(`appchat/get?access_token=${token}&chatid=none`)).toMatchObject({
      errcode: 86003,
    });
    expect(await call('send', { chatid: 'none', msgtype: 'text', text: { content: 'x' } })).toMatchObject({
      errcode: 86003,
    });
  });
});

it('a field that WeCom would pass over is refused, wherever it stands', async () => {
  expect(await text('好', { to_user: 'x' })).toMatchObject({ errcode: 40058 });
  expect(await send({ msgtype: 'text', text: { content: '好', mention: [] } })).toMatchObject({
    errcode: 40058,
  });
  expect(await webhook({ ...markdown('好'), mentioned_list: ['@all'] })).toMatchObject({ errcode: 40058 });
});
