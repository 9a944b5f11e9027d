import { expect, it } from 'vitest';
import { parseAuthenticJson } from '../../../src/channels/aibot/json.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';

it('reads raw control characters inside strings', () => {
  expect(parseAuthenticJson('{\n"a":"一\n二\t三\u0001","b":"\\"\\\\"}')).toEqual({
    a: '一\n二\t三\u0001',
    b: '"\\',
  });
});

it('refuses what is no JSON without quoting it', () => {
  expect.assertions(2);
  try {
    parseAuthenticJson('{"text":"张三请假"');
  } catch (error) {
    expect(error).toBeInstanceOf(CallbackRefused);
    expect(JSON.stringify([(error as Error).message, (error as Error).cause ?? ''])).not.toContain('张三');
  }
});
