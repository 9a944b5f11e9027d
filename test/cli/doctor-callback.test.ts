// `doctor` walks to the callback addresses as WeCom does: through whatever stands before a real server.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCrypto } from '../../src/channels/wecom/crypto.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { badProxy, type Misbehaviour } from '../support/bad-proxy.ts';
import { runCommand } from '../support/cli.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { appXml, BOT, botText, PRODUCTION_ENV, postApp, signedQuery } from '../support/wecom-client.ts';
import { wecomStandIn } from '../support/wecom-stand-in.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Found {
  ok: boolean;
  findings: { name: string; state: 'ok' | 'hint' | 'wrong'; text: string }[];
}

async function setUp(): Promise<{
  server: TestServer;
  examine: (more?: Record<string, string>) => Promise<Found>;
}> {
  const server = await startServer(PRODUCTION_ENV);
  onTestFinished(server.stop);
  const { base } = await wecomStandIn({ now: Date.now });
  const env = {
    ...PRODUCTION_ENV,
    DATA_DIR: server.dataDir,
    WECOM_API_BASE: base,
    PORT: new URL(server.url).port,
  };
  return {
    server,
    examine: async (more = {}) => {
      const { out, code } = await runCommand(doctor, ['--json'], { ...env, ...more });
      const found = JSON.parse(out) as Found;
      expect(code).toBe(found.ok ? 0 : 1);
      return found;
    },
  };
}
const ofReach = ({ findings }: Found) =>
  findings.filter(({ name }) => name === 'reach' || name.startsWith('reach_'));

describe('the way to the callback addresses', () => {
  it.each<[Misbehaviour, string, RegExp]>([
    ['none', 'reach', /收发都按企业微信的方式验证过/],
    ['redirects', 'reach_redirected', /被转到了别处（https:\/\/zbt\.example\/zbt\/wecom\/(app|bot)）/],
    ['drops_query', 'reach_query_lost', /问号后面的参数/],
    ['answers_html', 'reach_other', /不是支部通/],
    ['answers_404', 'reach_not_found', /404/],
    ['answers_502', 'reach_gateway', /502/],
    ['caches', 'reach_cached', /缓存/],
    ['quotes', 'reach_changed', /改动/],
    ['refuses_post', 'reach_status', /POST 得到 405/],
  ])('behind a proxy that %s: %s, for both', async (way, name, words) => {
    const { server, examine } = await setUp();
    const publicUrl = await badProxy(() => server.url, way);
    const found = await examine({ PUBLIC_URL: publicUrl });
    expect(ofReach(found).map((f) => [f.name, f.state])).toEqual([
      [name, way === 'none' ? 'ok' : 'wrong'],
      [name, way === 'none' ? 'ok' : 'wrong'],
    ]);
    for (const [i, path] of ['/wecom/app', '/wecom/bot'].entries()) {
      expect(ofReach(found)[i]!.text).toMatch(words);
      expect(ofReach(found)[i]!.text).toContain(`${publicUrl}${path}`);
    }
    expect(found.ok).toBe(way === 'none');
  });

  it('tells a server with other credentials from this one', async () => {
    const { server, examine } = await setUp();
    const found = await examine({ PUBLIC_URL: server.url, WECOM_BOT_TOKEN: 'anotherToken' });
    expect(ofReach(found).map((f) => f.name)).toEqual(['reach', 'reach_refused']);
    expect(ofReach(found)[1]!.text).toContain('WECOM_BOT_TOKEN');
    expect(JSON.stringify(found)).not.toContain('anotherToken');
    // Its own walk is no refusal of WeCom's.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await server.app.store.read((tx) => tx.mark('callbacks_refused:bot'))).toBeUndefined();
  });

  it('says why nothing is reached, and that nothing was checked without PUBLIC_URL', async () => {
    const { examine } = await setUp();
    const nowhere = await examine({ PUBLIC_URL: 'http://127.0.0.1:9' });
    expect(ofReach(nowhere).map((f) => f.name)).toEqual(['reach_failed', 'reach_failed']);
    expect(ofReach(await examine()).map((f) => [f.name, f.state])).toEqual([['reach_unchecked', 'hint']]);
  });

  it('tells a server that is away from one that a proxy does not find', async () => {
    const { server, examine } = await setUp();
    const away = await badProxy(() => server.url, 'answers_502');
    expect(ofReach(await examine({ PUBLIC_URL: away }))[0]!.text).toContain(
      `支部通在运行，请把反向代理里写的地址和端口改成 ${server.url}`,
    );
    // Where it listens at all addresses, it is asked at that of the machine itself.
    for (const HOST of ['0.0.0.0', '::'])
      expect(ofReach(await examine({ PUBLIC_URL: away, HOST }))[0]!.text).toContain(`端口改成 ${server.url}`);
    expect(ofReach(await examine({ PUBLIC_URL: away, PORT: '9' }))[0]!.text).toMatch(
      /支部通没有在运行（http:\/\/127\.0\.0\.1:9 没有应答）.*systemctl start/,
    );
    const lost = await badProxy(() => server.url, 'answers_404');
    expect(ofReach(await examine({ PUBLIC_URL: lost }))[0]!.text).toContain('支部通在运行，也认得这个地址');
    expect(ofReach(await examine({ PUBLIC_URL: lost, PORT: '9' }))[0]!.text).toContain('支部通没有在运行');
  });

  it('tells an address that the running server does not serve yet', async () => {
    const { WECOM_BOT_TOKEN, WECOM_BOT_AES_KEY, ...appOnly } = PRODUCTION_ENV;
    expect(WECOM_BOT_TOKEN + WECOM_BOT_AES_KEY).not.toBe('');
    const server = await startServer(appOnly);
    onTestFinished(server.stop);
    const { base } = await wecomStandIn({ now: Date.now });
    const { out } = await runCommand(doctor, ['--json'], {
      ...PRODUCTION_ENV,
      DATA_DIR: server.dataDir,
      WECOM_API_BASE: base,
      PORT: new URL(server.url).port,
      PUBLIC_URL: server.url,
    });
    const [app, bot] = ofReach(JSON.parse(out) as Found);
    expect(app).toMatchObject({ name: 'reach', state: 'ok' });
    expect(bot).toMatchObject({ name: 'reach_not_found', state: 'wrong' });
    expect(bot!.text).toContain('刚加的设置要重启才生效');
  });

  it('only hints at what need not stop WeCom, where WeCom was heard lately', async () => {
    const { server, examine } = await setUp();
    await postApp(server.url, appXml('zhangsan', '我的'));
    const statesBehind = async (way: Misbehaviour) => {
      const found = ofReach(await examine({ PUBLIC_URL: await badProxy(() => server.url, way) }));
      return found.map((f) => f.state);
    };
    const silent = ofReach(await examine({ PUBLIC_URL: await badProxy(() => server.url, 'says_nothing') }));
    expect(silent.map((f) => f.state)).toEqual(['hint', 'wrong']);
    expect(silent[0]!.text).toContain('但企业微信的消息收得到');
    expect(await statesBehind('refuses_us')).toEqual(['hint', 'wrong']);
    // These stop WeCom as well, whenever it was heard.
    for (const way of ['refuses_post', 'forbids_post', 'answers_502', 'redirects'] as const)
      expect(await statesBehind(way)).toEqual(['wrong', 'wrong']);
    const closed = ofReach(await examine({ PUBLIC_URL: 'http://127.0.0.1:9' }));
    expect(closed.map((f) => f.state)).toEqual(['wrong', 'wrong']);
    const away = await badProxy(() => server.url, 'refuses_us');
    const unknown = ofReach(await examine({ PUBLIC_URL: away, PORT: '9' }));
    expect(unknown.map((f) => f.state)).toEqual(['wrong', 'wrong']);
    await server.app.store.db
      .updateTable('message')
      .set({ at: Date.now() - 2 * 86_400_000 })
      .execute();
    expect(await statesBehind('refuses_us')).toEqual(['wrong', 'wrong']);
  });

  it('says that PUBLIC_URL ends before the path', async () => {
    const { server, examine } = await setUp();
    const found = ofReach(await examine({ PUBLIC_URL: `${server.url}/wecom/app` }));
    expect(found.map((f) => [f.name, f.state])).toEqual([['reach_path', 'wrong']]);
    expect(found[0]!.text).toContain(`请改成 ${server.url}；`);
  });

  it('has no effect on what is stored', async () => {
    const { server, examine } = await setUp();
    const all = async () => ({
      messages: await server.app.store.db.selectFrom('message').selectAll().execute(),
      outbox: await server.app.store.db.selectFrom('outbox').selectAll().execute(),
      audit: await server.app.store.db.selectFrom('audit').selectAll().execute(),
    });
    const before = await all();
    expect(ofReach(await examine({ PUBLIC_URL: server.url })).map((f) => f.name)).toEqual(['reach', 'reach']);
    expect(await all()).toEqual(before);
  });
});

describe('callbacks that the running server refused', () => {
  const refused = ({ findings }: Found) =>
    findings.filter(({ name }) => name.startsWith('refused_')).map(({ name, state }) => [name, state]);

  /** A bot's callback as WeCom would write it with these settings. */
  async function postAs(url: string, settings: { token?: string; aesKey?: string; receiveId?: string }) {
    const { token = BOT.token, aesKey = BOT.aesKey, receiveId = '' } = settings;
    const crypto = createCrypto({ token, encodingAesKey: aesKey, receiveId });
    const encrypt = crypto.encrypt(JSON.stringify(botText('lisi', 'wr1', '帮助')));
    await fetch(`${url}/wecom/bot?${signedQuery(crypto, encrypt)}`, {
      method: 'POST',
      body: JSON.stringify({ encrypt }),
    });
  }

  it.each<[string, (url: string) => Promise<unknown>, string, RegExp]>([
    [
      'a clock that is 11 minutes off',
      (url) => postApp(url, appXml('lisi', '签到'), { at: Date.now() - 11 * 60_000 }),
      'refused_stale',
      /^应用拒收过 1 条消息，最近 .*相差 10 分钟以上。请对准本机时钟/,
    ],
    [
      'another Token',
      (url) => postAs(url, { token: 'otherToken' }),
      'refused_signature',
      /^智能机器人拒收过 1 条消息.*Token 不对.*核对 Token/,
    ],
    [
      'another EncodingAESKey',
      (url) => postAs(url, { aesKey: 'e'.repeat(43) }),
      'refused_aes_key',
      /^智能机器人拒收过 1 条消息.*EncodingAESKey 不对/,
    ],
    [
      'another enterprise',
      (url) => postAs(url, { receiveId: 'wwother' }),
      'refused_receiveid',
      /不是发给这个企业的/,
    ],
  ])('are told with their cause: %s', async (_, post, name, words) => {
    const { server, examine } = await setUp();
    expect(refused(await examine())).toEqual([]);
    await post(server.url);
    await expect.poll(async () => refused(await examine()), { timeout: 20_000 }).toEqual([[name, 'wrong']]);
    expect((await examine()).findings.find((f) => f.name === name)!.text).toMatch(words);
  });
});
