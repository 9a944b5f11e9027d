// What is given out to learn from holds nobody and no place: names, accounts, numbers of phones, places in free text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../../src/domain/intent.ts';
import { anonymous } from '../../../src/parsing/anonymous/anonymous.ts';
import { knowledgeOf } from '../../../src/parsing/knowledge.ts';
import { understand } from '../../../src/parsing/understand.ts';

const AT = Date.parse('2026-11-21T10:00:42+08:00');
const PEOPLE = ['张三', '李晓红', '欧阳明珠', '阿依古丽·买买提', '王伟', '高兴'];
const UNITS = ['城郊党委', '第一党支部', '河湾村党支部', '第二党小组'];
const secrets = { people: PEOPLE, units: UNITS, ids: ['zhangsan', 'lixiaohong'] };
const made = (text: string, expect: Filled) => anonymous({ text, at: AT, expect }, secrets);

describe('a line that was confirmed', () => {
  it('has other names, the same everywhere in it, and in its label', () => {
    const line = made('张三和李晓红签到，张三先走', { intent: 'checkin', names: ['张三', '李晓红'] })!;
    expect(line.text).toMatch(/^(.+)和(.+)签到，\1先走$/);
    expect(line.expect).toEqual({ intent: 'checkin', names: line.people });
    expect(line.people).toHaveLength(2);
    expect(line.people[0]).toHaveLength(2);
    expect(line.people[1]).toHaveLength(3);
    expect(line.now).toBe('2026-11-21T10:00:00+08:00');
  });

  it('has other units, of the same kind', () => {
    const line = made('河湾村党支部张三请假 出差', {
      intent: 'leave',
      scope: '河湾村党支部',
      names: ['张三'],
      reason: '出差',
    })!;
    expect(line.text).toMatch(/村党支部..请假 出差$/);
    expect(line.text).toContain(line.expect.scope!);
    expect(line.text).not.toContain('河湾');
    expect(
      made('第一党支部到会率', { intent: 'query', metric: 'attendance_rate', scope: '第一党支部' })!.expect
        .scope,
    ).toMatch(/^第.党支部$/);
  });

  it.each([
    '张三签到 13812345678',
    '张三签到，电话0571-88886666',
    '张三签到 身份证33010619800101123X',
    '张三签到 zs@example.com',
    '张三签到 https://example.com/u/zhangsan',
  ])('drops numbers and addresses: %s', (text) => {
    expect(made(text, { intent: 'checkin', names: ['张三'] })?.text ?? '').not.toMatch(
      /\d{4}|@|http|zhangsan/,
    );
  });

  it.each<[string, Filled]>([
    ['zhangsan签到', { intent: 'checkin' }],
    ['在赵家沟村签到', { intent: 'checkin', place: '赵家沟村' }],
    ['陪老张看病请假', { intent: 'leave', reason: '陪老张看病' }],
    ['王书记让我请假', { intent: 'leave' }],
    ['今天真高兴，签到', { intent: 'checkin' }],
    ['整改WT-2026-003完成', { intent: 'rectify_done', itemNo: 'WT-2026-003' }],
    ['给小刘签到', { intent: 'checkin', names: ['小刘'] }],
    ['签到 @Wang', { intent: 'checkin' }],
  ])('is left out where it might tell: %s', (text, expected) => {
    const line = made(text, expected);
    if (line) expect(line.text).not.toMatch(/zhangsan|赵家沟|老张|王书记|高兴|WT|小刘|Wang/);
    else expect(line).toBeUndefined();
  });

  it('is left out where its label says what the text does not', () => {
    expect(made('签到', { intent: 'checkin', names: ['张三'] })).toBeUndefined();
    expect(made('请假', { intent: 'leave', reason: '陪护' })).toBeUndefined();
  });

  const name = fc.constantFrom(...PEOPLE);
  const unit = fc.constantFrom(...UNITS);
  const frame = fc.constantFrom(
    '{a}、{b}签到',
    '代签 {a} {b}',
    '{u}{a}请假 住院',
    '接龙\n1.{a}\n2.{b}请假',
    '{a}补签昨天的党课',
    '{u}谁没签到',
    '我和{a}都到了',
    '上报 主题党日 应到23实到21 请假{a}（出差）、{b}',
  );
  it('never holds a name, a unit or an account, whatever is said', () => {
    fc.assert(
      fc.property(
        frame,
        name,
        name,
        unit,
        fc.constantFrom('', ' zhangsan', ' 13812345678'),
        (f, a, b, u, more) => {
          const text = f.replaceAll('{a}', a).replaceAll('{b}', b).replaceAll('{u}', u) + more;
          const { intent } = understand(text, AT, { knowledge: knowledgeOf(secrets) });
          const line = made(text, intent);
          if (!line) return;
          const all = JSON.stringify(line);
          for (const secret of [...PEOPLE, ...UNITS, ...secrets.ids, '13812345678'])
            expect(all).not.toContain(secret);
        },
      ),
      { numRuns: 300 },
    );
  });
});
