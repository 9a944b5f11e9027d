import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OwnConfig, ownConfig } from '../support/own-config.ts';
import { TEST_CONFIG } from '../support/settings.ts';

// A city's own type of activity is a paragraph in config/activity-types.yaml: the program on such a folder is talked to.

const OWN = `
  film_day:
    name: 红色观影日
    words: [观影日活动, 红色观影]
    record: [主讲]
`;
const SHIPPED = readFileSync('config/activity-types.yaml', 'utf8');

let own: OwnConfig;
const configured = (types: string, cadence = (text: string) => text): string =>
  own.configured({
    'activity-types.yaml': types,
    'cadence.yaml': cadence(readFileSync(join(TEST_CONFIG, 'cadence.yaml'), 'utf8')),
  });
const start = (config: string) => own.start(config);
const says = (as: string, text: string, chat?: string) => own.says(as, text, chat);

afterAll(() => defineActivityTypes(REGULATION));

describe('a type added to the file', () => {
  beforeAll(async () => {
    own = ownConfig('own-types');
    await start(configured(SHIPPED + OWN));
  }, 60_000);
  afterAll(() => own.remove());

  it.each<[text: string, ...parts: string[]]>([
    ['帮助', '红色观影日也一样安排、签到、上报'],
    ['安排会议 后天下午3点', '是哪种活动', '双述双评、红色观影日。'],
    [
      '安排 观影日活动 今天上午10点半 放映室 主讲李四',
      '已安排：第一党支部红色观影日，11月21日(周六) 10:30，放映室，主讲：李四',
      '应到 13 人',
    ],
    ['我的', '· 红色观影日 11月21日(周六) 10:30 放映室'],
    ['红色观影日签到', '张三已签到：红色观影日'],
    ['撤销', '已撤销'],
    ['红色观影改到今天上午11点', '红色观影日已改到 11月21日(周六) 11:00'],
    ['撤销', '已撤销'],
    ['取消 红色观影日', '红色观影日（11月21日(周六) 10:30）已取消'],
    ['撤销', '已撤销'],
    [
      '上报 红色观影日 11月18日下午3点 应到13 实到12 主讲李四',
      '已记录：第一党支部红色观影日（11月18日(周三) 15:00），应到 13 人，实到 12 人',
    ],
    ['今年红色观影日开了几场', '第一党支部2026年红色观影日开了 1 次', '已安排 1 次'],
    ['今年红色观影日多少人次', '第一党支部2026年红色观影日参加 12 人次（1 次活动，应到'],
    ['11月红色观影日到会率', '红色观影日到会率 92.3%'],
    ['更正 11月18日红色观影日 实到11', '11'],
    ['导出红色观影日会议记录', '2026-11-18-第一党支部-红色观影日.docx'],
    // Nothing asks for it: nobody lacks it.
    ['还差哪些会没开', '还没开', '!红色观影日'],
    ['11月三会一课情况', '三会一课', '!红色观影日'],
    ['哪些支部没开红色观影日', '按规定第一党支部不用开红色观影日'],
  ])('%s', async (text, ...parts) => {
    const answer = await says('zhangsan', text);
    for (const part of parts)
      if (part.startsWith('!')) expect(answer).not.toContain(part.slice(1));
      else expect(answer).toContain(part);
  });

  it('is counted by place for whoever sees them all, and named to nobody as lacking', async () => {
    const answer = await says('hejingyi', '各支部今年红色观影日开了几场');
    expect(answer).toContain('第一党支部 1 次');
    expect(answer).not.toContain('没开');
    expect(await says('hejingyi', '今年初心讲坛开了多少场、多少人次')).toContain('初心讲坛参加 0 人次');
  });
});

describe('a folder that changes', () => {
  afterEach(() => own.remove());
  const first = async () => {
    own = ownConfig('own-types');
    await start(configured(SHIPPED + OWN));
    expect(await says('zhangsan', '上报 红色观影日 11月18日下午3点 应到13 实到12')).toContain('已记录');
    await own.stop();
  };

  it('does not start without a type that has records, says how to mend it, and keeps its name when it is stopped', {
    timeout: 60_000,
  }, async () => {
    await first();
    const failure = await openCore(toConfig(own.env(configured(SHIPPED)))).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'config_lost',
      details: {
        lines:
          'activity-types.yaml：types 里没有 film_day，数据库里有 1 场活动是这一种。请把这一段写回来；不想再用，就加一行 stopped: true（以前的记录照样看得到）',
      },
    });
    await start(configured(`${SHIPPED}${OWN}    stopped: true\n`));
    expect(await says('zhangsan', '11月活动记录')).toContain('11月18日 红色观影日 12/13');
    expect(await says('zhangsan', '安排会议 后天下午3点')).not.toContain('红色观影日');
    expect(await says('zhangsan', '安排 红色观影日 后天下午3点')).not.toContain('已安排');
  });

  it('keeps what was held as it was held, where who is due is changed', { timeout: 60_000 }, async () => {
    own = ownConfig('own-types');
    await start(configured(SHIPPED + OWN));
    expect(await says('zhangsan', '上报 红色观影日 11月18日下午3点 应到13 实到13')).toContain(
      '应到 13 人，实到 13 人',
    );
    expect(await says('zhangsan', '上报 红色观影日 11月19日下午3点 应到13 实到12 请假李四(出差)')).toContain(
      '实到 12 人',
    );
    expect(await says('zhangsan', '安排 红色观影日 明天下午3点 放映室')).toContain('应到 13 人');
    const asked = [
      '11月活动记录',
      '11月红色观影日到会率',
      '今年红色观影日多少人次',
      '11月19日红色观影日签到情况',
    ];
    // 流动党员 stand beside a roll as the roster is today, and in no figure of it.
    const figures = async (text: string) => (await says('zhangsan', text)).replace(/\n?另有流动党员.*/u, '');
    const before: string[] = [];
    for (const text of asked) before.push(await figures(text));
    const own11 = await says('zhaoliu', '我11月的出勤');
    await own.stop();
    await start(configured(`${SHIPPED}${OWN}    due: 支委\n`));
    for (const [i, text] of asked.entries()) expect([text, await figures(text)]).toEqual([text, before[i]]);
    expect(await says('zhaoliu', '我11月的出勤')).toBe(own11);
    expect(await says('zhangsan', '安排 红色观影日 11月25日下午3点 放映室')).toMatch(/应到 [1-9] 人/);
    expect(await says('zhangsan', '更正 11月18日红色观影日 地点放映室')).not.toContain('应到 3');
  });

  it('asks for it where a rule of cadence.yaml does', { timeout: 60_000 }, async () => {
    own = ownConfig('own-types');
    const rule = `
  film_day:
    name: 红色观影日
    period: 每月
    level: 支部
    met_by: 观影日活动
    lecturer: 书记
    tell: [书记]
    remind: [20日]
    escalate: false
  film_day_held: { name: 红色观影日, period: 每月, level: 支部, met_by: 红色观影日, tell: [书记], remind: [20日], escalate: false }
`;
    await start(configured(SHIPPED + OWN, (text) => text.replace('requirements:\n', `requirements:${rule}`)));
    expect(await says('zhangsan', '还差哪些会没开')).toContain('红色观影日（11月）');
    expect(await says('hejingyi', '哪些支部没开红色观影日')).toContain('还没开红色观影日的有 3/3 个');
  });
});

it('the seven of the shipped file are those that hold without one', () => {
  expect(readActivityTypes(SHIPPED).value!.slice(0, REGULATION.length)).toEqual(REGULATION);
});
