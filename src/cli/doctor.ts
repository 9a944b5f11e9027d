import { systemClock } from '../app/clock.ts';
import { openCore } from '../app/core.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import { reach } from '../channels/wecom/reach.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import { connectRedis } from '../coordination/redis.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { Config } from '../settings/environment.ts';
import type { Templates } from '../wording/templates.ts';
import { type Command, print } from './command.ts';

interface Finding {
  mark: '✓' | '△' | '✗';
  name: string;
  data?: Record<string, unknown>;
}

/** `doctor`: what is wrong with the set-up and how to mend it; exit 1 on any ✗, hints (△) are no error. */
export const doctor: Command = async ({ config }) => {
  const { store, templates, settings } = await openCore(config);
  const findings: Finding[] = [];
  try {
    const org = await store.write((tx) => tx.organisation());
    findings.push({ mark: '✓', name: 'database', data: { kind: config.database.kind } });
    findings.push(
      org.people.size > 0
        ? { mark: '✓', name: 'roster', data: { people: org.people.size, units: org.units.size } }
        : { mark: '✗', name: 'roster_empty' },
    );
    findings.push(...calendarFindings(settings.calendar, Number(dateOf(Date.now()).slice(0, 4))));
    findings.push(await redisFinding(config));
    findings.push(...recipeFindings(config));
    findings.push(await tokenFinding(config));
    findings.push(await reachFinding(config));
  } finally {
    await store.close();
  }
  for (const finding of findings) show(templates, finding);
  return findings.some((f) => f.mark === '✗') ? 1 : 0;
};

function show(templates: Templates, { mark, name, data = {} }: Finding): void {
  print(`${mark} ${templates.render(`doctor.${name}`, data)}`);
}

/** Without the State Council's notice 调休 is unknown and only the statutory days are off. */
function calendarFindings(calendar: Calendar, year: number): Finding[] {
  return [year, year + 1].map(
    (y): Finding =>
      calendar.coverage(y) === 'official'
        ? { mark: '✓', name: 'calendar', data: { year: y } }
        : { mark: '△', name: 'calendar_missing', data: { year: y } },
  );
}

async function redisFinding(config: Config): Promise<Finding> {
  if (!config.redisUrl) return { mark: '△', name: 'redis_none' };
  const redis = connectRedis(config.redisUrl);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const isReady = await redis.ready();
  await redis.close();
  return isReady ? { mark: '✓', name: 'redis' } : { mark: '✗', name: 'redis_down' };
}

function recipeFindings(config: Config): Finding[] {
  if (config.mode === 'sandbox') return [{ mark: '✓', name: 'sandbox' }];
  return [
    config.app ? { mark: '✓', name: 'app' } : { mark: '△', name: 'app_none' },
    config.bot || config.longConnection ? { mark: '✓', name: 'bot' } : { mark: '△', name: 'bot_none' },
    ...(config.bot && config.botNames.length === 0 ? [{ mark: '✗', name: 'bot_name_none' } as const] : []),
  ];
}

async function tokenFinding({ app, apiBase, mode }: Config): Promise<Finding> {
  if (mode === 'sandbox' || !app) return { mark: '✓', name: 'token_not_needed' };
  const http = createWecomHttp({ base: apiBase });
  const tokens = createTokens({
    http,
    corpId: app.corpId,
    secret: app.secret,
    cache: memoryTokenCache(),
    clock: systemClock,
  });
  const token = await tokens.get();
  if (token.ok) return { mark: '✓', name: 'token' };
  const { failure } = token;
  const code = 'code' in failure ? failure.code : 0;
  const known = [40001, 40013, 60020].includes(code) ? `token_${code}` : 'token_failed';
  return { mark: '✗', name: known, data: { code, detail: failure.errmsg ?? failure.reason } };
}

/** The callback address as WeCom will reach it: our own answer to an unsigned request is 400. */
async function reachFinding({ publicUrl, mode }: Config): Promise<Finding> {
  if (mode === 'sandbox') return { mark: '✓', name: 'reach_not_needed' };
  if (!publicUrl) return { mark: '△', name: 'reach_unchecked' };
  const data = { url: publicUrl };
  switch (await reach(publicUrl)) {
    case 'ours':
      return { mark: '✓', name: 'reach', data };
    case 'other':
      return { mark: '✗', name: 'reach_other', data };
    case 'failed':
      return { mark: '✗', name: 'reach_failed', data };
  }
}
