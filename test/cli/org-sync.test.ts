// `org sync`: what it shows, what --apply carries out and refuses, and what it says where WeCom tells nothing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { importRoster } from '../../src/cli/org.ts';
import { syncRoster } from '../../src/cli/org-sync.ts';
import { noteContact } from '../../src/conversation/contact-changes.ts';
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

  it('asks for no number where two of a few have left', async () => {
    leaves('zhaoliu');
    leaves('liudong');
    await sync();
    expect((await sync('--apply')).code).toBe(0);
    expect(await people()).toHaveLength(9);
  });

  it('shows anew what was shown and done once, and is to be done again', async () => {
    memberOf('zhaoliu').name = '赵柳';
    await sync();
    expect((await sync('--apply')).code).toBe(0);
    await store.rewrite((db) =>
      db.updateTable('person').set({ name: '赵六' }).where('id', '=', 'zhaoliu').execute(),
    );
    expect((await sync('--apply')).code).toBe(1);
    expect(await people()).toContain('zhaoliu 赵六');
    expect((await sync('--apply')).code).toBe(0);
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

describe('an account that WeCom has changed', () => {
  const becomes = async (from: string, to: string) => {
    memberOf(from).userid = to;
    const message = { userId: from, renamedTo: to };
    await store.write(async (tx) => noteContact(tx, await tx.organisation(), message));
  };
  const attends = () =>
    store.write((tx) => tx.putSnoozes([{ personId: 'zhaoliu', matter: 'item:1', on: '2026-11-25' }]));

  it('is carried over where WeCom itself said so, with all that hangs on it, office or not', async () => {
    await attends();
    await becomes('zhaoliu', 'ZL-2');
    await becomes('lisi', 'LiSi.2');
    for (const member of members) delete member.name;
    const shown = await sync();
    expect(shown.out).toContain('换账号 赵六：zhaoliu → ZL-2（企业微信通知过改了账号），全部记录一起带过去');
    expect(shown.out).toContain('要照上面的改 2 处');
    expect(shown.out).toContain('通讯录没有给出 9 人的姓名');
    expect(await people()).toContain('zhaoliu 赵六');
    const done = await sync('--apply');
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('已改：更新 2 人，移出 0 人。')]);
    expect(await people()).toContain('ZL-2 赵六');
    expect(await people()).toHaveLength(11);
    expect((await store.db.selectFrom('snooze').selectAll().execute())[0]!.person_id).toBe('zl-2');
    expect((await offices()).some((o) => o.person_id === 'lisi.2')).toBe(true);
    expect((await sync()).out).toContain('没有要改的');
  });

  it('written in capitals is known to have been shown', async () => {
    memberOf('zhaoliu').userid = 'ZhaoLiu';
    await sync();
    await sync('--apply');
    await becomes('ZhaoLiu', 'ZL-2');
    expect((await sync()).out).toContain('换账号 赵六：ZhaoLiu → ZL-2');
    const { code, out } = await sync('--apply');
    expect([code, out]).toEqual([0, expect.stringContaining('已改：更新 1 人，移出 0 人。')]);
    expect(await people()).toContain('ZL-2 赵六');
  });

  it('is found through two changes in a row, and only shown where a name alone suggests it', async () => {
    await becomes('zhaoliu', 'zl2');
    await becomes('zl2', 'zl3');
    members = members.map((m) => (m.userid === 'zhoujiu' ? { ...m, userid: 'zhoujiu2' } : m));
    const { out } = await sync();
    expect(out).toContain('换账号 赵六：zhaoliu → zl3');
    expect(out).toContain('没动 周九（zhoujiu）');
    expect(out).toContain('org rename zhoujiu zhoujiu2');
    expect(out).not.toContain('花名册里没有');
  });

  it('is not taken for a leaver where the same person was entered a second time', async () => {
    const file = join(dir, 'again.csv');
    writeFileSync(file, '姓名,账号,党组织,职务,类型,流动\n周九,zj2,城郊党委/第二党支部,,正式党员,否\n');
    await runCommand(importRoster, [file], env);
    memberOf('zhoujiu').userid = 'zj2';
    const { out } = await sync();
    expect(out).toContain('org rename zhoujiu zj2');
    expect(out).not.toContain('移出 周九');
  });
});

describe('many leavers at once', () => {
  it('take their number', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `多${'甲乙丙丁戊己庚辛壬癸子丑'[i]},many${i},城郊党委/第二党支部,,,`,
    );
    const file = join(dir, 'many.csv');
    writeFileSync(file, ['姓名,账号,党组织,职务,类型,流动', ...rows].join('\n'));
    await runCommand(importRoster, [file], env);
    expect((await sync()).out).toContain('要移出 12 人，太多了');
    for (const args of [['--apply'], ['--apply', '--leavers', '11']]) {
      const refused = await sync(...args);
      expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('--leavers 12')]);
      expect(await people()).toHaveLength(23);
    }
    await sync();
    expect((await sync('--apply', '--leavers', '12')).code).toBe(0);
    expect(await people()).toHaveLength(11);
    // Taken out by mistake: they are there after all.
    members.push({ userid: 'many0', name: '多甲', department: 3 });
    expect((await sync()).out).toContain('从花名册移出过、通讯录里还在的 1 人，没动：多甲(many0)');
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
