import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { type App, startApp } from '../../src/app/server.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { TEST_CONFIG } from '../support/settings.ts';

// A county's own process is a paragraph in config/processes.yaml: the program on such a folder is talked to. The paragraph
// is the one of README's recipe.

const README = readFileSync('README.md', 'utf8');
const OWN = `\n${/```yaml\n( {2}skilled_member:[\s\S]*?)```/.exec(README)![1]!.trimEnd()}\n`;
const SHIPPED = readFileSync('config/processes.yaml', 'utf8');

let dir: string;
let app: App | undefined;
const configured = (processes: string): string => {
  const config = join(dir, 'config');
  cpSync(TEST_CONFIG, config, { recursive: true });
  writeFileSync(join(config, 'processes.yaml'), processes);
  return config;
};
const envOf = (config: string) => ({
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATA_DIR: join(dir, 'data'),
  CONFIG_DIR: config,
  SANDBOX_NOW: '2026-11-21T10:00:00+08:00',
});
const start = async (config: string) => (app = await startApp(toConfig(envOf(config))));
const stop = async () => {
  await app?.stop();
  app = undefined;
};

async function says(as: string, text: string): Promise<string> {
  const response = await fetch(`${app!.url}/sandbox/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, chat: 'private', text }),
  });
  const { reply } = (await response.json()) as { reply: { text: string } | null };
  return reply?.text ?? '';
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'own-processes-'));
});
afterEach(async () => {
  await stop();
  rmSync(dir, { recursive: true, force: true });
});
afterAll(() => defineProcesses([]));

it('is told, asked about, held to its days, set right, taken back, stopped and exported', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  expect(await says('zhangsan', '能手培养')).toContain('提名能手 → 结对帮带（提名能手后1个月内） → 认定能手');
  expect(await says('zhangsan', '王大锤提名能手 11月2日')).toBe(
    '已记王大锤提名能手（11月2日）。下一步：结对帮带，12月2日前。',
  );
  expect(await says('zhangsan', '不是11月2日，是11月3日')).toContain('原来记的是11月2日');
  expect(await says('zhangsan', '王大锤认定能手')).toContain('中间还没记结对帮带');
  expect(await says('zhangsan', '不')).toContain('没有记录');
  expect(await says('zhangsan', '王大锤结对帮带 11月10日')).toContain('认定能手，2027年5月10日起可以办');
  expect(await says('zhangsan', '王大锤认定能手')).toContain('早了，结对帮带满6个月要到2027年5月10日');
  await says('zhangsan', '不');
  expect(await says('zhangsan', '王大锤到哪一步了')).toContain('✓ 结对帮带 11月10日');
  expect(await says('zhangsan', '能手培养名单')).toContain('王大锤');
  expect(await says('zhangsan', '撤销')).toContain('已撤销刚才记的进度');
  expect(await says('zhangsan', '哪些人下一步到期')).toContain('王大锤');
  expect(await says('zhangsan', '帮助')).toContain('能手培养名单');
  expect(await says('zhangsan', '导出能手培养台账')).toContain('能手培养台账.xlsx（1 人）');
  expect(await says('zhangsan', '王大锤停止能手培养，因为外出务工')).toContain('以后不再提醒');
  expect(await says('zhaoliu', '王大锤到哪一步了')).toContain('要问');
});

it('keeps its name when it is stopped, and nothing starts without one that was used', {
  timeout: 60_000,
}, async () => {
  await start(configured(SHIPPED + OWN));
  await says('zhangsan', '王大锤提名能手 11月2日');
  await stop();
  expect(await openCore(toConfig(envOf(configured(SHIPPED)))).catch((error) => error)).toMatchObject({
    code: 'config_lost',
    details: {
      lines:
        'processes.yaml：processes 里没有 skilled_member，数据库里有 1 条是这一种。请把这一段写回来；不想再记，就加一行 stopped: true（以前的照样看得到）',
    },
  });
  await start(configured(`${SHIPPED}${OWN}    stopped: true\n`));
  expect(await says('zhangsan', '王小锤提名能手 11月2日')).toContain('能手培养已经停用，没有新记');
  expect(await says('zhangsan', '王大锤到哪一步了')).toContain('提名能手 11月2日');
  expect(await says('zhangsan', '帮助')).not.toContain('能手培养');
});
