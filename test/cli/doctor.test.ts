// `doctor`: every line looked at, one thing wrong at a time; and as an operator runs it.
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { backup } from '../../src/cli/backup.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { runCli } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { message } from '../support/sending.ts';
import { APP, PRODUCTION_ENV } from '../support/wecom-client.ts';

// Some tests start a process; the limit is for a hung one, not for speed.
vi.setConfig({ testTimeout: 60_000 });

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let dir: string;
let wecom: Server;
/** the stand-in: WeCom's token, our own /healthz, and a stranger's page */
let base: string;

const withToken = (place: string, agent: string) => ({
  [`/${place}/cgi-bin/gettoken`]: '{"errcode":0,"access_token":"t","expires_in":7200}',
  [`/${place}/cgi-bin/agent/get`]: agent,
});
const ANSWERS: Record<string, string> = {
  '/good/cgi-bin/gettoken': '{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200}',
  '/wrong-secret/cgi-bin/gettoken': '{"errcode":40001,"errmsg":"invalid credential"}',
  '/wrong-corp/cgi-bin/gettoken': '{"errcode":40013,"errmsg":"invalid corpid"}',
  '/wrong-ip/cgi-bin/gettoken':
    '{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 9.9.9.9"}',
  '/broken/cgi-bin/gettoken': '{"errcode":50003,"errmsg":"app disabled"}',
  '/good/cgi-bin/agent/get':
    '{"errcode":0,"agentid":1000002,"name":"支部通","close":0,"allow_userinfos":{"user":[{"userid":"a"}]}}',
  ...withToken(
    'untrusted',
    '{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 9.9.9.9, more"}',
  ),
  ...withToken('other-agent', '{"errcode":301002,"errmsg":"not allow operate another agent"}'),
  ...withToken('no-right', '{"errcode":48002,"errmsg":"api forbidden"}'),
  ...withToken('no-privilege', '{"errcode":60011,"errmsg":"no privilege"}'),
  ...withToken('says-little', '{"errcode":0,"name":"支部通","close":0}'),
  ...withToken('closed', '{"errcode":0,"name":"x","close":1}'),
  ...withToken(
    'nobody',
    '{"errcode":0,"close":0,"allow_userinfos":{"user":[]},"allow_partys":{"partyid":[]}}',
  ),
  '/portal/cgi-bin/gettoken': '<html>请登录</html>',
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-doctor-'));
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
  await store.close();
  wecom = createServer((request, response) => {
    const body = ANSWERS[request.url!.split('?')[0]!];
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body ?? '{}');
  });
  await new Promise<void>((resolve) => wecom.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(wecom.address() as AddressInfo).port}`;
});
afterAll(async () => {
  wecom.closeAllConnections();
  await new Promise((resolve) => wecom.close(resolve));
  rmSync(dir, { recursive: true, force: true });
});

interface Examination {
  code: number;
  /** `✓ 数据库可用（sqlite）` … */
  lines: string[];
}

const setUp = (more: Record<string, string>) => ({
  ...PRODUCTION_ENV,
  DATA_DIR: dir,
  WECOM_API_BASE: `${base}/good`,
  ...more,
});
async function examine(more: Record<string, string> = {}): Promise<Examination> {
  const { code, out } = await runCommand(doctor, [], setUp(more));
  return { code, lines: out.trimEnd().split('\n') };
}
const wrong = ({ lines }: Examination) => lines.filter((line) => line.startsWith('✗'));

describe('doctor', () => {
  it('finds nothing to mend, and hints are no error', async () => {
    const found = await examine();
    expect(found.code).toBe(0);
    expect(wrong(found)).toEqual([]);
    const all = found.lines.join('\n');
    expect(all).toMatch(/^✓ 数据库可以读写（sqlite，结构 00\d\d-\S+）$/m);
    expect(all).toMatch(/^✓ 花名册有 \d+ 人、5 个党组织$/m);
    expect(all).toMatch(/^✓ 佐证放在本机磁盘上$/m);
    expect(all).toMatch(/^✓ 自建应用已设置$/m);
    expect(all).toMatch(/^✓ 智能机器人已设置$/m);
    expect(all).toMatch(/^✓ 企业微信凭证有效$/m);
    expect(all).toMatch(/^✓ 没有设置 REDIS_URL/m);
    expect(all).toMatch(/^△ 没有设置 PUBLIC_URL/m);
    // This year's holidays may or may not be known, whenever this runs; some later year's never are.
    expect(all.match(/^[✓△] \d{4} 年的放假调休/gm)).toHaveLength(2);
    for (const line of found.lines) expect(line).toMatch(/^[✓△] \S/);
    expect(all).not.toMatch(/undefined|null|\[object|\{\{/);
  });

  it.each<[string, () => Record<string, string>, string]>([
    ['a wrong secret', () => ({ WECOM_API_BASE: `${base}/wrong-secret` }), 'WECOM_APP_SECRET 不对'],
    ['a wrong enterprise', () => ({ WECOM_API_BASE: `${base}/wrong-corp` }), 'WECOM_CORP_ID 不对'],
    ['an address not trusted', () => ({ WECOM_API_BASE: `${base}/wrong-ip` }), '9.9.9.9'],
    [
      'an address not trusted for calls',
      () => ({ WECOM_API_BASE: `${base}/untrusted` }),
      '出口 IP 9.9.9.9（60020）',
    ],
    ['a disabled application', () => ({ WECOM_API_BASE: `${base}/broken` }), '应用已停用'],
    ['a closed application', () => ({ WECOM_API_BASE: `${base}/closed` }), '应用已停用'],
    ['nobody who may see it', () => ({ WECOM_API_BASE: `${base}/nobody` }), '可见范围是空的'],
    [
      'the agent of another',
      () => ({ WECOM_API_BASE: `${base}/other-agent` }),
      'WECOM_AGENT_ID 与 WECOM_APP_SECRET 不是',
    ],
    ['no right to look', () => ({ WECOM_API_BASE: `${base}/no-right` }), '没有查看自己的权限（48002）'],
    ['no privilege', () => ({ WECOM_API_BASE: `${base}/no-privilege` }), '没有查看自己的权限（60011）'],
    ['WeCom out of reach', () => ({ WECOM_API_BASE: NOWHERE }), '连不上企业微信的接口'],
    ['a page in between', () => ({ WECOM_API_BASE: `${base}/portal` }), '答话的不是企业微信'],
    ['a dead Redis', () => ({ REDIS_URL: 'redis://127.0.0.1:9' }), 'Redis 连不上'],
    ['an empty roster', () => ({ DATABASE_URL: 'sqlite:empty.db' }), '花名册是空的'],
    [
      'an object store out of reach',
      () => ({ S3_ENDPOINT: NOWHERE, S3_ACCESS_KEY_ID: 'AKIDEXAMPLE', S3_SECRET_ACCESS_KEY: 'an-s3-secret' }),
      '对象存储连不上（unreachable）',
    ],
    ['a bot without a name', () => ({ WECOM_BOT_NAME: '' }), 'WECOM_BOT_NAME'],
  ])('fails on %s alone, says how to mend it and shows no secret', async (_, env, line) => {
    const found = await examine(env());
    expect(found.code).toBe(1);
    expect(wrong(found)).toHaveLength(1);
    expect(wrong(found)[0]).toContain(line);
    const all = found.lines.join('\n');
    for (const secret of [APP.secret, APP.aesKey, APP.token, 'an-s3-secret'])
      expect(all).not.toContain(secret);
  });

  describe('looks at the clock and at what waits', () => {
    const skewed = (ms: number) => {
      const server = createServer((_, response) => {
        response.setHeader('date', new Date(Date.now() + ms).toUTCString());
        response.end('{"errcode":0,"access_token":"t","expires_in":7200}');
      });
      return new Promise<string>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          onTestFinished(() => void server.close());
          resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        }),
      );
    };
    it.each<[number, string]>([
      [0, '✓ 本机时钟与企业微信相差'],
      [-3 * 60_000, '△ 本机时钟快了'],
      [11 * 60_000, '✗ 本机时钟慢了'],
    ])('WeCom’s clock is %i ms ahead of ours', async (ms, line) => {
      const { lines } = await examine({ WECOM_API_BASE: await skewed(ms) });
      expect(lines.filter((l) => l.startsWith(line))).toHaveLength(1);
    });

    it('a message that should have left long ago, and why it did not', async () => {
      const store = openStore({ kind: 'sqlite', file: join(dir, 'stuck.db') });
      await store.migrate();
      await store.write(async (tx) => {
        await tx.applyRoster(SMALL_ROSTER, 0);
        await tx.addOutbox([message('k', Date.now() - 40 * 60_000)]);
        await tx.putMark('planned_until', String(Date.now() + 30 * 86_400_000));
      });
      await store.db.updateTable('outbox').set({ outcome: 'ip_not_trusted' }).execute();
      const found = await examine({ DATABASE_URL: 'sqlite:stuck.db' });
      // Nor is it gone while a server that died held it.
      await store.db.updateTable('outbox').set({ state: 'sending' }).execute();
      await store.close();
      expect(wrong(await examine({ DATABASE_URL: 'sqlite:stuck.db' }))).toEqual(wrong(found));
      expect(wrong(found)[0]).toContain('提醒曾被快了的时钟排到');
      expect(wrong(found)[1]).toMatch(/有 1 条消息到时间没有发出去.*本机 IP 不在企业可信 IP 里.*outbox list/);
    });
  });

  it('is a command that exits with 1 for what is wrong and with 0 for hints', async () => {
    const mended = await runCli(['doctor'], setUp({}));
    expect(mended).toMatchObject({ code: 0, err: '' });
    expect(mended.out).toContain('△');
    const broken = await runCli(
      ['doctor'],
      setUp({
        WECOM_API_BASE: `${base}/wrong-secret`,
        PUBLIC_URL: NOWHERE,
        DATABASE_URL: 'sqlite:empty.db',
      }),
    );
    expect(broken.code).toBe(1);
    // Both addresses, the secret and the roster.
    expect(broken.out.match(/^✗/gm)).toHaveLength(4);
    expect(broken.out + broken.err).not.toContain(APP.secret);
  });

  it.skipIf(!process.env.TEST_REDIS_URL)('says that Redis is there', async () => {
    expect((await examine({ REDIS_URL: process.env.TEST_REDIS_URL! })).lines).toContainEqual(
      expect.stringMatching(/^✓ Redis 可用（\d+\.\d+/),
    );
  });
});

describe('where the store or the settings cannot be opened', () => {
  const asMachine = async (env: Record<string, string>) => {
    const { code, out } = await runCommand(doctor, ['--json'], setUp(env));
    return {
      code,
      ...(JSON.parse(out) as { ok: boolean; findings: { name: string; state: string; text: string }[] }),
    };
  };

  it('says so among all that can be looked at without it, to people and to machines', async () => {
    const env = {
      DATABASE_URL: 'postgres://zbt:a-db-secret@127.0.0.1:9/zbt',
      WECOM_API_BASE: `${base}/wrong-secret`,
    };
    const found = await examine(env);
    expect(found.code).toBe(1);
    expect(wrong(found)).toEqual([
      expect.stringMatching(/^✗ DATABASE_URL：连不上数据库 zbt@127\.0\.0\.1:9\/zbt/),
      expect.stringContaining('WECOM_APP_SECRET 不对'),
    ]);
    expect(found.lines).toContainEqual(expect.stringMatching(/^✓ Node/));
    expect(found.lines).toContainEqual(expect.stringMatching(/^✓ 磁盘还剩/));
    const told = await asMachine(env);
    expect(told).toMatchObject({ code: 1, ok: false });
    expect(told.findings.filter((f) => f.state === 'wrong').map((f) => f.name)).toEqual([
      'store_unreachable',
      'token_40001',
    ]);
    expect(JSON.stringify([found, told])).not.toContain('a-db-secret');
  });

  it('where there is no folder, and nothing of its disk', async () => {
    const told = await asMachine({ DATA_DIR: '/dev/null/data' });
    expect(told.code).toBe(1);
    expect(told.findings[0]).toMatchObject({ name: 'data_dir_file', state: 'wrong' });
    expect(told.findings.filter((f) => f.name.startsWith('disk'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'leaves nothing of root’s in the folder of whom the server runs as',
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'zhibutong-home-'));
      onTestFinished(() => rmSync(home, { recursive: true, force: true }));
      chownSync(home, 65_534, 65_534);
      const told = await asMachine({ DATA_DIR: home });
      expect(told.findings[0]).toMatchObject({ name: 'data_dir_of_other', state: 'wrong' });
      expect(told.findings[0]!.text).toMatch(/sudo -u (nobody|#65534) npm run/);
      const copy = join(dir, 'for-restore.db');
      await runCommand(backup, [copy], setUp({}));
      expect((await runCli(['restore', copy], setUp({ DATA_DIR: home }))).err).toContain('sudo -u');
      expect(readdirSync(home)).toEqual([]);
    },
  );

  it('has an object for machines where the settings are wrong, and a line for people', async () => {
    const env = { ...setUp({}), PORT: 'x', WECOM_CORP_ID: '' };
    const told = await runCli(['doctor', '--json'], env);
    const { ok, findings } = JSON.parse(told.out) as {
      ok: boolean;
      findings: { name: string; text: string }[];
    };
    expect([told.code, ok]).toEqual([1, false]);
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.every((f) => f.name === 'settings')).toBe(true);
    const lines = (await runCli(['doctor'], env)).out.trimEnd().split('\n');
    expect(lines).toEqual(findings.map((f) => `✗ ${f.text}`));
    expect(lines.join()).toContain('PORT');
    expect((await runCli(['doctor', '--jsno'], env)).out).toBe('');
  });
});

describe('copies of the store', () => {
  const DAY_MS = 86_400_000;
  it.each<[string, number | undefined, RegExp, number]>([
    ['none was made', undefined, /^△ 还没有备份过.*zhibutong-backup\.timer/, 0],
    ['one was made in the night', DAY_MS, /^✓ 最近一次备份在 \d{4}-/, 0],
    ['the last nights made none', 3 * DAY_MS, /^△ 3 天没有备份成功.*journalctl -u zhibutong-backup/, 0],
    ['none was made for long', 8 * DAY_MS, /^✗ 8 天没有备份成功/, 1],
  ])('%s', async (_, agoMs, line, code) => {
    const store = openStore({ kind: 'sqlite', file: join(dir, 'copied.db') });
    await store.migrate();
    await store.write(async (tx) => {
      await tx.applyRoster(SMALL_ROSTER, 0);
      if (agoMs !== undefined) await tx.putMark('backup_made', String(Date.now() - agoMs));
    });
    await store.close();
    onTestFinished(() => rmSync(join(dir, 'copied.db')));
    const found = await examine({ DATABASE_URL: 'sqlite:copied.db' });
    expect(found.code).toBe(code);
    expect(found.lines.filter((l) => /备份/.test(l))).toEqual([expect.stringMatching(line)]);
  });

  it('that the command makes are known to it', async () => {
    await runCommand(backup, [join(dir, 'a-copy.db')], setUp({}));
    expect((await examine()).lines).toContainEqual(expect.stringMatching(/^✓ 最近一次备份在/));
  });
});

it('misses an admin, in the roster or in the settings', async () => {
  const store = openStore({ kind: 'sqlite', file: join(dir, 'no-admin.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
  await store.db.deleteFrom('office').where('role', '=', '管理员').execute();
  await store.close();
  const missed = /花名册里没有管理员.*ADMIN_USERIDS/;
  const look = async (env: Record<string, string>) =>
    (await examine({ DATABASE_URL: 'sqlite:no-admin.db', ...env })).lines;
  expect(await look({})).toContainEqual(expect.stringMatching(missed));
  expect((await look({ ADMIN_USERIDS: 'zhangsan' })).join('\n')).not.toMatch(missed);
  expect((await examine()).lines.join('\n')).not.toMatch(missed);
});

it('takes what WeCom does not say of the application for nothing said', async () => {
  const found = await examine({ WECOM_API_BASE: `${base}/says-little` });
  expect(found.lines).toContain('✓ 应用“支部通”可用');
  expect(wrong(found)).toEqual([]);
});

it.each([403, 502])('tells an answer of HTTP %i in between from one of WeCom', async (status) => {
  const server = createServer((_, response) => void response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const found = await examine({
    WECOM_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  expect(wrong(found)).toEqual([expect.stringContaining(`答话的不是企业微信（HTTP ${status}）`)]);
});

it('asks WeCom for the time where the bot has an address alone', async () => {
  const host = createServer((_, response) => {
    response.setHeader('date', new Date(Date.now() + 11 * 60_000).toUTCString());
    response.end('{}');
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void host.close());
  const { WECOM_BOT_NAME, WECOM_BOT_TOKEN, WECOM_BOT_AES_KEY } = PRODUCTION_ENV;
  const { out } = await runCommand(doctor, [], {
    ...{ DATA_DIR: dir, WECOM_BOT_NAME, WECOM_BOT_TOKEN, WECOM_BOT_AES_KEY },
    WECOM_BOT_WS_URL: 'ws://127.0.0.1:9',
    WECOM_API_BASE: `http://127.0.0.1:${(host.address() as AddressInfo).port}`,
  });
  expect(out).toMatch(/^✗ 本机时钟慢了 6\d\d 秒/m);
});

it('asks the host of the long connection for the time where nothing else is in use', async () => {
  const host = createServer((_, response) => {
    response.setHeader('date', new Date(Date.now() + 11 * 60_000).toUTCString());
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void host.close());
  const { out } = await runCommand(doctor, [], {
    DATA_DIR: dir,
    WECOM_API_BASE: NOWHERE,
    WECOM_BOT_NAME: '支部通',
    WECOM_BOT_ID: 'aib',
    WECOM_BOT_SECRET: 'x',
    WECOM_BOT_WS_URL: `ws://127.0.0.1:${(host.address() as AddressInfo).port}`,
  });
  expect(out).toMatch(/^✗ 本机时钟慢了 6\d\d 秒/m);
});

it.each<[number, RegExp, string?]>([
  [-1, /正忙/],
  [45009, /太频繁/],
  [40091, /WECOM_APP_SECRET 不对（40091）/],
  [45031, /WECOM_APP_SECRET 不对（45031）/],
  [40056, /WECOM_AGENT_ID 与 WECOM_APP_SECRET 不是同一个应用的（40056）/],
  [48001, /没有查看自己的权限（48001）/],
  [50006, /应用已停用/],
  [48006, /应用已停用/],
  [60031, /应用已停用/],
  [301042, /不认这台服务器的出口 IP（/],
  [60020, /出口 IP 2408:8207::1f（/, 'not allow to access from your ip, from ip: 2408:8207::1f, more'],
  [48009, /devtool\/query\?e=48009/],
])('says what to do about error %i of WeCom', async (errcode, line, errmsg = 'x') => {
  const server = createServer((_, response) => void response.end(JSON.stringify({ errcode, errmsg })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const found = await examine({
    WECOM_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  expect(wrong(found)).toEqual([expect.stringMatching(line)]);
});

it('misses the application only where nothing else speaks to persons', async () => {
  const look = async (env: Record<string, string>) =>
    (await runCommand(doctor, [], { DATA_DIR: dir, WECOM_BOT_NAME: '支部通', ...env })).out;
  const overLine = await look({
    WECOM_BOT_ID: 'aib',
    WECOM_BOT_SECRET: 'x',
    WECOM_BOT_WS_URL: 'ws://127.0.0.1:9',
  });
  expect(overLine).toContain('✓ 没有设置自建应用，私下的消息由机器人收发');
  const byUrl = await look({ WECOM_BOT_TOKEN: 'token', WECOM_BOT_AES_KEY: 'w'.repeat(43) });
  expect(byUrl).toContain('△ 没有设置自建应用（WECOM_CORP_ID 等），不能私下发提醒');
});
