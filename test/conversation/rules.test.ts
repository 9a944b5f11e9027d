// Rules answered to whoever asks, in private and in a group, behind what the settings of the place say.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { weightOf } from '../../src/conversation/acts.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { RULES } from '../../src/domain/rules.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

useShippedReports();
beforeAll(defineShippedProcesses);
afterAll(() => defineProcesses([]));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

it('tells a member the rule and where it stands', async () => {
  expectSays(
    await chat.says('zhaoliu', '预备期是多久来着，别人问我'),
    '预备期是一年',
    '《中国共产党章程》第七条',
  );
  expectSays(await chat.says('zhaoliu', '退休的党费按几交'), '0.5%', '1%', '党费收缴');
  expectSays(await chat.says('zhaoliu', '整改销号我自己能批不'), '谁也不能批自己负责的');
  expectSays(await chat.says('zhaoliu', '预备期多久，党费交多少'), '预备期是一年', '3000元以下');
});

it('tells it in a group as well', async () => {
  expectSays(await chat.saysIn('group-1', 'zhaoliu', '支委会几个人才开得成'), '半数以上委员');
});

it('says first what the settings have', async () => {
  const lecture = await chat.says('zhaoliu', '党课多久一次');
  expect(lecture.indexOf('每季度一次')).toBeGreaterThanOrEqual(0);
  expect(lecture.indexOf('每季度一次')).toBeLessThan(lecture.indexOf('全国没有统一多久一次'));
  expectSays(
    await chat.says('zhaoliu', '三会一课多久一次'),
    '这里的设置：',
    '党员大会每季度一次',
    '支委会每月一次',
  );
  expectSays(await chat.says('zhangsan', '流动党员多久联系一次'), '每季度一次', '流动党员有谁');
});

it('tells officers the line that shows their own', async () => {
  expectSays(await chat.says('zhangsan', '预备期多久'), '预备党员有谁');
  expect(await chat.says('zhaoliu', '预备期多久')).not.toContain('预备党员有谁');
  expectSays(await chat.says('zhangsan', '党费怎么交'), '登记党费');
});

it('says of the own probation that no day is kept, and the rule', async () => {
  expectSays(await chat.says('lixiaohong', '我的预备期什么时候到'), '没有您的流程记录', '预备期是一年');
});

it('is answered beside the writer', () => {
  expect(weightOf({ intent: 'rule', rules: ['lapse'] })).toBe('light');
});

it('keeps each of them short', () => {
  const texts = RULES.map((name) =>
    chat.tools.templates.render(`rules.${name}`, { officer: true, dues: true }),
  );
  expect(texts.filter((text) => text.length > 220)).toEqual([]);
});
