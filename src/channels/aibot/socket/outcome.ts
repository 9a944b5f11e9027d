// What became of a frame, as the outcome of a push.
import type { PushOutcome } from '../../../ports/channels.ts';
import { codeFailure, outcomeOf } from '../../wecom/result.ts';
import type { Answer } from './acks.ts';

type Retry = Extract<PushOutcome, { kind: 'retry' }>;

const SOON_MS = 2000;
/** The socket is open, the login is gone (doc 101463): the frame was not carried out. */
export const NOT_SUBSCRIBED = 846609;

/** Pushes go by a link that comes back by itself: what did not leave goes with it. */
export const notConnected: Retry = {
  kind: 'retry',
  code: 0,
  reason: 'not_connected',
  afterMs: SOON_MS,
  isWide: true,
};

export function outcomeOfAnswer(answer: Answer): PushOutcome {
  switch (answer.kind) {
    case 'acked':
      return { kind: 'accepted' };
    case 'unknown':
      return { kind: 'unknown', reason: answer.reason };
    case 'not_sent':
      return answer.reason === 'congested' ? { ...notConnected, reason: 'congested' } : notConnected;
    case 'rejected':
      // Not this message's trouble: the connection is renewed, and what waits goes by the next one.
      if (answer.code === NOT_SUBSCRIBED)
        return { ...notConnected, code: answer.code, reason: 'not_subscribed' };
      return ofOneChat(outcomeOf(codeFailure(answer.code, answer.errmsg)));
  }
}

/** How often is counted for each chat: one that was sent too much keeps no other waiting. */
function ofOneChat(outcome: PushOutcome): PushOutcome {
  if (outcome.kind !== 'retry' || outcome.reason !== 'too_frequent') return outcome;
  const { isWide: _, ...own } = outcome;
  return own;
}
