// Tables of tasks and plans that are longer than a message go on with 继续.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster, type RosterChanges } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';
import { worksOf } from '../support/scheme.ts';

const BRANCHES = 45;
const MANY = ((): RosterChanges => {
  const rows = Array.from(
    { length: BRANCHES },
    (_, i) => `书${i + 1} shu${i + 1} 城郊党委/马${i + 1}村党支部 书记`,
  );
  const plan = planRoster(
    rosterRows(['郑管理 admin 城郊党委 管理员', ...rows].join('\n')),
    new Organisation([], [], []),
    [],
    { prune: false },
  );
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan.changes;
})();

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(MANY);
});
afterEach(() => chat.close());

const unitsIn = (said: string): number[] =>
  [...said.matchAll(/^马(\d+)村党支部 /gmu)].map(([, number]) => Number(number));

describe('nodes handed out to many', () => {
  beforeEach(async () => {
    const asked = await chat.says(
      'admin',
      '任务：三化建设，各支部，12月5日前完成摸底，12月20日前完成整治，12月31日前验收',
    );
    // Many are read back before anything is sent.
    expectSays(asked, `${BRANCHES} 个支部`);
    expectSays(
      await chat.says('admin', '发出'),
      '已发给 45 个支部的书记',
      '12月5日摸底、12月20日整治、12月31日验收',
    );
  });

  it('are each told of each branch, page by page and none twice', async () => {
    const told: number[] = [];
    let said = await chat.says('admin', '三化建设进度 表格');
    for (let page = 0; page < 9; page++) {
      told.push(...unitsIn(said));
      if (!said.includes('回复“继续”')) break;
      said = await chat.says('admin', '继续');
    }
    expect(told).toEqual(Array.from({ length: BRANCHES }, (_, i) => i + 1));
    expectSays(await chat.says('admin', '继续'), '没有');
  });

  it('are reported by one and counted for all', async () => {
    await chat.says('shu30', '摸底完成了');
    expectSays(await chat.says('admin', '三化建设进度'), '摸底 12月5日：完成 1，没到期 44');
  });
});

it('works of a plan go on too', async () => {
  await chat.store.write(async (tx) => {
    const org = await tx.organisation();
    const [first] = worksOf(chat.unitId('城郊党委'), chat.unitId('马1村党支部'));
    const works = Array.from({ length: 50 }, (_, i) => ({ ...first!, no: i + 1, name: `党员联户${i + 1}` }));
    await tx.putScheme(
      { id: undefined, unitId: org.roots()[0]!.id, name: '三年行动计划', by: 'admin', at: 0 },
      works,
    );
  });
  const told: number[] = [];
  let said = await chat.says('admin', '计划进度 表格');
  for (let page = 0; page < 9; page++) {
    told.push(...[...said.matchAll(/^(\d+) 党员联户/gmu)].map(([, number]) => Number(number)));
    if (!said.includes('回复“继续”')) break;
    said = await chat.says('admin', '继续');
  }
  expect(told).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});
