// A plan of nine tasks and 34 works for 10,000 branches, two months of which every branch has reported: how long it takes to
// be taken in, told of and asked about, beside what the same costs a single branch.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIntake } from '../../src/conversation/intake.ts';
import { dateOf } from '../../src/domain/calendar/time.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { importScheme } from '../../src/reports/scheme-import.ts';
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { toolsFor } from '../support/dialogue.ts';
import { cityRoster, memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import type { Row } from './main.ts';

const BRANCHES = 10_000;
const MEMBERS = 2;
const TASKS = 9;
const WORKS = 34;
const ROWS_AT_ONCE = 2_000;
const ANSWER_MS = 150;
const TIMES = 7;
/** Said before the clock counts: files and statements are loaded with the first. */
const WARM = 2;

export const planFileRows = (): Promise<Row[]> => onEachStore(measure);

async function measure(where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const url = env.BENCH_DATABASE_URL;
  const choice: DatabaseChoice =
    url === undefined ? { kind: 'sqlite', file: join(dir, 'plan.db') } : { kind: 'postgres', url };
  const store = openStore(choice);
  try {
    await store.migrate();
    const office = { name: '市管理员', userId: 'admin', role: '管理员', kind: '正式党员', mobile: '否' };
    const roster = [...cityRoster(BRANCHES, MEMBERS), { ...office, row: 0, unit: '测试市党委' }].map(
      (each, i) => ({
        ...each,
        row: i + 2,
      }),
    );
    const { changes } = planRoster(roster, new Organisation([], [], []), [], { prune: false });
    await store.write((tx) => tx.applyRoster(changes, Date.now()), { patient: true });
    return await onStore(store, where);
  } finally {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** As people keep it: a task over several works, a number for each branch and month. */
function planFile(year: string): Buffer {
  const months = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);
  const works = Array.from({ length: WORKS }, (_, i) =>
    [
      i + 1,
      `任务${(i % TASKS) + 1}`,
      `重点工作${i + 1}`,
      '各支部',
      '12月底',
      '每个支部60户',
      ...months.map(() => 5),
    ].join(','),
  );
  const head = ['序号', '主要任务', '重点工作', '责任单位', '完成时限', '年度目标', ...months].join(',');
  return Buffer.from([`测试市三年行动计划${year}年度任务分解表`, head, ...works].join('\n'));
}

async function onStore(store: OpenStore, where: string): Promise<Row[]> {
  const rows: Row[] = [];
  const clock = { now: () => Date.now() };
  const tools = toolsFor();
  const row = (name: string, value: number, unit: string, target: string | null, ok = true) =>
    rows.push({ name: `${name}${where}`, value: Math.round(value * 100) / 100, unit, target, ok });
  const month = dateOf(Date.now()).slice(0, 7);
  const before = process.memoryUsage().rss;
  const from = performance.now();
  const { isDone, lines } = await importScheme(
    store,
    {
      ...{ file: planFile(month.slice(0, 4)), fileName: 'plan.csv', by: 'admin', now: Date.now() },
      topOf: (org) => org.roots()[0]!,
      unitsNamed: () => [],
      ...{ isDry: false, isPruning: false },
    },
    tools.templates.render,
  );
  if (!isDone) throw new Error(lines.join('\n'));
  row(`plan: ${WORKS} works for ${BRANCHES} branches taken in`, performance.now() - from, 'ms', null);
  row(
    'plan: memory that taking it in adds',
    (process.memoryUsage().rss - before) / 2 ** 20,
    'MB',
    '≤ 100',
    true,
  );
  await fill(store, month, where);

  const intake = createIntake(tools, store, clock, {
    answered: () => undefined,
    pushesAdded: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  let key = 0;
  const say = async (userId: string, text: string) => {
    key += 1;
    const content = { kind: 'text' as const, text };
    return (
      (await intake.submit({ key: `p${key}`, channel: 'app', userId, at: clock.now(), content }))?.text ?? ''
    );
  };
  const secretary = memberId(0, 0);
  const timed = async (
    name: string,
    userId: string,
    texts: readonly string[],
    part: string,
    limit: number,
  ) => {
    const took: number[] = [];
    for (let i = 0; i < WARM + TIMES; i++) {
      const begun = performance.now();
      const said = await say(userId, texts[i % texts.length]!);
      if (i >= WARM) took.push(performance.now() - begun);
      if (!said.includes(part)) throw new Error(`${texts[i % texts.length]} → ${said}`);
    }
    const median = took.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
    row(`plan: ${name}`, median, 'ms', `≤ ${limit}`, median <= limit);
    return median;
  };
  await say('admin', '帮助');
  const city = await timed('计划进度 of a city', 'admin', ['计划进度'], `${WORKS} 项工作`, ANSWER_MS);
  const own = await timed('我们的计划 of a branch', secretary, ['我们的计划'], `${WORKS} 项工作`, ANSWER_MS);
  row('plan: a city’s progress beside a branch’s', city / own, 'x', null);
  await timed('零进展 of a city, by name', 'admin', ['计划零进展'], '没有填报', ANSWER_MS);
  await timed('第3项做到哪了 of a city', 'admin', ['第3项做到哪了'], '没有填报', ANSWER_MS);
  await timed('第7项 又完成1户', secretary, ['第7项 又完成1户'], '已记', ANSWER_MS);
  return rows;
}

/** Two months as all branches would have told them, but one in a hundred who say nothing of this one. */
async function fill(store: OpenStore, month: string, where: string): Promise<void> {
  const { works, units, top } = await store.read(async (tx) => {
    const org = await tx.organisation();
    return {
      works: (await tx.schemes()).flatMap((scheme) => scheme.works),
      units: [...org.units.values()].filter(({ kind }) => kind === 'branch'),
      top: org.roots()[0]!.id,
    };
  });
  const earlier = `${month.slice(0, 5)}${month.endsWith('-01') ? '02' : '01'}`;
  for (const when of [earlier, month]) {
    const told = when === month ? units.filter((_, i) => i % 100 !== 7) : units;
    for (const work of works) {
      for (let i = 0; i < told.length; i += ROWS_AT_ONCE)
        await store.rewrite((db) =>
          db
            .insertInto('scheme_cell')
            .values(
              told.slice(i, i + ROWS_AT_ONCE).map(({ id }) => ({
                ...{ work_id: work.id, month: when, unit_id: id, amount: 400, nodes: '[]' },
                ...{ said: '完成4户', by_person: 'u', at: 0 },
              })),
            )
            .execute(),
        );
      await store.rewrite((db) =>
        db
          .insertInto('scheme_sum')
          .values({
            ...{ area_id: top, work_id: work.id, month: when, node: '' },
            ...{ amount: 400 * told.length, reported: told.length, zeros: 0 },
          })
          .execute(),
      );
    }
  }
  process.stderr.write(`  ${2 * works.length * units.length} reports${where}\n`);
}
