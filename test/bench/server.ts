// The real server on an embedded store with a synthetic city, for the benchmarks.
import { startApp } from '../../src/app/server.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { plannedActivity } from '../support/activity.ts';
import { fillPast, fillYear } from './big-store.ts';
import { BENCH_ADMIN, BENCH_APP } from './callbacks.ts';
import { cityRoster } from './city.ts';

const [dataDir, branches, members, weeks] = process.argv.slice(2);
const app = await startApp(
  toConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    WECOM_CORP_ID: BENCH_APP.corpId,
    WECOM_AGENT_ID: BENCH_APP.agentId,
    WECOM_APP_SECRET: BENCH_APP.secret,
    WECOM_APP_TOKEN: BENCH_APP.token,
    WECOM_APP_AES_KEY: BENCH_APP.aesKey,
    WECOM_API_BASE: 'http://127.0.0.1:9',
    ADMIN_USERIDS: BENCH_ADMIN,
    ...(process.env.BENCH_DATABASE_URL ? { DATABASE_URL: process.env.BENCH_DATABASE_URL } : {}),
  }),
);
// A second one finds the city that the first has filled.
if (Number(branches) > 0) {
  await app.store.write(
    async (tx) => {
      const before = await tx.organisation();
      const roster = planRoster(cityRoster(Number(branches), Number(members)), before, [], { prune: false });
      if (roster.problems.length > 0) throw new Error(JSON.stringify(roster.problems[0]));
      await tx.applyRoster(roster.changes, Date.now());
    },
    { patient: true },
  );
  if (weeks === 'year') await fillYear(app.store);
  else if (weeks) await fillPast(app.store, Number(weeks));
  await app.store.write(async (tx) => {
    const org = await tx.organisation();
    for (const unit of org.units.values()) {
      if (unit.kind !== 'branch') continue;
      await tx.addActivity(
        plannedActivity({
          unitId: unit.id,
          topic: '志愿服务',
          place: '村口广场',
          startAt: Date.now() + 600_000,
          createdAt: Date.now(),
        }),
      );
    }
  });
}
process.send?.({ port: Number(new URL(app.url).port) });
process.on('message', async () => {
  await app.stop();
  process.exit(0);
});
