// Answers that take longer than WeCom waits: whoever is asked for one has it, or makes it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlowAnswers } from '../../src/conversation/slow.ts';
import { MINUTE_MS } from '../../src/domain/calendar/time.ts';
import type { IncomingMessage } from '../../src/ports/channels.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { toolsFor } from '../support/dialogue.ts';
import { MIGRATED } from '../support/migrated.ts';

const NOW = 1_763_710_200_000;
const message: IncomingMessage = {
  key: 'bot:m1',
  channel: 'bot',
  userId: 'ZhangSan',
  chatId: 'wr1',
  at: NOW,
  content: { kind: 'text', text: '全市今年到会率' },
  responseUrl: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x',
};
const asked = (key = 'bot:m1', userId = 'zhangsan') => ({ userId, isOf: (one: string) => one === key });

describe.each(MIGRATED)('on $name', ({ missing, create }) => {
  describe.skipIf(missing !== null)(missing ?? 'stored', () => {
    let database: TestDatabase;
    let store: OpenStore;
    let now = NOW;
    // Another instance, or this one after a restart: nothing is shared but the store.
    const instance = () => createSlowAnswers(toolsFor(), store, { now: () => now });
    beforeEach(async () => {
      now = NOW;
      database = await create();
      store = openStore(database.choice);
      await store.migrate();
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    it('gives the message back as it came, to any instance, however often it was kept', async () => {
      expect(await instance().keep(message)).toBe('正在查，请稍等……');
      await instance().keep(message);
      expect(await instance().find(asked())).toEqual({ message });
      expect(await instance().find(asked('bot:m1', 'ZHANGSAN'))).toEqual({ message });
    });

    it('gives the answer once it is stored, and the right one', async () => {
      await instance().keep(message);
      await store.write(async (tx) => {
        for (const [key, text] of [
          ['bot:m0', '别的'],
          ['bot:m1', '到会率 88%'],
        ] as const)
          tx.addMessage({
            key,
            channel: 'bot',
            chatId: 'wr1',
            userId: 'zhangsan',
            at: NOW,
            intent: 'query',
            text: null,
            reply: { text },
            changes: [],
          });
      });
      expect(await instance().find(asked())).toEqual({ reply: { text: '到会率 88%' } });
    });

    it('ends what nobody knows, what another person said, and what is too old to be asked for again', async () => {
      const gone = { reply: { text: expect.stringContaining('请再发一次') } };
      expect(await instance().find(asked())).toEqual(gone);
      await instance().keep(message);
      expect(await instance().find(asked('bot:m1', 'lisi'))).toEqual(gone);
      now = NOW + 5.5 * MINUTE_MS;
      expect(await instance().find(asked())).toEqual({ message });
      now += 1;
      expect(await instance().find(asked())).toEqual(gone);
    });

    it('keeps nothing longer than it can be asked for', async () => {
      await instance().keep(message);
      now = NOW + 11 * MINUTE_MS;
      await instance().keep({ ...message, key: 'bot:m2' });
      const kept = await store.read((tx) => tx.slowMessages('zhangsan'));
      expect(kept.map((k) => k.message.key)).toEqual(['bot:m2']);
    });
  });
});
