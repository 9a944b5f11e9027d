import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxPerson } from '../../src/sandbox/directory.ts';
import { officeOf, type SuggestionWords, suggestionsFor } from '../../src/sandbox/suggestions.ts';
import { GROUPS, openStage, PEOPLE, START } from './stage.ts';

const words: SuggestionWords = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../templates/sandbox/suggestions.json'), 'utf8'),
);
const directory = { people: PEOPLE, groups: GROUPS };
const person = (userId: string) => PEOPLE.find((p) => p.userId === userId)!;

describe('the office that decides', () => {
  it.each([
    [[], 'member'],
    [['宣传委员'], 'member'],
    [['党小组长'], 'leader'],
    [['组织委员'], 'secretary'],
    [['党小组长', '副书记'], 'secretary'],
    [['书记', '管理员'], 'admin'],
  ])('of %j is %s', (roles, office) => {
    expect(officeOf({ userId: 'x', name: 'x', unit: 'x', roles })).toBe(office);
  });
});

describe('lines to try', () => {
  it.each(PEOPLE.map((p) => [p.name, p] as const))('for %s are few and complete', (_, someone) => {
    const lines = suggestionsFor(words, someone, directory, START);
    for (const list of [lines.group, lines.private]) {
      expect(list.length).toBeGreaterThanOrEqual(4);
      expect(list.length).toBeLessThanOrEqual(6);
      expect(JSON.stringify(list)).not.toMatch(/[{}]|undefined/);
    }
  });

  it('name colleagues of the own branch and days after the sandbox clock', () => {
    const { group } = suggestionsFor(words, person('WangJianguo'), directory, START);
    expect(group.map(([say]) => say)).toContain('代签 李芳 赵小军');
    expect(group.map(([say]) => say)).toContain('改期 主题党日 改到11月25日下午3点');
    const newYear = suggestionsFor(
      words,
      person('WangJianguo'),
      directory,
      Date.parse('2026-12-29T17:00:00Z'),
    );
    expect(JSON.stringify(newYear)).toContain('改到1月3日');
  });

  it.each([
    ['2026-11-23T09:41:00', '今天10:00'],
    ['2026-11-23T09:45:00', '今天10:00'],
    ['2026-11-23T09:45:01', '今天10:05'],
    ['2026-11-23T20:46:00', '明天15:00'],
    ['2026-11-23T07:30:00', '明天15:00'],
    ['2026-11-23T23:55:00', '明天15:00'],
  ])('at %s arrange something for %s', (at, when) => {
    const { group } = suggestionsFor(words, person('WangJianguo'), directory, Date.parse(`${at}+08:00`));
    expect(group[0]![0]).toBe(`安排 主题党日 ${when} 三楼会议室 主题：参观红色展馆`);
  });

  it('name an item only to whom it belongs', () => {
    const member = person('sunli');
    const asked = (who: SandboxPerson) =>
      suggestionsFor(words, who, directory, START)
        .private.map(([say]) => say)
        .join(' ');
    expect(asked({ ...member, item: '整改7' })).toMatch(/整改7 进展60%.* 整改7 完成/);
    expect(asked(member)).not.toMatch(/进展|完成/);
    expect(asked({ ...person('zhoumin'), decision: '整改2' })).toContain('整改2 同意销号');
    expect(asked(person('zhoumin'))).not.toContain('同意销号');
  });

  it('differ between offices and between group and private', () => {
    const all = ['sunli', 'zhaoxiaojun', 'WangJianguo', 'zhoumin'].map((id) =>
      suggestionsFor(words, person(id), directory, START),
    );
    expect(new Set(all.flatMap((s) => [JSON.stringify(s.group), JSON.stringify(s.private)])).size).toBe(8);
  });
});

it('lists people branch by branch, officers first, numbered units in the order of their numbers', async () => {
  const stage = await openStage({
    directory: () => ({
      groups: [],
      people: ['十一', '三', '一', '二十', '十', '二'].flatMap((n) => [
        { userId: `m${n}`, name: '党员', unit: `城郊党委/第${n}党支部`, roles: [] },
        { userId: `s${n}`, name: '书记', unit: `城郊党委/第${n}党支部`, roles: ['书记'] },
      ]),
    }),
  });
  const { people } = await stage.state('');
  await stage.close();
  expect(people.map((p: { userId: string }) => p.userId).join(' ')).toBe(
    's一 m一 s二 m二 s三 m三 s十 m十 s十一 m十一 s二十 m二十',
  );
});
