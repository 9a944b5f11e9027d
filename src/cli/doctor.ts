import { systemClock } from '../app/clock.ts';
import { type Core, openCore } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import { reach } from '../channels/wecom/reach.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import { connectRedis } from '../coordination/redis.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { dateOf } from '../domain/calendar/time.ts';
import { ShelfUnavailable } from '../domain/errors.ts';
import type { Config } from '../settings/environment.ts';
import { type Command, print } from './command.ts';
import { connectionFindings } from './doctor-connection.ts';
import { clockFinding, deliveryFindings } from './doctor-delivery.ts';
import { secondFindings } from './doctor-second.ts';
import { type Finding, finding } from './finding.ts';

/** `doctor`: what is wrong with the set-up and how to mend it; exit 1 on any ✗, hints (△) are no error. */
export const doctor: Command = async ({ config }) => {
  const { store, templates, settings } = await openCore(config);
  const findings: Finding[] = [];
  try {
    const org = await store.read((tx) => tx.organisation());
    findings.push(finding('✓', 'doctor.database', { kind: config.database.kind }));
    findings.push(
      org.people.size > 0
        ? finding('✓', 'doctor.roster', { people: org.people.size, units: org.units.size })
        : finding('✗', 'doctor.roster_empty'),
    );
    findings.push(await evidenceFinding(config, store));
    findings.push(...calendarFindings(settings.calendar, Number(dateOf(Date.now()).slice(0, 4))));
    findings.push(await redisFinding(config));
    findings.push(...recipeFindings(config));
    findings.push(await tokenFinding(config));
    findings.push(await reachFinding(config));
    findings.push(await clockFinding(config, Date.now()));
    findings.push(...(await deliveryFindings(store, Date.now())));
    findings.push(...(await connectionFindings(config, store)));
    findings.push(...(await secondFindings(config, Date.now())));
  } finally {
    await store.close();
  }
  for (const { mark, said } of findings) print(`${mark} ${said(templates.render)}`);
  return findings.some((f) => f.mark === '✗') ? 1 : 0;
};

/** Without the State Council's notice 调休 is unknown and only the statutory days are off. */
function calendarFindings(calendar: Calendar, year: number): Finding[] {
  return [year, year + 1].map(
    (y): Finding =>
      calendar.coverage(y) === 'official'
        ? finding('✓', 'doctor.calendar', { year: y })
        : finding('△', 'doctor.calendar_missing', { year: y }),
  );
}

/** Asks for what nobody ever put: whoever answers can be reached. */
async function evidenceFinding(config: Config, store: Core['store']): Promise<Finding> {
  const where = config.objectStore ? 's3' : config.database.kind === 'postgres' ? 'database' : 'disk';
  try {
    await openShelf(config, store).get('0'.repeat(64));
    return finding('✓', 'doctor.evidence', { where });
  } catch (error) {
    if (!(error instanceof ShelfUnavailable)) throw error;
    return finding('✗', 'doctor.evidence_unreachable', { reason: error.reason });
  }
}

async function redisFinding(config: Config): Promise<Finding> {
  if (!config.redisUrl) return finding('△', 'doctor.redis_none');
  const redis = connectRedis(config.redisUrl);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const isReady = await redis.ready();
  await redis.close();
  return isReady ? finding('✓', 'doctor.redis') : finding('✗', 'doctor.redis_down');
}

function recipeFindings(config: Config): Finding[] {
  if (config.mode === 'sandbox') return [finding('✓', 'doctor.sandbox')];
  return [
    config.app ? finding('✓', 'doctor.app') : finding('△', 'doctor.app_none'),
    config.bot || config.longConnection ? finding('✓', 'doctor.bot') : finding('△', 'doctor.bot_none'),
    ...(config.bot && config.botNames.length === 0 ? [finding('✗', 'doctor.bot_name_none')] : []),
  ];
}

/** Refusals with a sentence of their own. */
const TOLD_CODES = [40001, 40013, 60020] as const;

async function tokenFinding({ app, apiBase, mode }: Config): Promise<Finding> {
  if (mode === 'sandbox' || !app) return finding('✓', 'doctor.token_not_needed');
  const http = createWecomHttp({ base: apiBase });
  const tokens = createTokens({
    http,
    corpId: app.corpId,
    secret: app.secret,
    cache: memoryTokenCache(),
    clock: systemClock,
  });
  const token = await tokens.get();
  if (token.ok) return finding('✓', 'doctor.token');
  const { failure } = token;
  const code = 'code' in failure ? failure.code : 0;
  const known = TOLD_CODES.find((one) => one === code);
  const name = known ? (`doctor.token_${known}` as const) : 'doctor.token_failed';
  return finding('✗', name, { code, detail: failure.errmsg ?? failure.reason });
}

/** The callback address as WeCom will reach it: our own answer to an unsigned request is 400. */
async function reachFinding({ publicUrl, mode }: Config): Promise<Finding> {
  if (mode === 'sandbox') return finding('✓', 'doctor.reach_not_needed');
  if (!publicUrl) return finding('△', 'doctor.reach_unchecked');
  const data = { url: publicUrl };
  switch (await reach(publicUrl)) {
    case 'ours':
      return finding('✓', 'doctor.reach', data);
    case 'other':
      return finding('✗', 'doctor.reach_other', data);
    case 'failed':
      return finding('✗', 'doctor.reach_failed', data);
  }
}
