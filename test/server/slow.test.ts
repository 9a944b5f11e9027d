// A heavy question through the whole server: put off, asked for, answered; by this instance or the one after it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SMALL_ROSTER } from '../support/roster.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { botText, newId, PRODUCTION_ENV, postBot } from '../support/wecom-client.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const QUESTION = '今年到会率';
const streamOf = (body: string) =>
  (JSON.parse(body) as { stream: { id: string; finish: boolean; content: string } }).stream;
const refresh = (id: string, userid = 'zhangsan') => ({
  msgid: newId(),
  aibotid: 'aib1',
  chatid: 'wrchat',
  chattype: 'group',
  from: { userid },
  msgtype: 'stream',
  stream: { id },
});

/** Whoever reads waits as in a city whose figures take their time. */
function slowReading(): { end(): void } {
  const { store } = server.app;
  const { read } = store;
  const { promise, resolve } = Promise.withResolvers<void>();
  store.read = async (work, options) => {
    if (!options) return read(work, options);
    await promise;
    return read(work, options);
  };
  return {
    end() {
      store.read = read;
      resolve();
    },
  };
}

it('an answer that takes longer is shown by refreshes, and is the same as any other', async () => {
  const reading = slowReading();
  const message = botText('zhangsan', 'wrchat', QUESTION);
  const first = await postBot(server.url, message);
  const { id, finish, content } = streamOf(first.body);
  expect([first.status, finish, content]).toEqual([200, false, '正在查，请稍等……']);
  const repeated = await postBot(server.url, message);
  expect(streamOf(repeated.body)).toMatchObject({ id, finish: false });
  reading.end();
  const asked = await postBot(server.url, refresh(id));
  expect(streamOf(asked.body)).toMatchObject({ id, finish: true });
  expect(asked.text).toContain('到会率');
  expect(asked.text).not.toContain('稍等');
  // The answer is stored now: whoever asks again gets it, and so does the message when it is repeated.
  expect((await postBot(server.url, refresh(id))).text).toBe(asked.text);
  expect((await postBot(server.url, message)).text).toBe(asked.text);
}, 20_000);

it('an answer at once is given to a refresh as well; a stream nobody knows ends', async () => {
  const first = await postBot(server.url, botText('zhangsan', 'wrchat', QUESTION));
  const { id, finish } = streamOf(first.body);
  expect(finish).toBe(true);
  expect(streamOf((await postBot(server.url, refresh(id))).body)).toMatchObject({
    id,
    finish: true,
    content: first.text,
  });
  for (const unknown of [refresh('nothing'), refresh(id, 'lisi'), refresh(id, 'nobody')]) {
    const { finish: isOver, content } = streamOf((await postBot(server.url, unknown)).body);
    expect([isOver, content]).toEqual([true, expect.stringContaining('请再发一次')]);
  }
});

it('what was put off is answered by the instance that comes after a kill', async () => {
  const reading = slowReading();
  const first = await postBot(server.url, botText('zhangsan', 'wrchat', QUESTION));
  const { id, finish } = streamOf(first.body);
  expect(finish).toBe(false);
  const rows = await server.app.store.db.selectFrom('slow_message').selectAll().execute();
  const next = await startServer({ ...PRODUCTION_ENV });
  try {
    // All that the first one left behind.
    await next.app.store.write(async (tx) => {
      await tx.applyRoster(SMALL_ROSTER, Date.now());
      await tx.keepSlow(JSON.parse(rows[0]!.body), Date.now());
    });
    const asked = await postBot(next.url, refresh(id));
    expect(streamOf(asked.body)).toMatchObject({ id, finish: true });
    expect(asked.text).toContain('到会率');
  } finally {
    await next.stop();
    reading.end();
  }
}, 20_000);
