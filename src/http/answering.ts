import type { ReceivedCallback } from '../channels/wecom/callback.ts';
import type { IncomingMessage, OnMessage, Reply, SlowAnswers } from '../ports/channels.ts';
import { createDeadline, TooSlow } from './deadline.ts';

/** So long an answer is waited for before it is put off; the rest of WeCom's 5 s is for keeping the message. */
const PATIENCE_MS = 3000;

interface Answering {
  onMessage: OnMessage;
  slow: SlowAnswers;
}

/** The body that answers one callback, and for a stream also when its answer takes longer than WeCom waits. */
export function createAnswering({ onMessage, slow }: Answering) {
  const patience = createDeadline(PATIENCE_MS);

  async function answerMessage(call: ReceivedCallback, message: IncomingMessage): Promise<string> {
    const { postpone } = call;
    if (!postpone) return call.answer(await onMessage(message));
    try {
      return call.answer(await patience.within(onMessage(message)));
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error;
      return postpone(await slow.keep(message));
    }
  }

  /** Whatever goes wrong, the stream goes on: WeCom asks again, and gives up by itself in the end. */
  async function refresh(call: ReceivedCallback, requestId: string): Promise<string> {
    let reply: Reply | null;
    try {
      const found = await patience.within(slow.find(call.refresh!));
      if ('reply' in found) ({ reply } = found);
      else reply = await patience.within(onMessage({ ...found.message, requestId }));
    } catch {
      return call.postpone!(slow.meanwhile);
    }
    return call.answer(reply);
  }

  return async (call: ReceivedCallback, requestId: string): Promise<string> => {
    if (call.refresh) return refresh(call, requestId);
    return call.message ? answerMessage(call, { ...call.message, requestId }) : call.answer(null);
  };
}
