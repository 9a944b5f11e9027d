// 整改：公开栏没更新，责任人李四，12月10日前: an item in one line, without 登记 before it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['张三', '李四', '刘洋'], units: ['第一党支部'] });
const read = (text: string) => understand(text, now, { knowledge }).intent;

describe('what is to be mended, and by whom', () => {
  const problem = '公开栏更新不及时';
  it.each([
    [`整改：${problem}，责任人：李四，整改时限：12月10日`, { owner: '李四', dueAt: '2026-12-10' }],
    [`整改 ${problem} 责任人李四 12月10日前`, { owner: '李四', dueAt: '2026-12-10' }],
    [`整改问题：${problem}，负责人李四、张三，12月底前`, { owner: '李四、张三', dueAt: '2026-12-31' }],
    [`整改 ${problem} 由刘洋负责 12月10日前`, { owner: '刘洋', dueAt: '2026-12-10' }],
    [`新增整改：${problem} 责任人李四`, { owner: '李四' }],
    [`整改：${problem}，责任人李四，立行立改`, { owner: '李四', dueAt: '立行立改' }],
    [`整改 ${problem} 责任人李四 长期坚持`, { owner: '李四', dueAt: '长期坚持' }],
  ])('%s', (text, said) =>
    expect(read(text)).toEqual({ intent: 'rectify_create', items: [{ problem, ...said }] }),
  );

  it.each([
    '整改3 责任人李四',
    '整改 已完成 责任人李四',
    '整改事项：16\n责任人：李四\n目前进度：35%',
    '整改：公开栏进展60%，责任人李四',
    '整改责任人是谁',
    '整改：责任人李四说完成了',
    '整改清单 责任人',
  ])('is not opened by %s', (text) => expect(read(text).intent).not.toBe('rectify_create'));
});

describe('is registered', () => {
  let chat: Dialogue;
  beforeEach(async () => {
    chat = await openDialogue();
  });
  afterEach(() => chat.close());

  it('at once where nothing is missing', async () => {
    expectSays(
      await chat.says('zhangsan', '整改：公开栏没更新，责任人李四，12月10日前'),
      '整改1',
      '公开栏没更新',
    );
    expect(await chat.store.read((tx) => tx.items({}))).toMatchObject([
      { problem: '公开栏没更新', ownerId: 'lisi' },
    ]);
  });

  it('with a day where it is to go on for good, and says who makes it so', async () => {
    expectSays(
      await chat.says('zhangsan', '整改：流动党员联系不够，责任人李四，长期坚持'),
      '“长期坚持”看不出是哪一天；要长期坚持的先写一个日期，登记后由管理员转为长期整改',
    );
    expectSays(await chat.says('zhangsan', '12月10日'), '整改1');
    expectSays(await chat.says('admin', '整改1 转长期'), '长期');
  });

  it('and of one that is to be mended at once says nothing of that', async () => {
    const asked = await chat.says('zhangsan', '整改：流动党员联系不够，责任人李四，立行立改');
    expect(asked).toContain('“立行立改”看不出是哪一天');
    expect(asked).not.toContain('长期');
  });
});
