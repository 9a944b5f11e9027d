// What the senders have in common.
import type { Push, PushOutcome } from '../../ports/channels.ts';
import type { WecomHttp } from './http.ts';
import { type ApiResult, outcomeOf } from './result.ts';

/** Wording of the line on top of each part of a message that had to be split, e.g. 第 1/3 条. */
export type PartLabel = (n: number, of: number) => string;

/** Refused here, before anything went out: the push itself is wrong. */
export function refusedHere(reason: string): PushOutcome {
  return { kind: 'refused', code: 0, reason, scope: 'message' };
}

const AGAIN_MS = 15_000;

/**
 * Before the one repetition that a group gets: not while WeCom cannot even be asked, for then it would be spent on the
 * same outage that took the first send.
 */
export async function notYet(
  push: Pick<Push, 'isRepeat'>,
  http: WecomHttp,
): Promise<PushOutcome | undefined> {
  return push.isRepeat && !(await http.answers())
    ? { kind: 'retry', code: 0, reason: 'unreachable', afterMs: AGAIN_MS, isWide: true }
    : undefined;
}

/**
 * Sends the parts of one message where WeCom cannot tell a repetition: once a part is out, a failure of a later one
 * leaves the whole in doubt, since a retry would repeat the first.
 */
export async function sendInOrder(
  parts: readonly string[],
  send: (part: string) => Promise<ApiResult<unknown>>,
): Promise<PushOutcome> {
  for (const [i, part] of parts.entries()) {
    const result = await send(part);
    if (!result.ok) return i === 0 ? outcomeOf(result.failure) : { kind: 'unknown', reason: 'partly_sent' };
  }
  return { kind: 'accepted' };
}

/** Userids of the push without repetitions; undefined when it goes elsewhere or an id could mean several people. */
export function recipients(push: Push): string[] | undefined {
  if (!('users' in push.to)) return undefined;
  const users = [...new Map(push.to.users.map((id) => [id.toLowerCase(), id])).values()];
  // `a|b` are two people, `@all` is everyone.
  return users.some((id) => id === '' || id.includes('|') || id.startsWith('@')) ? undefined : users;
}
