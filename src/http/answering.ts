import type { ReceivedCallback } from '../channels/wecom/callback.ts';
import type {
  Illustrated,
  IncomingMessage,
  OnMessage,
  Reply,
  SlowAnswers,
  StreamAsked,
} from '../ports/channels.ts';
import { createDeadline, TooSlow } from './deadline.ts';

/** So long an answer is waited for before it is put off; the rest of WeCom's 5 s is for keeping the message. */
const PATIENCE_MS = 3000;

interface Answering {
  onMessage: OnMessage;
  slow: SlowAnswers;
  /** draws what an answer is to show; says so where that fails */
  illustrate(reply: Reply | null): Promise<Illustrated>;
}

/** The body that answers one callback, and for a stream also when its answer takes longer than WeCom waits. */
export function createAnswering({ onMessage, slow, illustrate }: Answering) {
  const patience = createDeadline(PATIENCE_MS);

  async function answerMessage(call: ReceivedCallback, message: IncomingMessage): Promise<string> {
    const { postpone } = call;
    if (!postpone) return call.answer(await onMessage(message));
    try {
      const { reply, images } = await patience.within(onMessage(message).then(illustrate));
      return call.answer(reply, images);
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error;
      return postpone(await slow.keep(message));
    }
  }

  /** Whatever goes wrong, the stream goes on: WeCom asks again, and gives up by itself in the end. */
  async function refresh(call: ReceivedCallback, requestId: string): Promise<string> {
    let answer: Illustrated;
    try {
      answer = await patience.within(found(call.refresh!, requestId).then(illustrate));
    } catch {
      return call.postpone!(slow.meanwhile);
    }
    return call.answer(answer.reply, answer.images);
  }

  async function found(asked: StreamAsked, requestId: string): Promise<Reply | null> {
    const there = await slow.find(asked);
    return 'reply' in there ? there.reply : onMessage({ ...there.message, requestId });
  }

  return async (call: ReceivedCallback, requestId: string): Promise<string> => {
    if (call.refresh) return refresh(call, requestId);
    return call.message ? answerMessage(call, { ...call.message, requestId }) : call.answer(null);
  };
}
