import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { BASIC_KINDS, defineItemKinds, kindsInUse } from '../../src/domain/ledger/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { type OwnConfig, ownConfig } from '../support/own-config.ts';
import { TEST_CONFIG } from '../support/settings.ts';

// Whoever asks what a county's own meeting, matter or process is, is told how it goes, as the settings have it.

const shipped = (file: string) => readFileSync(`config/${file}`, 'utf8');
const FILES = {
  'activity-types.yaml': `${shipped('activity-types.yaml')}
  red_night_school:
    name: 红色夜校
    words: [夜校]
    record: [主讲]
`,
  'cadence.yaml': readFileSync(`${TEST_CONFIG}/cadence.yaml`, 'utf8').replace(
    'requirements:\n',
    `requirements:
  red_night_school:
    name: 红色夜校
    period: 每季度
    level: 支部
    met_by: 红色夜校
    tell: [书记, 副书记, 组织委员]
    remind: [15日]
    escalate: false

`,
  ),
  'item-kinds.yaml': `${shipped('item-kinds.yaml')}
  petition:
    name: 包案
    words: [信访包案]
    needs: [责任人, 时限]
    closing: 别人审核
    finish: 办结
    asks: 办结
    states: { waiting: 未开始, working: 化解中, asked: 已申请办结, closed: 已办结, long_term: 长期包案 }
`,
  'processes.yaml': `${shipped('processes.yaml')}
  first_secretary:
    name: 第一书记轮换
    words: [第一书记]
    of: 支部
    counts: arrived
    term: { name: 驻村期, words: [驻村期到, 驻村期满], remind: [3个月] }
    steps:
      assessed: { name: 考核 }
      published: { name: 公示 }
      arrived: { name: 到任, at_least: 5天, renews: true }
`,
};

let own: OwnConfig;
const says = (as: string, text: string) => own.says(as, text);

beforeEach(async () => {
  own = ownConfig('county-explained');
  await own.start(own.configured(FILES));
});
afterEach(() => own.remove());
afterAll(() => {
  defineItemKinds(BASIC_KINDS);
  defineActivityTypes(REGULATION);
  defineProcesses([]);
});

it('tells how a matter is opened and closed, with a line that can be sent', { timeout: 60_000 }, async () => {
  const told =
    '照这样发：登记包案 路灯修好 责任人李四 12月11日前\n' +
    '编号我来给，各种事连着排。办完回复编号加“办结”，由上级同意。\n看没办完的请回复：包案清单';
  for (const text of [
    '包案是什么',
    '登记包案',
    '怎么登记包案',
    '包案怎么写',
    '登记信访包案怎么写',
    '说明包案',
  ])
    expect(await says('zhangsan', text), text).toBe(told);
  expect(await says('zhaoliu', '包案是什么')).toContain('包案由书记、管理员登记。');
  for (const { prefix } of kindsInUse()) {
    const line = /^照这样发：(.*)$/mu.exec(await says('zhangsan', `${prefix}是什么`))?.[1];
    expect(line, prefix).toBeDefined();
    const { intent } = understand(line!, Date.parse('2026-11-21T10:00+08:00'));
    expect(intent, line).toMatchObject({ intent: 'rectify_create' });
    expect('items' in intent && (intent.items?.[0]?.kind ?? '整改'), line).toBe(prefix);
  }
  expect(await says('zhangsan', '登记包案 南街噪声 责任人李四 12月10日前')).toMatch(/^已登记包案\d+/);
});

it('tells who is due at a meeting and how often it is to be', { timeout: 60_000 }, async () => {
  for (const text of ['红色夜校是什么', '夜校多久一次', '红色夜校谁参加', '怎么安排夜校', '说明 红色夜校'])
    expect(await says('zhangsan', text), text).toBe(
      '红色夜校：应到支部全体党员，记主讲人；每季度一次。\n' +
        '要安排请发：安排 红色夜校 11月23日下午3点 会议室\n开完请发：上报 红色夜校 全到',
    );
  expect(await says('zhaoliu', '支委会是什么')).toContain('应到支委，支委过半才能开；每月一次。');
  expect(await says('zhangsan', '初心讲坛多久一次')).toContain('没有规定多久一次，不催。');
  expect(await says('zhangsan', '红色夜校')).toContain('红色夜校');
});

it('tells the steps of a process, and counts it by a part of its name', { timeout: 60_000 }, async () => {
  for (const text of ['第一书记轮换是什么', '第一书记轮换分几步', '第一书记轮换怎么办'])
    expect(await says('zhangsan', text), text).toContain(
      '第一书记轮换分 3 步：考核 → 公示 → 到任（公示满5天）',
    );
  expect(await says('hejingyi', '今年轮换了几个第一书记')).toContain('2026年第一书记轮换 0 个支部');
});

it('takes the next step by its name alone, right after one was told', { timeout: 60_000 }, async () => {
  expect(await says('zhangsan', '公示 11月20日')).not.toContain('已记');
  expect(await says('zhangsan', '第一书记考核 11月10日')).toContain('下一步：公示');
  expect(await says('zhangsan', '公示 11月15日')).toContain('已记第一党支部第一书记轮换公示（11月15日）');
  expect(await says('zhangsan', '公示有什么要求')).not.toContain('已记');
  expect(await says('zhangsan', '到任 今天')).toContain('已记第一党支部第一书记轮换到任（11月21日）');
});
