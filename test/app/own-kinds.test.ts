import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type OwnConfig, ownConfig } from '../support/own-config.ts';

// A city's own kind of item is a paragraph in config/item-kinds.yaml: the program on such a folder is talked to.

const OWN = `
  petition:
    name: 信访
    words: [信访件, 群众来信]
    needs: [责任人, 时限]
    closing: 自己上报
    finish: 已回复
    done: [答复了, 办妥了]
    asks: 结案
    states: { waiting: 待回复, working: 核实中, asked: 待结案, closed: 已回复, long_term: 长期跟踪 }
`;
const SHIPPED = readFileSync('config/item-kinds.yaml', 'utf8');

let own: OwnConfig;
const configured = (text: string) => own.configured({ 'item-kinds.yaml': text });
const start = (config: string) => own.start(config);
const says = (as: string, text: string) => own.says(as, text);

beforeEach(() => {
  own = ownConfig('own-kinds');
});
afterEach(() => own.remove());
afterAll(() => defineItemKinds(BASIC_KINDS));

/** The number the bot gave, as it writes it. */
const given = (answer: string) => /信访\d+/.exec(answer)![0];

it('is opened, worked on, asked about, closed, sent back, taken back and exported', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  const opened = await says('zhangsan', '登记信访 南街夜里噪声 责任人李四 12月10日前');
  expect(opened).toMatch(/已登记信访\d+：南街夜里噪声\n责任人李四，时限12月10日/);
  const name = given(opened);
  expect(await says('lisi', name)).toContain(`${name} 待回复：南街夜里噪声`);
  expect(await says('lisi', `${name} 进展50% 已上门核实`)).toContain(`${name} 已记进展 50%`);
  expect(await says('lisi', '我的信访')).toContain(`${name} 南街夜里噪声`);
  expect(await says('zhangsan', '信访清单')).toMatch(/^信访没办完 1 项：\n.*南街夜里噪声/);
  expect(await says('zhangsan', '逾期的信访')).toBe('信访逾期 0 项。');
  expect(await says('lisi', `${name} 答复了 12月1日上门道谢`)).toContain(`已记：${name} 已回复`);
  expect(await says('zhangsan', name)).toContain(`${name} 已回复`);
  expect(await says('zhangsan', '信访办理情况')).toContain('信访共 1 项，已结案 1 项，结案率 100%');
  expect(await says('hejingyi', `${name} 退回 还没说清楚`)).toContain(name);
  expect(await says('lisi', name)).toContain('核实中');
  const second = given(await says('zhangsan', '群众来信：路灯不亮，责任人李四，12月20日前'));
  expect(await says('zhangsan', '撤销')).toContain('已撤销');
  expect(await says('lisi', second)).not.toContain('路灯不亮');
  expect(await says('zhangsan', '导出信访台账')).toContain('第一党支部信访台账.xlsx');
  // All that the ledger's own items take, by their own name.
  expect(await says('zhangsan', `${name} 责任人改成周文彬`)).toContain(`${name} 已转给周文彬`);
  expect(await says('zhangsan', '待审核的信访')).toContain('等审核 0 项');
  expect(await says('hejingyi', '各支部信访情况')).toContain('信访共 1 项，已结案 0 项');
  // The ledger's own file and figures know nothing of it.
  expect(await says('zhangsan', '导出台账')).toContain('第一党支部整改台账.xlsx');
});

it('keeps its name when it is stopped, and nothing starts without one that has items', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  const name = given(await says('zhangsan', '登记信访 南街夜里噪声 责任人李四 12月10日前'));
  await own.stop();
  expect(await openCore(toConfig(own.env(configured(SHIPPED)))).catch((error) => error)).toMatchObject({
    code: 'config_lost',
    details: {
      lines:
        'item-kinds.yaml：kinds 里没有 petition，数据库里有 1 件是这一种。请把这一段写回来；不想再用，就加一行 stopped: true（以前的照样看得到）',
    },
  });
  await start(configured(`${SHIPPED}${OWN}    stopped: true\n`));
  expect(await says('lisi', name)).toContain(`${name} 待回复：南街夜里噪声`);
  expect(await says('zhangsan', '登记信访 又一件 责任人李四 12月10日前')).not.toContain('已登记');
});

it('leaves the deadlines of those that are there, where the days of its kind are changed', {
  timeout: 60_000,
}, async () => {
  const days = (n: number) =>
    SHIPPED + OWN.replace('needs: [责任人, 时限]', `needs: [责任人]\n    due_in: ${n}`);
  await start(configured(days(5)));
  const first = given(await says('zhangsan', '登记信访 南街夜里噪声 责任人李四'));
  expect(await says('lisi', first)).toContain('时限11月27日');
  const asked = await says('zhangsan', '约请第二党支部来看水渠');
  expect(asked).toContain('11月27日');
  await own.stop();
  await start(configured(days(9).replace('due_in: 5\n', 'due_in: 2\n')));
  expect(await says('lisi', first)).toContain('时限11月27日');
  expect(await says('zhangsan', '约请清单')).toContain('11月27日');
  expect(await says('zhangsan', '登记信访 北街夜里噪声 责任人李四')).toContain('时限12月3日');
  expect(await says('zhangsan', '约请第二党支部来看路灯')).toContain('11月24日');
});

it('the four of the shipped file are those that hold without one', () => {
  expect(readItemKinds(SHIPPED).value!.slice(0, BASIC_KINDS.length)).toEqual(BASIC_KINDS);
});
