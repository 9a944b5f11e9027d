// `org sync`: what it shows, what --apply carries out and refuses, and what it says where WeCom tells nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { syncRoster } from '../../src/cli/org-sync.ts';
import { readRoster } from '../../src/documents/roster.ts';
import { CONTACT_CHANGES } from '../../src/domain/organisation/contact-changes.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { SMALL_ROSTER, SMALL_ROSTER_ROWS } from '../support/roster.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';

interface Member {
  userid: string;
  name?: string;
  department: number;
  status?: number;
}
let dir: string;
let store: OpenStore;
let server: Server;
let env: Record<string, string>;
let members: Member[];
/** answers of a path before it works */
let refusals: Record<string, number[]>;
/** userids the application may not see, though they are there */
let hidden: string[];
let asked: string[];
const DEPARTMENTS = ['城郊党委', '第一党支部', '第二党支部'];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-sync-'));
  store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
  [refusals, hidden, asked] = [{}, [], []];
  members = [...new Map(SMALL_ROSTER_ROWS.map((r) => [r.userId, r])).values()].map((r) => ({
    userid: r.userId,
    name: r.name,
    department: r.unit.includes('第二党支部') ? 3 : 2,
  }));
  server = createServer((request, response) => {
    const { pathname, searchParams: q } = new URL(request.url!, 'http://x');
    const path = pathname.replace('/cgi-bin/', '');
    asked.push(path);
    const errcode = refusals[path]?.shift() ?? 0;
    const answer = errcode === 0 ? answerTo(path, q) : { errcode, errmsg: 'hint: [1] from ip: 9.9.9.9' };
    response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', ...answer }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  env = {
    ...PRODUCTION_ENV,
    DATA_DIR: dir,
    WECOM_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
});
afterEach(async () => {
  await store.close();
  await new Promise((done) => server.close(done));
  rmSync(dir, { recursive: true, force: true });
});

function answerTo(path: string, q: URLSearchParams): object {
  const isSeen = ({ userid }: Member) => !hidden.includes(userid);
  switch (path) {
    case 'gettoken':
      return { access_token: 't', expires_in: 7200 };
    case 'department/simplelist':
      return { department_id: DEPARTMENTS.map((_, i) => ({ id: i + 1, parentid: i && 1, order: 1 })) };
    case 'department/get':
      return { department: { id: Number(q.get('id')), name: DEPARTMENTS[Number(q.get('id')) - 1] } };
    case 'user/simplelist':
      return {
        userlist: members
          .filter((m) => m.department === Number(q.get('department_id')) && m.status !== 5 && isSeen(m))
          .map(({ userid, name, department }) => ({ userid, name, department: [department] })),
      };
    case 'user/get': {
      const found = members.find((m) => m.userid === q.get('userid'));
      if (!found) return { errcode: 60111, errmsg: 'userid not found' };
      return isSeen(found)
        ? { ...found, status: found.status ?? 1 }
        : { errcode: 60011, errmsg: 'no privilege' };
    }
    default:
      return { errcode: 40066 };
  }
}

const sync = (...args: string[]) => runCommand(syncRoster, args, env);
const people = async () =>
  [...(await store.read((tx) => tx.organisation())).people.values()].map((p) => `${p.userId} ${p.name}`);
const offices = () => store.db.selectFrom('office').selectAll().execute();
const traces = async () =>
  (await store.db.selectFrom('audit').select(['action', 'detail']).execute()).map(
    (r) => `${r.action} ${r.detail}`,
  );
const memberOf = (userid: string) => members.find((m) => m.userid === userid)!;
const leaves = (userid: string) => {
  members = members.filter((m) => m.userid !== userid);
};

describe('shows', () => {
  it('that nothing is to be done', async () => {
    const { code, out } = await sync();
    expect([code, out]).toEqual([0, '通讯录里看得到 11 人，花名册 11 人。\n没有要改的。\n']);
    expect(asked).not.toContain('user/get');
  });

  it('every difference, and changes none', async () => {
    const before = [await people(), await offices()];
    leaves('zhaoliu');
    leaves('lisi');
    memberOf('zhoujiu').status = 5;
    Object.assign(memberOf('qianqi'), { userid: 'QianQi', name: '钱柒' });
    hidden = ['jiji'];
    members.push({ userid: 'xinlai', name: '新来', department: 3 });
    const { code, out } = await sync();
    expect(code).toBe(0);
    for (const line of [
      '改账号写法 钱七：qianqi → QianQi',
      '改姓名 qianqi：钱七 → 钱柒',
      '移出 赵六（zhaoliu）：企业微信里已没有这个账号，历史记录保留',
      '移出 周九（zhoujiu）',
      '没动 李四（lisi）：企业微信里已没有这个账号，但还任第一党支部组织委员',
      '看不到 1 人，不在应用的可见范围里，没动：冯积极(jiji)',
      '花名册里没有 1 人：新来(xinlai)',
      '要照上面的改 4 处，请运行 org sync --apply',
    ])
      expect(out).toContain(line);
    expect([await people(), await offices()]).toEqual(before);
    expect(await traces()).toEqual([]);
  });

  it('no other names where WeCom keeps them back', async () => {
    for (const member of members) delete member.name;
    memberOf('qianqi').name = 'QianQi';
    expect((await sync()).out).toContain('没有要改的');
  });
});

describe('--apply', () => {
  it('carries out what was shown, once, and leaves offices and the record of those who left', async () => {
    const before = await offices();
    leaves('zhaoliu');
    leaves('lisi');
    memberOf('qianqi').userid = 'QianQi';
    await sync();
    const { code, out } = await sync('--apply');
    expect([code, out]).toEqual([0, expect.stringContaining('已改：更新 1 人，移出 1 人。')]);
    expect(await people()).toContain('QianQi 钱七');
    expect(await people()).toContain('lisi 李四');
    expect(await people()).not.toContain('zhaoliu 赵六');
    expect((await store.read((tx) => tx.departed())).map((p) => p.name)).toEqual(['赵六']);
    expect(await offices()).toEqual(before);
    expect(await traces()).toEqual(['org sync {"renamed":0,"respelled":1,"left":1}']);
    expect((await sync()).out).toContain('没有要改的');
  });

  it('refuses what nobody has seen, and shows it', async () => {
    leaves('zhaoliu');
    const first = await sync('--apply');
    expect([first.code, first.out]).toEqual([1, expect.stringContaining('还没有看过对照结果')]);
    expect(first.out).toContain('移出 赵六');
    expect(await people()).toContain('zhaoliu 赵六');
    expect((await sync('--apply')).code).toBe(0);
    expect(await people()).not.toContain('zhaoliu 赵六');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['in WeCom', async () => leaves('liudong')],
    [
      'on the roster',
      () =>
        store.rewrite((db) =>
          db.updateTable('person').set({ name: '赵陆' }).where('id', '=', 'zhaoliu').execute(),
        ),
    ],
  ])('refuses what has changed since %s', async (_, change) => {
    memberOf('zhaoliu').name = '赵柳';
    await sync();
    await change();
    const { code, out } = await sync('--apply');
    expect([code, out]).toEqual([1, expect.stringContaining('和上次看到的不一样了，这次没有改动')]);
    expect((await people()).some((p) => p.includes('赵柳'))).toBe(false);
    expect((await sync('--apply')).code).toBe(0);
  });
});

describe('--out', () => {
  it('writes who is new as a roster to be completed, with the unit a department is called like', async () => {
    members.push(
      { userid: 'xinlai', name: '新来', department: 3 },
      { userid: 'other', name: '其他', department: 1 },
    );
    const file = join(dir, 'new.csv');
    const { out } = await sync('--out', file);
    expect(out).toContain(`名单 2 人已写到 ${file}，其中 1 人按部门名称填好了党组织`);
    expect((await readRoster(readFileSync(file), 'new.csv')).rows).toEqual([
      { row: 2, name: '其他', userId: 'other', unit: '', role: '', kind: '', mobile: '' },
      { row: 3, name: '新来', userId: 'xinlai', unit: '城郊党委/第二党支部', role: '', kind: '', mobile: '' },
    ]);
    expect(await people()).not.toContain('xinlai 新来');
  });
});

it('has heard what WeCom said of accounts meanwhile, so that doctor says it no longer', async () => {
  await store.write((tx) => tx.putMark(CONTACT_CHANGES, JSON.stringify([{ userId: 'zhaoliu' }])));
  const said = async () => (await runCommand(doctor, [], env)).out;
  expect(await said()).toContain(
    '△ 企业微信说这些账号已离开或改了名：zhaoliu。花名册没有动，请运行 org sync 核对',
  );
  await sync();
  expect(await said()).not.toContain('zhaoliu');
});

describe('where WeCom tells nothing', () => {
  it.each([
    ['department/simplelist', 60020, '本机 IP 不在企业可信 IP 里（hint: [1] from ip: 9.9.9.9）'],
    ['user/simplelist', 48009, '这个密钥不能读通讯录详情'],
    ['user/simplelist', 48002, '应用没有这个权限'],
    ['department/simplelist', 60011, '应用的可见范围里没有要读的部门'],
    ['gettoken', 40001, '应用凭证不被接受'],
  ])('%s %i is told, and nobody has left', async (path, errcode, why) => {
    refusals[path] = Array(9).fill(errcode);
    await expect(sync('--apply')).rejects.toMatchObject({
      code: 'sync_failed',
      details: expect.objectContaining({}),
    });
    const { details } = (await sync('--apply').catch((error) => error)) as {
      details: Record<string, string>;
    };
    expect(`${details.why}${details.detail}`).toContain(why);
    expect(await people()).toHaveLength(11);
  });

  it('a person who cannot be asked about has not left either', async () => {
    leaves('zhaoliu');
    refusals['user/get'] = Array(9).fill(48002);
    await expect(sync()).rejects.toMatchObject({ code: 'sync_failed' });
  });

  it('an application that sees nobody proposes nothing', async () => {
    members = [];
    const { code, out } = await sync('--apply');
    expect([code, out]).toEqual([1, expect.stringContaining('一个人也看不到')]);
    expect(await people()).toHaveLength(11);
  });

  it('what passes is asked again', async () => {
    refusals['user/simplelist'] = [-1];
    expect((await sync()).code).toBe(0);
    expect(asked.filter((path) => path === 'user/simplelist')).toHaveLength(4);
  });

  it('without an application there is nothing to ask with', async () => {
    await expect(runCommand(syncRoster, [], { DATA_DIR: dir })).rejects.toMatchObject({
      code: 'sync_needs_app',
    });
  });
});
