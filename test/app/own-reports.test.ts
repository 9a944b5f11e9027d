import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OwnConfig, ownConfig } from '../support/own-config.ts';

// A city's own report is a paragraph in config/reports.yaml: the program on such a folder is talked to.

const OWN = `
  micro_wish:
    name: 微心愿
    words: [心愿认领]
    who: 党员
    period: 每季度
    due: 期末前3个工作日
    example: 微心愿：给李奶奶买药，花了30元
    fields:
      whom: { name: 对象, kind: 人 }
      what: { name: 内容, kind: 文字, needed: true }
      cost: { name: 花费, kind: 数, unit: 元, sum: true }
`;
const SHIPPED = readFileSync('config/reports.yaml', 'utf8');

let own: OwnConfig;
const configured = (text: string) => own.configured({ 'reports.yaml': text });
const start = (config: string) => own.start(config);
const says = (as: string, text: string) => own.says(as, text);

beforeEach(() => {
  own = ownConfig('own-reports');
});
afterEach(() => own.remove());
afterAll(() => defineFilingKinds([]));

it('is registered, set right, asked about, missed, taken back and exported', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  expect(await says('lisi', '微心愿')).toContain('每个人登记自己的，一句话就行，例如：微心愿：给李奶奶买药');
  expect(await says('lisi', '登记微心愿')).toContain('还缺内容');
  expect(await says('lisi', '给李奶奶买药，花了30元')).toMatch(/^已登记微心愿（第四季度）：.*花费 30 元/);
  expect(await says('lisi', '刚才那条改成35元')).toMatch(/^已改微心愿.*花费 35 元.*原来是：.*花费 30 元/);
  expect(await says('lisi', '心愿认领：给王大爷修灯，20元')).toContain('已登记微心愿');
  expect(await says('lisi', '我今年微心愿花费多少')).toContain('您的微心愿 2 条，花费合计 55 元');
  expect(await says('zhangsan', '今年微心愿有哪些')).toContain('李四');
  expect(await says('zhangsan', '谁没登记微心愿')).toMatch(/^第四季度微心愿：\d+ 人里 \d+ 人还没登记：/);
  expect(await says('lisi', '撤销')).toContain('已撤销刚才的登记');
  expect(await says('lisi', '我的')).toContain('今年登记：微心愿 1 条');
  expect(await says('lisi', '帮助')).toContain('微心愿');
  expect(await says('zhangsan', '导出本季度微心愿')).toContain('微心愿.xlsx（1 条）');
});

it('keeps its name when it is stopped, and nothing starts without one that was used', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  await says('lisi', '微心愿：给李奶奶买药，花了30元');
  await own.stop();
  expect(await openCore(toConfig(own.env(configured(SHIPPED)))).catch((error) => error)).toMatchObject({
    code: 'config_lost',
    details: {
      lines:
        'reports.yaml：reports 里没有 micro_wish，数据库里有 1 条是这一种。请把这一段写回来；不想再登记，就加一行 stopped: true（以前的照样看得到）',
    },
  });
  await start(configured(`${SHIPPED}${OWN}    stopped: true\n`));
  expect(await says('lisi', '微心愿：再买一次药，花了30元')).toContain('微心愿已经停用，没有记录');
  expect(await says('lisi', '今年微心愿有哪些')).toContain('给李奶奶买药');
  expect(await says('lisi', '帮助')).not.toContain('微心愿');
});
