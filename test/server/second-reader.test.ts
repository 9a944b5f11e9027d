// The whole server with a second reader, in the sandbox: from what a person types to the better question in that chat.
import { expect, it, onTestFinished } from 'vitest';
import { reads, secondServer } from '../support/second-server.ts';
import { startServer } from '../support/server.ts';

const UNCLEAR = '周三支委会老娘要瞧郎中';
const LEAVE = { intent: 'leave', start: '周三', reason: '老娘要瞧郎中' } as const;

interface Shown {
  messages: { from: unknown; via?: string; body?: { text?: string } }[];
}

async function sandboxWith(env: Record<string, string>) {
  const server = await startServer({ SANDBOX_NOW: '2026-11-23T09:10:00+08:00', ...env });
  onTestFinished(() => server.stop());
  const state = async (as: string) =>
    (await fetch(`${server.url}/sandbox/api/state?as=${as}`).then((r) => r.json())) as {
      chats: (Shown & { id: string })[];
    };
  return {
    async says(chat: string, text: string) {
      const response = await fetch(`${server.url}/sandbox/api/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as: 'zhaoliu', chat, text, mention: true }),
      });
      return (await response.json()) as { reply?: { text?: string } };
    },
    shown: async (chat: string) =>
      JSON.stringify((await state('zhaoliu')).chats.find((c) => c.id === chat)?.messages ?? []),
    groups: async () => (await state('zhaoliu')).chats.map((c) => c.id),
    metrics: () => fetch(`${server.url}/metrics`).then((r) => r.text()),
  };
}

it('betters its question where it was asked, in private and in a group, and counts it', async () => {
  const second = await secondServer(reads(LEAVE));
  const chat = await sandboxWith({ LLM_BASE_URL: second.baseUrl, LLM_MODEL: 'm', LLM_API_KEY: 'k' });
  const group = (await chat.groups()).find((id) => id !== 'private')!;
  for (const where of ['private', group]) {
    expect(JSON.stringify(await chat.says(where, UNCLEAR))).not.toContain('又看了一遍');
    await expect.poll(() => chat.shown(where), { timeout: 10_000 }).toContain('又看了一遍');
    expect(await chat.shown(where)).toContain('老娘要瞧郎中');
  }
  expect(await chat.shown(group)).toContain('response_url');
  const metrics = await chat.metrics();
  expect(metrics).toContain('zhibutong_second_reader_calls_total{outcome="read"} 2');
  expect(metrics).toContain('zhibutong_second_reader_offers_total{outcome="offered"} 2');
  expect(metrics).toMatch(/zhibutong_second_reader_seconds_count\{outcome="read"\} 2/);
});

it('asks nobody when none is set', async () => {
  const second = await secondServer(reads(LEAVE));
  const chat = await sandboxWith({});
  await chat.says('private', UNCLEAR);
  expect(second.got).toEqual([]);
  expect(await chat.metrics()).not.toContain('zhibutong_second_reader_calls_total{');
});

it('stops while the second reader hangs, and leaves nothing open', async () => {
  let isClosed = false;
  const second = await secondServer((_, response) => {
    response.on('close', () => {
      isClosed = true;
    });
  });
  const server = await startServer({
    SANDBOX_NOW: '2026-11-23T09:10:00+08:00',
    LLM_BASE_URL: second.baseUrl,
    LLM_MODEL: 'm',
    LLM_API_KEY: 'k',
  });
  await fetch(`${server.url}/sandbox/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'zhaoliu', chat: 'private', text: UNCLEAR, mention: true }),
  });
  await expect.poll(() => second.got.length).toBe(1);
  await server.stop();
  await expect.poll(() => isClosed, { timeout: 800 }).toBe(true);
});
