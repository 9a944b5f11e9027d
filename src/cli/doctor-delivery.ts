// What of the sending does not go as it should, as the store and WeCom's clock tell it.
import { createWecomHttp } from '../channels/wecom/http.ts';
import { HOUR_MS, type Instant, isoShanghai, MINUTE_MS } from '../domain/calendar/time.ts';
import { plannedUntil } from '../reminders/serve.ts';
import type { Config } from '../settings/environment.ts';
import type { OpenStore } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';

/** Beyond it WeCom refuses every callback, and the server plans and sends nothing. */
const WRONG_MS = 10 * MINUTE_MS;
const CARELESS_MS = MINUTE_MS;
/** Overdue for longer than any try of its own takes. */
const STUCK_MS = 20 * MINUTE_MS;

/** The machine's clock beside WeCom's; over the long connection only its host need be within reach. */
export async function clockFinding(config: Config, now: Instant): Promise<Finding> {
  const { mode, app, bot, longConnection, apiBase, botWsUrl } = config;
  if (mode === 'sandbox' || !(app || bot || longConnection)) return finding('✓', 'doctor.clock_not_needed');
  const base = app || bot ? apiBase : botWsUrl.replace(/^ws/i, 'http');
  const theirs = await createWecomHttp({ base, timeoutMs: 5000 }).time();
  if (theirs === undefined) return finding('△', 'doctor.clock_unknown');
  const seconds = Math.round(Math.abs(now - theirs) / 1000);
  const off = { seconds, ahead: now > theirs };
  if (seconds * 1000 > WRONG_MS) return finding('✗', 'doctor.clock_wrong', off);
  return seconds * 1000 > CARELESS_MS
    ? finding('△', 'doctor.clock_off', off)
    : finding('✓', 'doctor.clock', { seconds });
}

/** Whether somebody plans, and what waits although it is due. */
export async function deliveryFindings(store: OpenStore, now: Instant): Promise<Finding[]> {
  const until = await plannedUntil(store);
  const stuck = (await store.openOutbox()).filter(
    (row) => (row.state === 'waiting' || row.state === 'sending') && now - row.at > STUCK_MS,
  );
  const [oldest] = stuck.toSorted((a, b) => a.at - b.at);
  return [
    planningFinding(until, now),
    oldest
      ? finding('✗', 'doctor.outbox_stuck', {
          count: stuck.length,
          at: isoShanghai(oldest.at),
          outcome: oldest.outcome ?? '',
        })
      : finding('✓', 'doctor.outbox'),
  ];
}

function planningFinding(until: Instant | undefined, now: Instant): Finding {
  if (until === undefined) return finding('△', 'doctor.planning_never');
  const at = isoShanghai(until);
  if (until > now + CARELESS_MS * 2) return finding('✗', 'doctor.planning_ahead', { at });
  return now - until > HOUR_MS
    ? finding('△', 'doctor.planning_old', { at })
    : finding('✓', 'doctor.planning');
}
