// The corp's contacts as the application sees them, and how often WeCom is asked for them.
import { beforeEach, expect, it } from 'vitest';
import type { WecomApi } from '../../../src/channels/wecom/api.ts';
import { type ApiResult, codeFailure } from '../../../src/channels/wecom/result.ts';
import { createContactsReader } from '../../../src/channels/wecom-contacts/read.ts';

let lists: Record<string, object[]>;
let failing: number | undefined;
/** a department that cannot be read: at once, while the others take their time */
let closed: string | undefined;
let asked: string[];
let waited: number[];
const reader = () =>
  createContactsReader({
    api: {
      async call(path: string, { params }: { params: Record<string, string> }) {
        asked.push(path);
        if (failing !== undefined) return { ok: false, failure: codeFailure(failing) };
        if (closed !== undefined && params.department_id === closed)
          return { ok: false, failure: codeFailure(60011) };
        if (path.endsWith('department/simplelist'))
          return { ok: true, value: { errcode: 0, department_id: Object.keys(lists).map((id) => ({ id })) } };
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { ok: true, value: { errcode: 0, userlist: lists[params.department_id!] } };
      },
    } as unknown as WecomApi,
    wait: async (ms) => waited.push(ms),
  });
beforeEach(() => {
  lists = {};
  failing = undefined;
  closed = undefined;
  asked = [];
  waited = [];
});

it('has everybody once, in all their departments, however the account is written', async () => {
  lists = {
    1: [{ userid: 'ZhangSan', name: '张三' }],
    2: [
      { userid: 'zhangsan', name: '张三' },
      { userid: 'lisi', name: 'lisi' },
    ],
    3: [{ userid: 'ZHANGSAN', name: '张三' }, { userid: '' }],
  };
  expect(await reader().everybody()).toEqual({
    ok: true,
    value: [
      { userId: 'ZhangSan', name: '张三', departments: [1, 2, 3] },
      // The account in place of a name is none.
      { userId: 'lisi', name: '', departments: [2] },
    ],
  });
});

it('asks four times at the most for what may pass, and waits no longer than a minute', async () => {
  failing = -1;
  expect(await reader().everybody()).toMatchObject({ ok: false });
  expect(asked).toHaveLength(4);
  expect(waited).toHaveLength(3);
  for (const ms of waited) expect(ms).toBeLessThanOrEqual(60_000);
});

it('asks once for what somebody has to mend', async () => {
  failing = 60020;
  expect(await reader().everybody()).toMatchObject({ ok: false });
  expect(asked).toHaveLength(1);
});

it.each(['1', '3', '6'])('shows nobody where department %s cannot be read', async (id) => {
  lists = Object.fromEntries(
    ['1', '2', '3', '4', '5', '6'].map((d) => [d, [{ userid: `u${d}`, name: '甲' }]]),
  );
  closed = id;
  expect(await reader().everybody()).toMatchObject({ ok: false, failure: { code: 60011 } });
});

it('does not take an answer without a list for an empty department', async () => {
  lists = { 1: [{ userid: 'lisi', name: '李四' }], 2: undefined as unknown as object[] };
  expect(await reader().everybody()).toMatchObject({ ok: false, failure: { reason: 'unreadable' } });
});

it.each<[string, ApiResult<object>, object]>([
  ['there', { ok: true, value: { status: 1 } }, { ok: true, value: 'there' }],
  ['not activated yet', { ok: true, value: { status: 4 } }, { ok: true, value: 'there' }],
  ['without a status', { ok: true, value: {} }, { ok: true, value: 'there' }],
  ['left', { ok: true, value: { status: 5 } }, { ok: true, value: 'left' }],
  ['no such account', { ok: false, failure: codeFailure(60111) }, { ok: true, value: 'left' }],
  ['out of sight', { ok: false, failure: codeFailure(60011) }, { ok: true, value: 'hidden' }],
  ['not to be asked for', { ok: false, failure: codeFailure(48009) }, { ok: false }],
])('somebody %s is told as such', async (_, answer, standing) => {
  const api = { call: async () => answer } as unknown as WecomApi;
  expect(await createContactsReader({ api }).standingOf('lisi')).toMatchObject(standing);
});

it('asks again where no answer came', async () => {
  let asks = 0;
  const call = async () =>
    asks++ < 2
      ? { ok: false, failure: { kind: 'unknown', reason: 'timeout' } }
      : { ok: true, value: { department: { name: '第一党支部' } } };
  const api = { call } as unknown as WecomApi;
  const again = createContactsReader({ api, wait: async (ms) => waited.push(ms) });
  expect(await again.departmentName(7)).toEqual({ ok: true, value: '第一党支部' });
  expect(waited).toHaveLength(2);
});
