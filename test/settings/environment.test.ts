import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ConfigError,
  type Environment,
  loadConfig,
  readEnv,
  toConfig,
} from '../../src/settings/environment.ts';
import { VARIABLES, type VariableName } from '../../src/settings/variables.ts';

const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const APP: Environment = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_APP_SECRET: 'AppSecretValue_0123456789-abcdefghijklmnopq',
  WECOM_APP_TOKEN: 'QDG6eK',
  WECOM_APP_AES_KEY: AES_KEY,
};
const BOT_BY_URL: Environment = { WECOM_BOT_TOKEN: 'BotToken9', WECOM_BOT_AES_KEY: AES_KEY };
const OBJECT_STORE: Environment = {
  S3_ENDPOINT: 'https://s3.example.com/',
  S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  S3_SECRET_ACCESS_KEY: 'Secret/Key+0123456789',
};
const SECOND_READER: Environment = {
  LLM_BASE_URL: 'https://llm.example.com/v1/',
  LLM_MODEL: 'qwen/small-1:free',
  LLM_API_KEY: 'sk-Secret_0123456789',
};
const LONG_CONNECTION: Environment = { WECOM_BOT_ID: 'aibXYZ', WECOM_BOT_SECRET: 'BotSecretValue-1' };

/** The lines of the ConfigError, or none when the settings are accepted. */
function linesOf(env: Environment, yaml?: Record<string, unknown>): readonly string[] {
  try {
    toConfig(env, yaml);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).lines;
  }
}

describe('defaults and modes', () => {
  test('nothing set is a sandbox on this machine with an embedded file', () => {
    expect(toConfig({})).toEqual({
      mode: 'sandbox',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      dataDir: resolve('data'),
      configDir: resolve('config'),
      database: { kind: 'sqlite', file: resolve('data/zhibutong.db') },
      adminUserIds: [],
      botNames: [],
      apiBase: 'https://qyapi.weixin.qq.com',
      botWsUrl: 'wss://openws.work.weixin.qq.com',
    });
  });

  test.each<[string, Environment, string]>([
    [
      'addresses alone',
      { WECOM_API_BASE: 'http://127.0.0.1:9', WECOM_BOT_WS_URL: 'ws://127.0.0.1:9' },
      'sandbox',
    ],
    ['a bot name alone', { WECOM_BOT_NAME: '支部通' }, 'sandbox'],
    ['a bot id alone', { WECOM_BOT_ID: 'aibXYZ' }, 'sandbox'],
    ['the application beside a bot id', { ...APP, WECOM_BOT_ID: 'aibXYZ' }, 'production'],
    ['a second reader alone', SECOND_READER, 'sandbox'],
    ['SANDBOX=1', { SANDBOX: '1' }, 'sandbox'],
    ['SANDBOX=1 with a second reader', { SANDBOX: '1', ...SECOND_READER }, 'sandbox'],
    ['empty and blank texts', { WECOM_CORP_ID: '', WECOM_BOT_SECRET: '  ' }, 'sandbox'],
    ['the application', APP, 'production'],
    ['the bot by URL', BOT_BY_URL, 'production'],
    ['the bot by long connection', LONG_CONNECTION, 'production'],
    ['both ways in', { ...APP, ...BOT_BY_URL }, 'production'],
    ['credentials with SANDBOX=0', { ...APP, SANDBOX: '0' }, 'production'],
  ])('%s gives the right mode', (_, env, mode) => {
    expect(toConfig(env).mode).toBe(mode);
  });

  test('an object store for evidence is given whole or not at all', () => {
    const { S3_ACCESS_KEY_ID: keyId, S3_SECRET_ACCESS_KEY: secret } = OBJECT_STORE;
    const store = {
      endpoint: 'https://s3.example.com',
      bucket: undefined,
      region: 'us-east-1',
      keyId,
      secret,
    };
    expect(toConfig(OBJECT_STORE).objectStore).toEqual(store);
    const named = toConfig({ ...OBJECT_STORE, S3_BUCKET: 'evidence-1', S3_REGION: 'ap-beijing' });
    expect(named.objectStore).toEqual({ ...store, bucket: 'evidence-1', region: 'ap-beijing' });
    expect(toConfig({}).objectStore).toBeUndefined();
    for (const half of [{ S3_BUCKET: 'evidence-1' }, { ...OBJECT_STORE, S3_SECRET_ACCESS_KEY: '' }])
      expect(linesOf(half)).toEqual([expect.stringContaining('S3_SECRET_ACCESS_KEY')]);
  });

  test('a second reader is an address, a model and a key', () => {
    expect(toConfig(SECOND_READER).secondReader).toEqual({
      baseUrl: 'https://llm.example.com/v1',
      model: 'qwen/small-1:free',
      apiKey: 'sk-Secret_0123456789',
    });
    const lines = linesOf({ ...SECOND_READER, LLM_MODEL: '' });
    expect(lines.join()).not.toContain('sk-Secret');
  });

  test('each recipe becomes one object', () => {
    expect(
      toConfig({ ...APP, ...BOT_BY_URL, WECOM_BOT_ID: 'aibXYZ', WECOM_BOT_NAME: '@支部通, 小 通' }),
    ).toMatchObject({
      app: { corpId: 'ww1234567890abcdef', agentId: 1000002, token: 'QDG6eK', aesKey: AES_KEY },
      bot: { token: 'BotToken9', aesKey: AES_KEY, botId: 'aibXYZ' },
      longConnection: undefined,
      botNames: ['支部通', '小 通'],
    });
    expect(toConfig(LONG_CONNECTION)).toMatchObject({
      app: undefined,
      bot: undefined,
      longConnection: { botId: 'aibXYZ', secret: 'BotSecretValue-1' },
    });
  });

  test('a sandbox clock means nothing in production', () => {
    expect(toConfig({ ...APP, SANDBOX_NOW: '2026-11-25' }).sandboxNow).toBeUndefined();
  });
});

describe('single values', () => {
  test.each<[VariableName, string, Partial<ReturnType<typeof toConfig>>]>([
    ['PORT', '0', { port: 0 }],
    ['PORT', ' 65535 ', { port: 65535 }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', '127.8.8.8', { host: '127.8.8.8' }],
    ['LOG_LEVEL', 'DEBUG', { logLevel: 'debug' }],
    ['DATABASE_URL', 'sqlite:a/b.db', { database: { kind: 'sqlite', file: resolve('data/a/b.db') } }],
    ['DATABASE_URL', 'sqlite:/var/x.db', { database: { kind: 'sqlite', file: '/var/x.db' } }],
    ['DATABASE_URL', 'sqlite:///var/x.db', { database: { kind: 'sqlite', file: '/var/x.db' } }],
    ['DATABASE_URL', 'sqlite::memory:', { database: { kind: 'sqlite', file: ':memory:' } }],
    [
      'DATABASE_URL',
      'postgres://u:p@db:5432/z',
      { database: { kind: 'postgres', url: 'postgres://u:p@db:5432/z' } },
    ],
    [
      'DATABASE_URL',
      'postgresql:///z?host=/run',
      { database: { kind: 'postgres', url: 'postgresql:///z?host=/run' } },
    ],
    ['REDIS_URL', 'rediss://:pw@cache:6380/2', { redisUrl: 'rediss://:pw@cache:6380/2' }],
    ['PUBLIC_URL', 'https://bot.example.com/', { publicUrl: 'https://bot.example.com' }],
    ['WECOM_API_BASE', 'http://10.0.0.2:8080/wecom/', { apiBase: 'http://10.0.0.2:8080/wecom' }],
    ['WECOM_BOT_WS_URL', 'ws://127.0.0.1:9/x', { botWsUrl: 'ws://127.0.0.1:9/x' }],
    ['ADMIN_USERIDS', 'ZhangSan，li.si@x, zhangsan,', { adminUserIds: ['zhangsan', 'li.si@x'] }],
    ['SANDBOX_NOW', '2026-11-25', { sandboxNow: Date.UTC(2026, 10, 24, 16) }],
    ['SANDBOX_NOW', '2026-11-25T09:00', { sandboxNow: Date.UTC(2026, 10, 25, 1) }],
    ['SANDBOX_NOW', '2026-11-25T01:00:30Z', { sandboxNow: Date.UTC(2026, 10, 25, 1, 0, 30) }],
    ['SANDBOX_NOW', '2028-02-29T00:00:00.500+08:00', { sandboxNow: Date.UTC(2028, 1, 28, 16, 0, 0, 500) }],
  ])('%s accepts %s', (name, text, expected) => {
    expect(toConfig({ [name]: text })).toMatchObject(expected);
  });

  test.each<[VariableName, string]>([
    ['HOST', 'a b'],
    ['HOST', '300.1.1.1'],
    ['HOST', 'http://127.0.0.1'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PORT', '三千'],
    ['LOG_LEVEL', 'verbose'],
    ['DATA_DIR', 'a\u0000b'],
    ['PUBLIC_URL', 'bot.example.com'],
    ['PUBLIC_URL', 'ftp://bot.example.com'],
    ['PUBLIC_URL', 'https://bot.example.com/?a=1'],
    ['ADMIN_USERIDS', 'zhangsan,李四'],
    ['ADMIN_USERIDS', ','],
    ['ADMIN_USERIDS', `a${'b'.repeat(64)}`],
    ['WECOM_AGENT_ID', '0'],
    ['WECOM_AGENT_ID', '10x'],
    ['WECOM_CORP_ID', 'ww 12'],
    ['WECOM_BOT_NAME', 'x'.repeat(65)],
    ['WECOM_API_BASE', 'qyapi.weixin.qq.com'],
    ['WECOM_API_BASE', 'wss://qyapi.weixin.qq.com'],
    ['WECOM_BOT_WS_URL', 'https://openws.work.weixin.qq.com'],
    ['LLM_BASE_URL', 'llm.example.com/v1'],
    ['LLM_BASE_URL', 'https://llm.example.com/v1?key=1'],
    ['LLM_MODEL', 'two words'],
    ['SANDBOX', 'yes'],
    ['SANDBOX_NOW', '2026-02-30'],
    ['SANDBOX_NOW', '2026-13-01T00:00'],
    ['SANDBOX_NOW', '2026-11-25T25:00'],
    ['SANDBOX_NOW', '明天'],
  ])('%s refuses %j in one line with name, value and expectation', (name, text) => {
    const line = linesOf({ [name]: text }).filter((l) => l.startsWith(`${name}：收到 “`));
    expect(line).toHaveLength(1);
    expect(line[0]).toMatch(/，应为\S/);
    expect(line[0]).not.toMatch(/[\n\r]|\{\w+\}/);
    if (text.length < 60 && !text.includes('\u0000')) expect(line[0]).toContain(text);
  });

  test.each<[VariableName, string, number]>([
    ['WECOM_APP_SECRET', 'top secret', 10],
    ['WECOM_APP_TOKEN', 'with-dash', 9],
    ['WECOM_APP_TOKEN', 'T'.repeat(33), 33],
    ['WECOM_APP_AES_KEY', AES_KEY.slice(1), 42],
    ['WECOM_APP_AES_KEY', `${AES_KEY}=`, 44],
    ['WECOM_BOT_TOKEN', '令牌', 2],
    ['WECOM_BOT_AES_KEY', `${AES_KEY.slice(1)}+`, 43],
    ['WECOM_BOT_SECRET', 'a\tb', 3],
    ['LLM_API_KEY', 'sk with blanks', 14],
    ['LLM_API_KEY', 'k'.repeat(1025), 1025],
    ['WECOM_AGENT_ID', APP.WECOM_APP_SECRET!, 43],
    ['DATABASE_URL', 'mysql://root:hunter2@db/z', 25],
    ['DATABASE_URL', 'postgres://u:p/w@', 17],
    ['DATABASE_URL', 'sqlite:dir/', 11],
    ['REDIS_URL', 'http://:hunter2@cache', 21],
    ['REDIS_URL', 'redis://:hunter2@cache/x', 24],
  ])('%s refuses a bad value without showing it', (name, text, length) => {
    const lines = linesOf({ [name]: text });
    expect(lines[0]).toBe(
      lines.find((l) => l.startsWith(`${name}：收到 （已隐藏，共 ${length} 个字符），应为`)),
    );
    expect(lines.join('\n')).not.toContain(text);
  });

  test('a password in an address is not shown', () => {
    expect(linesOf({ WECOM_API_BASE: 'https://me:hunter2@proxy' })[0]).toContain('“https://***@proxy”');
  });
});

describe('recipes', () => {
  const whole: [string, Environment][] = [
    ['application', APP],
    ['bot by URL', BOT_BY_URL],
    ['long connection', LONG_CONNECTION],
    ['second reader', SECOND_READER],
  ];
  const cases = whole.flatMap(([title, recipe]) =>
    Object.keys(recipe)
      // The id of the bot may stand alone: it opens nothing.
      .filter((name) => name !== 'WECOM_BOT_SECRET')
      .map((name) => [title, name as VariableName, recipe] as const),
  );
  test.each(cases)('%s without %s is refused and names it', (_, name, recipe) => {
    const lines = linesOf({ ...recipe, [name]: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`还缺 ${name}（`));
  });

  test('all missing variables stand in the same line', () => {
    expect(linesOf({ WECOM_CORP_ID: 'ww1', ...BOT_BY_URL })).toEqual([
      expect.stringContaining('还缺 WECOM_AGENT_ID WECOM_APP_SECRET WECOM_APP_TOKEN WECOM_APP_AES_KEY（'),
    ]);
  });

  test('a bad value counts as given', () => {
    expect(linesOf({ ...APP, WECOM_APP_AES_KEY: 'short' })).toEqual([
      expect.stringMatching(/^WECOM_APP_AES_KEY：/),
    ]);
  });

  test.each<[string, Environment]>([
    ['both whole', { ...BOT_BY_URL, ...LONG_CONNECTION }],
    ['token and secret only', { WECOM_BOT_TOKEN: 'BotToken9', WECOM_BOT_SECRET: 'S' }],
  ])('two ways for one bot are refused in one line: %s', (_, env) => {
    const lines = linesOf(env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/WECOM_BOT_TOKEN.*WECOM_BOT_SECRET 不能同时设置/);
  });
});

describe('sandbox', () => {
  test('is refused together with credentials, which are named but not shown', () => {
    const lines = linesOf({ ...APP, SANDBOX: '1' });
    expect(lines).toEqual([expect.stringMatching(/^SANDBOX=1 .*WECOM_CORP_ID .*WECOM_APP_AES_KEY/)]);
    expect(lines[0]).not.toContain(AES_KEY);
  });

  test.each(['0.0.0.0', '192.168.1.5', '::', 'bot.example.com', '128.0.0.1'])('refuses HOST %s', (HOST) => {
    expect(linesOf({ HOST })).toEqual([expect.stringMatching(/^HOST：收到 .*沙箱/)]);
    expect(toConfig({ HOST, ...APP }).host).toBe(HOST);
  });

  test.each(['localhost', '127.0.0.1', '::1'])('accepts HOST %s', (HOST) => {
    expect(toConfig({ HOST }).host).toBe(HOST);
  });
});

test('all problems come at once', () => {
  const lines = linesOf({ PORT: 'x', LOG_LEVEL: 'y', WECOM_BOT_SECRET: 'z' }, { PROT: '1' });
  expect(lines).toHaveLength(4);
  expect(new ConfigError(lines).message).toBe(lines.join('\n'));
});

describe('local.yaml', () => {
  test('gives what the environment does not', () => {
    const yaml = {
      PORT: '4000',
      HOST: '127.0.0.2',
      ADMIN_USERIDS: ['007', 'lisi'],
      LOG_LEVEL: '',
      DATA_DIR: null,
    };
    expect(toConfig({ PORT: '5000', HOST: '' }, yaml)).toMatchObject({
      port: 5000,
      host: '127.0.0.2',
      adminUserIds: ['007', 'lisi'],
      logLevel: 'info',
    });
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown key', { WECOM_CORPID: 'x' }, /WECOM_CORPID/],
    ['an inherited key', { constructor: 'x' }, /constructor/],
    ['a nested value', { HOST: { a: '1' } }, /HOST/],
    ['a list of lists', { ADMIN_USERIDS: [['a']] }, /ADMIN_USERIDS/],
    ['CONFIG_DIR', { CONFIG_DIR: './x' }, /^local\.yaml 里的 CONFIG_DIR /],
  ])('is refused with %s', (_, yaml, line) => {
    expect(linesOf({}, yaml)).toEqual([expect.stringMatching(line)]);
  });

  const dir = mkdtempSync(join(tmpdir(), 'config-'));
  cpSync('config', dir, { recursive: true });
  afterAll(() => rmSync(dir, { recursive: true }));

  test.each<[string, string, unknown]>([
    ['numbers as written', 'ADMIN_USERIDS: 007\nPORT: 3456 # 端口\n', { adminUserIds: ['007'], port: 3456 }],
    ['a list', 'ADMIN_USERIDS:\n  - 01\n  - b\n', { adminUserIds: ['01', 'b'] }],
    ['an empty file', '# 空\n', { port: 3000 }],
  ])('is read from CONFIG_DIR: %s', (_, text, expected) => {
    writeFileSync(join(dir, 'local.yaml'), text);
    expect(loadConfig({ CONFIG_DIR: dir })).toMatchObject({ configDir: dir, ...(expected as object) });
  });

  test.each<[string, string]>([
    ['broken YAML', 'PORT: [1\nHOST: x'],
    ['a stray secret', 'PORT: 1\n"hunter2" hunter2\n'],
    ['a bare list', '- PORT'],
    ['a key said twice', 'PORT: 1\nPORT: 2\n'],
  ])('that is %s ends in one line naming the file', (_, text) => {
    writeFileSync(join(dir, 'local.yaml'), text);
    expect(() => loadConfig({ CONFIG_DIR: dir })).toThrow(ConfigError);
    expect(() => loadConfig({ CONFIG_DIR: dir })).toThrow(/^[^\n]*local\.yaml(?!.*hunter2)[^\n]*$/);
  });

  test('is optional', () => {
    rmSync(join(dir, 'local.yaml'), { force: true });
    expect(loadConfig({ CONFIG_DIR: dir }).mode).toBe('sandbox');
  });

  test('lies in a folder that is there', () => {
    writeFileSync(join(dir, 'file'), '');
    for (const name of ['none', 'file'])
      expect(() => loadConfig({ CONFIG_DIR: join(dir, name) })).toThrow(
        /^CONFIG_DIR：[^\n]*\/(none|file) 不是文件夹，或者不存在[^\n]*$/,
      );
  });
});

test('example.env names every variable once, with accepted values', () => {
  const lines = readFileSync(new URL('../../config/example.env', import.meta.url), 'utf8').split('\n');
  const entries = lines
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(/=(.*)/s).slice(0, 2));
  expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(VARIABLES).sort());
  expect(toConfig(Object.fromEntries(entries))).toEqual(toConfig({}));
});

test('readEnv takes the known variables only', () => {
  expect(readEnv({ PORT: '1', PATH: '/bin' })).toMatchObject({ PORT: '1' });
  expect(Object.keys(readEnv({ PATH: '/bin' }))).toEqual(Object.keys(VARIABLES));
});
