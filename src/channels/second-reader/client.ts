// An OpenAI-compatible chat completion. The key stands in one header; it is in no error, no log and no outcome.
import { logger } from '../../observe/log.ts';
import type {
  SecondFailure,
  SecondOutcome,
  SecondQuestion,
  SecondReader,
} from '../../ports/second-reader.ts';
import { requestBody, STEPS } from './prompt.ts';
import { readCompletion } from './schema.ts';

const log = logger('second-reader');

interface SecondSettings {
  /** where `/chat/completions` lies, without a trailing slash */
  baseUrl: string;
  model: string;
  apiKey: string;
}

/** Whoever waits for a better question has gone on by then; all requests of one question share it. */
const ANSWER_WITHIN_MS = 4000;
/** Three readings take two kilobytes; what is larger is something else. */
const MOST_BYTES = 64 * 1024;
/** Statuses of a server that does not take part of the request: schema, temperature, limit of tokens. */
const NOT_TAKEN = new Set([400, 415, 422, 501]);

type Answer = { ok: true; body: string } | { ok: false; failure: Failed };
type Failed = Extract<SecondOutcome, { kind: 'failed' }>;

const failed = (reason: SecondFailure, status?: number, afterMs?: number): Failed => ({
  kind: 'failed',
  reason,
  ...(status !== undefined && { status }),
  ...(afterMs !== undefined && { afterMs }),
});

/** Asks once; a server that refuses the schema is asked again without it, and from then on only so. */
export function createSecondReader(settings: SecondSettings, timeoutMs = ANSWER_WITHIN_MS): SecondReader {
  let known = 0;

  async function read(question: SecondQuestion, signal: AbortSignal): Promise<SecondOutcome> {
    for (let step = known; ; step++) {
      const answer = await post(settings, requestBody(settings.model, question, STEPS[step]!), signal);
      if (!answer.ok) {
        const mayBePlainer = NOT_TAKEN.has(answer.failure.status ?? 0) && step + 1 < STEPS.length;
        if (mayBePlainer) continue;
        return answer.failure;
      }
      known = step;
      const readings = readCompletion(answer.body);
      return readings ? { kind: 'read', readings } : failed('unreadable');
    }
  }

  return async (question, stopped) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const outcome = await read(question, stopped ? AbortSignal.any([limit, stopped]) : limit);
    if (outcome.kind === 'failed')
      log.warn({ reason: outcome.reason, status: outcome.status }, 'no second reading');
    return outcome;
  };
}

async function post({ baseUrl, apiKey }: SecondSettings, body: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body,
      // Another address must not get the key.
      redirect: 'manual',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, failure: ofStatus(response) };
    }
    const text = await bounded(response);
    return text === undefined ? { ok: false, failure: failed('too_large') } : { ok: true, body: text };
  } catch (error) {
    return { ok: false, failure: failed(ofError(error)) };
  }
}

/** The text of an answer; undefined when it is longer than any answer. */
async function bounded(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    // Leaving the loop closes the connection.
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function ofStatus({ status, headers }: Response): Failed {
  if (status === 401 || status === 403) return failed('unauthorised', status);
  if (status === 404) return failed('not_found', status);
  if (status === 429) return failed('busy', status, retryAfter(headers));
  return failed('refused', status);
}

/** Seconds; a date in its place counts as nothing said. */
function retryAfter(headers: Headers): number | undefined {
  const seconds = headers.get('retry-after');
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

function ofError(error: unknown): SecondFailure {
  const { name } = error as Error;
  if (name === 'TimeoutError') return 'timeout';
  return name === 'AbortError' ? 'stopped' : 'unreachable';
}
