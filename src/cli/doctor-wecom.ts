// `doctor` on WeCom's API: the token, the trusted IP and the application, asked as the server will ask.
import { systemClock } from '../app/clock.ts';
import { createApi } from '../channels/wecom/api.ts';
import type { ApiBody } from '../channels/wecom/http.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import type { ApiFailure } from '../channels/wecom/result.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import type { Config } from '../settings/environment.ts';
import { type Finding, finding } from './finding.ts';

/** Somebody sits there and waits. */
const PATIENCE_MS = 6000;

/** The application is asked about only with a token: without one nothing new would be learned. */
export async function wecomFindings({ app, apiBase, mode }: Config): Promise<Finding[]> {
  if (mode === 'sandbox' || !app) return [finding('✓', 'doctor.token_not_needed')];
  const http = createWecomHttp({ base: apiBase, timeoutMs: PATIENCE_MS });
  const { corpId, secret } = app;
  const tokens = createTokens({ http, corpId, secret, cache: memoryTokenCache(), clock: systemClock });
  const token = await tokens.get();
  if (!token.ok) return [refused(token.failure)];
  const api = createApi({ http, tokens, clock: systemClock });
  const asked = await api.call('/cgi-bin/agent/get', { params: { agentid: `${app.agentId}` } });
  return [
    finding('✓', 'doctor.token'),
    asked.ok ? agentFinding(asked.value, app.agentId) : refused(asked.failure),
  ];
}

function refused(failure: ApiFailure): Finding {
  const code = 'code' in failure ? failure.code : 0;
  const { reason, errmsg = '' } = failure;
  switch (code) {
    case 40001:
    case 40091:
    case 45031:
      return finding('✗', 'doctor.token_40001', { code });
    case 40013:
      return finding('✗', 'doctor.token_40013');
    case 60020:
    case 301042:
      return finding('✗', 'doctor.token_60020', { ip: /from ip:\s*([\da-f.:]+\w)/i.exec(errmsg)?.[1] ?? '' });
    case 301002:
    case 40056:
      return finding('✗', 'doctor.agent_mismatch', { code });
    case 48001:
    case 48002:
    case 60011:
      return finding('✗', 'doctor.agent_no_right', { code });
    case 48006:
    case 50003:
    case 50006:
    case 60031:
      return finding('✗', 'doctor.agent_closed');
  }
  if (reason === 'unreachable' || reason === 'timeout' || reason === 'connection_lost')
    return finding('✗', 'doctor.token_unreachable');
  if (reason === 'unreadable' || reason.startsWith('http_'))
    return finding('✗', 'doctor.token_intercepted', { status: code });
  return finding('✗', 'doctor.token_failed', { code, detail: errmsg === '' ? reason : errmsg });
}

/** Fields of doc 90227; one that is absent says nothing. */
function agentFinding(body: ApiBody, agentId: number): Finding {
  if (body.close === 1) return finding('✗', 'doctor.agent_closed');
  const sizes = [
    sizeOf(body.allow_userinfos, 'user'),
    sizeOf(body.allow_partys, 'partyid'),
    sizeOf(body.allow_tags, 'tagid'),
  ];
  if (sizes.some((n) => n !== undefined) && sizes.every((n) => !n))
    return finding('✗', 'doctor.agent_nobody');
  return finding('✓', 'doctor.agent', { name: typeof body.name === 'string' ? body.name : `${agentId}` });
}

function sizeOf(group: unknown, key: string): number | undefined {
  const list = (group as Record<string, unknown> | null | undefined)?.[key];
  return Array.isArray(list) ? list.length : undefined;
}
