// Leaves and absences told in one report: the word that leads a name is of that name, and so is the reason in its row.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const knowledge = knowledgeOf({ people: ['赵六', '钱七', '李四'], units: ['第一党支部'] });
const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const read = (text: string) =>
  understand(text, NOW, { knowledge }).intent as unknown as Record<string, unknown>;

describe('who was away, and how', () => {
  const ZHAO = { name: '赵六', reason: '看病' };
  const QIAN = { name: '钱七' };
  it.each([
    ['上报 主题党日 10月29日下午3点 应到6 实到4 请假赵六（看病） 缺席钱七', [ZHAO, QIAN], ['钱七']],
    ['上报 主题党日 10月29日下午3点 应到6 实到4 缺席钱七 请假赵六（看病）', [QIAN, ZHAO], ['钱七']],
    ['上报 党课 10月29日下午3点 应到6 实到4 请假：赵六（看病），缺席：钱七', [ZHAO, QIAN], ['钱七']],
    [
      '应到6人，实到4人，请假1人：赵六（看病），缺席1人：钱七，主题党日 10月29日下午3点',
      [ZHAO, QIAN],
      ['钱七'],
    ],
    [
      '上报 党课 10月29日下午3点 应到6 实到4 赵六缺席，钱七请假（看病）',
      [{ name: '赵六' }, { name: '钱七', reason: '看病' }],
      ['赵六'],
    ],
    ['上报 党课 10月29日下午3点 应到6 实到4 赵六看病没来 钱七缺席', [ZHAO, QIAN], ['赵六', '钱七']],
  ])('%s', (text, absent, unexcused) => {
    expect(read(text)).toMatchObject({ intent: 'activity_report', absent, unexcused });
  });

  it('a reason behind several in a row is that of all of them', () => {
    expect(read('上报 党课 10月29日下午3点 应到6 实到3 请假赵六、李四（出差） 缺席钱七')).toMatchObject({
      absent: [{ name: '赵六', reason: '出差' }, { name: '李四', reason: '出差' }, { name: '钱七' }],
      unexcused: ['钱七'],
    });
  });
});
