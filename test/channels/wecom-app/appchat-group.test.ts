import { describe, expect, it } from 'vitest';
import type { WecomApi } from '../../../src/channels/wecom/api.ts';
import { codeFailure } from '../../../src/channels/wecom/result.ts';
import { createGroupKeeper } from '../../../src/channels/wecom-app/appchat-group.ts';

/** WeCom's answers by path; what was sent there is kept. */
function wecom(answers: Record<string, number | Record<string, unknown>>) {
  const sent: [path: string, body: unknown][] = [];
  const api: Pick<WecomApi, 'call'> = {
    async call(path, request) {
      sent.push([
        path.replace('/cgi-bin/appchat/', ''),
        request?.body ? JSON.parse(request.body) : request?.params,
      ]);
      const answer = answers[path.replace('/cgi-bin/appchat/', '')] ?? {};
      return typeof answer === 'number'
        ? { ok: false, failure: codeFailure(answer) }
        : { ok: true, value: answer };
    },
  };
  return { keep: createGroupKeeper({ api: api as WecomApi }), sent };
}
const GROUP = {
  chatId: 'zbt1',
  name: '第一党支部',
  owner: 'ZhangSan',
  members: ['ZhangSan', 'LiSi', 'WangWu'],
};

describe('a group', () => {
  it.each([86003, 40050])('that is not there (%s) is made under its own number', async (code) => {
    const { keep, sent } = wecom({ get: code });
    expect(await keep(GROUP)).toEqual({ kind: 'accepted' });
    expect(sent).toEqual([
      ['get', { chatid: 'zbt1' }],
      ['create', { name: '第一党支部', owner: 'ZhangSan', userlist: GROUP.members, chatid: 'zbt1' }],
    ]);
  });
  it('that is there gets whoever is new and loses whoever is gone, in whatever case WeCom writes them', async () => {
    const { keep, sent } = wecom({ get: { chat_info: { userlist: ['zhangsan', 'lisi', 'ZhaoLiu'] } } });
    expect(await keep(GROUP)).toEqual({ kind: 'accepted' });
    expect(sent[1]).toEqual([
      'update',
      { chatid: 'zbt1', owner: 'ZhangSan', add_user_list: ['WangWu'], del_user_list: ['ZhaoLiu'] },
    ]);
  });
  it('that is as it should be is left alone', async () => {
    const { keep, sent } = wecom({ get: { chat_info: { userlist: ['wangwu', 'zhangsan', 'lisi'] } } });
    expect(await keep(GROUP)).toEqual({ kind: 'accepted' });
    expect(sent).toHaveLength(1);
  });
  it('that cannot be made keeps its reason; one that another try may make is tried again', async () => {
    expect(await wecom({ get: 86003, create: 86005 }).keep(GROUP)).toMatchObject({
      kind: 'refused',
      reason: 'bad_group',
    });
    expect(await wecom({ get: 86003, create: 48002 }).keep(GROUP)).toMatchObject({ kind: 'retry' });
    expect(await wecom({ get: -1 }).keep(GROUP)).toMatchObject({ kind: 'retry' });
    expect(await wecom({ get: 49008 }).keep(GROUP)).toMatchObject({
      kind: 'refused',
      reason: 'group_dissolved',
    });
  });
  it.each([
    ['one member', { members: ['ZhangSan'] }],
    ['2000 members', { members: Array.from({ length: 2000 }, (_, i) => `m${i}`) }],
    ['a number WeCom does not take', { chatId: 'zbt-1' }],
  ])('with %s is not even asked for', async (_, over) => {
    const { keep, sent } = wecom({});
    expect(await keep({ ...GROUP, ...over })).toMatchObject({ kind: 'refused' });
    expect(sent).toEqual([]);
  });
});
