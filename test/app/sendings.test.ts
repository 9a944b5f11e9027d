// What the page tells of a journey is what the outbox holds: from the real server, over its page's API.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Journey, Sending } from '../../src/sandbox/page-contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ SANDBOX_NOW: '2026-11-23T21:10:00+08:00' });
});
afterAll(() => server?.stop());

const post = async (path: string, body: object) =>
  (await fetch(`${server.url}/sandbox/api/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
const say = (text: string) => post('say', { as: 'zhangsan', chat: 'private', text });
const journey = async () => (await (await fetch(`${server.url}/sandbox/api/journey`)).json()) as Journey;
const shown = ({ at, rule, state, group, people, text }: Sending) =>
  `${new Date(at + 8 * 3600_000).toISOString().slice(5, 16)} ${rule} ${state} → ${group ?? people} ${text}`;

it('names what was sent to whom, when and by which rule, and what was planned and dropped', async () => {
  expect(await journey()).toEqual({ from: 0, to: 0, sendings: [] });
  // In the quiet hours an invitation waits for the morning; the cancelled one never leaves.
  await say('安排 党课 11月25日下午3点 党员活动室');
  await say('安排 党员大会 11月25日上午9点 三楼会议室');
  await say('取消 党员大会');
  await post('clock', { to: '2026-11-24T09:30' });
  const { from, to, sendings } = await journey();
  expect(to - from).toBeGreaterThan(12 * 3600_000);
  const lines = sendings.map(shown);
  const group = sendings.find((s) => s.rule === 'invitation')?.group;
  expect(group).toMatch(/^sandbox-chat-/);
  expect(lines.slice(0, 2)).toEqual([
    expect.stringContaining(`11-24T08:01 invitation settled → ${group} 支部党员大会通知（第一党支部） `),
    expect.stringContaining(`11-24T08:01 invitation sent → ${group} 党课通知（第一党支部） `),
  ]);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^11-24T08:47 digest sent → hejingyi 11月24日\(周二\) 有2件事： 1\. 第一党支部：整改2/,
    ),
  );
  // As many as reached a chat of the stand-in.
  const { sent } = (await (await fetch(`${server.url}/sandbox/api/state`)).json()) as { sent: number };
  expect(sendings.filter((s) => s.state === 'sent').length).toBe(sent);
});
