import { spawnSync } from 'node:child_process';
import { expect, it, test } from 'vitest';
import { redact } from '../../src/observe/log.ts';
import { isLinear, repeated } from '../support/cost.ts';

test.each([
  ['GET /cgi-bin/gettoken?corpid=ww1&corpsecret=S3cret', 'GET /cgi-bin/gettoken?corpid=ww1&corpsecret=***'],
  ['/send?access_token=abc-DEF_123&debug=1', '/send?access_token=***&debug=1'],
  [
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a-91f6',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=***',
  ],
  ['{"access_token":"abc","expires_in":7200}', '{"access_token":"***","expires_in":7200}'],
  [
    '{"responseUrl":"https://x/?a=1","aesKey":"k\\"k","to":"u"}',
    '{"responseUrl":"***","aesKey":"***","to":"u"}',
  ],
  ['postgres://bot:pa55@db:5432/x redis://:pa55@r', 'postgres://bot:***@db:5432/x redis://:***@r'],
  ['{"to":{"webhook":"693a"},"or":{"later":"c0de"}}', '{"to":{"webhook":"***"},"or":{"later":"***"}}'],
  ['整改12 完成, errcode=0', '整改12 完成, errcode=0'],
])('redacts %s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it.each(['a', '\\"', '":"', 'key=', '://', '"key": "'])(
  'takes time linear in a line of %j over and over',
  (unit) => {
    expect(
      isLinear(
        (line) => void redact(line),
        (n) => `"secret":"${repeated(unit)(n)}`,
        8192,
      ),
    ).toBe(true);
  },
);

it('writes lines to stderr, without secrets anywhere in them', () => {
  const script = `
    import { flushLogs, logger, setLogLevel } from './src/observe/log.ts';
    const log = logger('wecom.test');
    log.debug('below the level');
    setLogLevel('debug');
    const cause = new Error('fetch https://x/?corpsecret=S3CRET failed');
    log.error({ err: new Error('no answer', { cause }), secret: 'S3CRET', nested: { token: 'S3CRET' } }, 'key=S3CRET');
    log.debug({ n: 1 }, 'now visible');
    await flushLogs();`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((l) => [l.subsystem, l.msg])).toEqual([
    ['wecom.test', 'key=***'],
    ['wecom.test', 'now visible'],
  ]);
  expect(stderr).not.toContain('S3CRET');
  expect(stderr).toContain('no answer');
});
