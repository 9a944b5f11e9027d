// A record from the chat to the file in the hand, through the real server and the stand-in of WeCom.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocx } from '../support/docx.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ SANDBOX_NOW: '2026-11-29T10:00:00+08:00' });
}, 60_000);
afterAll(() => server?.stop());

interface State {
  chats: {
    id: string;
    messages: { via?: string; body: { kind: string; name?: string; mediaId?: string } }[];
  }[];
}
const post = (path: string, body: object) =>
  fetch(`${server.url}/sandbox/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('the secretary asks for the record of a meeting and opens it', async () => {
  await post('say', {
    as: 'zhangsan',
    chat: 'private',
    text: '导出11月25日主题党日的会议记录',
    mention: true,
  });
  let mediaId = '';
  await expect
    .poll(
      async () => {
        const state = (await (await fetch(`${server.url}/sandbox/api/state?as=zhangsan`)).json()) as State;
        const sent = state.chats.flatMap((chat) => chat.messages.map(({ body }) => body));
        const file = sent.find(({ kind }) => kind === 'file');
        mediaId = file?.mediaId ?? '';
        return file?.name;
      },
      { timeout: 30_000 },
    )
    .toBe('2026-11-25-第一党支部-主题党日.docx');
  const response = await fetch(`${server.url}/sandbox/api/media/${mediaId}`);
  const file = Buffer.from(await response.arrayBuffer());
  const { tables, paragraphs } = readDocx(file);
  expect(paragraphs[0]).toBe('第一党支部会议记录');
  expect(tables[0]).toEqual(
    expect.arrayContaining([
      ['主持人', '书记张三', '记录人', '李四'],
      ['应到', '13人', '实到', '10人'],
      ['请假', '刘洋（出差）、孙玉兰（家里老人住院）'],
      ['缺席', '吴国栋'],
    ]),
  );
});

it('a picture asked for in a group stands there; said in private, it comes by the webhook of the group', async () => {
  const images = async () => {
    const state = (await (await fetch(`${server.url}/sandbox/api/state?as=zhangsan`)).json()) as State;
    return state.chats
      .find(({ id }) => id === 'sandbox-chat-2')!
      .messages.filter(({ body }) => body.kind === 'image')
      .map(({ via, body }) => ({ via, mediaId: body.mediaId! }));
  };
  const ask = (chat: string, text: string) => post('say', { as: 'zhangsan', chat, text, mention: true });
  await ask('sandbox-chat-2', '本月到会率图');
  expect((await images()).map(({ via }) => via)).toEqual(['reply']);
  await ask('private', '本月到会率图发到群里');
  await expect
    .poll(async () => (await images()).map(({ via }) => via), { timeout: 30_000 })
    .toEqual(['reply', 'webhook']);
  const [first, second] = await Promise.all(
    (await images()).map(async ({ mediaId }) => {
      const response = await fetch(`${server.url}/sandbox/api/media/${mediaId}`);
      return Buffer.from(await response.arrayBuffer());
    }),
  );
  expect(first!.subarray(1, 4).toString()).toBe('PNG');
  expect(second).toEqual(first);
});
