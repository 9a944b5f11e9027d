// `doctor` on the second reader: one small question about nobody.
import { createSecondReader } from '../channels/second-reader/client.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import type { SecondFailure } from '../ports/second-reader.ts';
import type { Config } from '../settings/environment.ts';
import { isLoopback } from '../settings/variables.ts';
import { type Finding, finding } from './finding.ts';

/** Words that are asked about every day and name nobody. */
const SAMPLE = '周五下午三点组织大家开个主题党日';

/** Empty where none is set: it is optional, and off is no hint. */
export async function secondFindings({ secondReader }: Config, now: Instant): Promise<Finding[]> {
  if (!secondReader) return [];
  const startedAt = performance.now();
  const outcome = await createSecondReader(secondReader)({ text: SAMPLE, today: dateOf(now) });
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const { model, baseUrl } = secondReader;
  const found =
    outcome.kind === 'read'
      ? finding('✓', 'doctor.second', { model, seconds })
      : finding('✗', SENTENCES[outcome.reason], { model, url: baseUrl, status: outcome.status ?? 0 });
  return isInTheOpen(baseUrl) ? [found, finding('△', 'doctor.second_plain', { url: baseUrl })] : [found];
}

type Told = Exclude<SecondFailure, 'stopped' | 'held' | 'broken'>;
const SENTENCES: Readonly<Record<SecondFailure, `doctor.second_${Told}`>> = {
  timeout: 'doctor.second_timeout',
  unreachable: 'doctor.second_unreachable',
  unauthorised: 'doctor.second_unauthorised',
  not_found: 'doctor.second_not_found',
  busy: 'doctor.second_busy',
  refused: 'doctor.second_refused',
  too_large: 'doctor.second_too_large',
  unreadable: 'doctor.second_unreadable',
  // These three come from limits that are not in force here.
  stopped: 'doctor.second_unreachable',
  held: 'doctor.second_busy',
  broken: 'doctor.second_unreachable',
};

/** Message and key would cross a network that anybody may listen to. */
function isInTheOpen(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[|\]$/g, ''));
}
