// Sixty people speak in one group at once: WeCom lets 30 answers through, and everybody's is read within seconds.
import { afterEach, expect, test } from 'vitest';
import { BOT } from '../support/socket-client.ts';
import { startSocketServer } from '../support/socket-server.ts';
import { openSocketStandIn } from '../support/socket-stand-in.ts';

const GROUP = 'wrGroupABC';
const PEOPLE = ['张三', '李四', '王五', '赵六', '钱七', '李晓红'];
const IDS = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'];
const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

test('all of them are answered, in fewer messages than WeCom takes', async () => {
  const wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  releases.push(() => wecom.close());
  wecom.know({ chatId: GROUP });
  const server = await startSocketServer(wecom);
  releases.push(() => server.stop());
  const said = Array.from({ length: 60 }, (_, i) =>
    wecom.say({ userId: IDS[i % IDS.length]!, chatId: GROUP, text: '@支部通 谁没签到' }),
  );
  const texts = () => said.flatMap((s) => s.answers).map((a) => (a.stream as { content: string }).content);
  await wecom.when(
    () => texts().some((text) => text.startsWith(PEOPLE[0]!) || text.includes('、')),
    'the rest',
    15_000,
  );
  const last = texts().at(-1)!;
  for (const name of PEOPLE) expect(last).toContain(name);
  expect(texts().length).toBeLessThan(30);
  expect(wecom.complaints).toEqual([]);
}, 30_000);

test('an answer that met a connection no longer logged in is pushed within seconds', async () => {
  const wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  releases.push(() => wecom.close());
  const server = await startSocketServer(wecom);
  releases.push(() => server.stop());
  await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
  wecom.nak(846609, 1, 'aibot_respond_msg');
  wecom.say({ userId: 'zhangsan', text: '谁没签到' });
  await wecom.waitForPush(({ body }) => JSON.stringify(body).includes('活动'), 15_000);
  expect(wecom.complaints).toEqual([]);
}, 30_000);
