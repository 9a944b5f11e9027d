// WeCom counts replies and pushes to one chat together (doc 101463): 30 a minute, 1000 an hour, and drops what is more. A
// little below, and pushes leave some of it to answers.
import { HOUR_MS, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Answer } from './acks.ts';

interface Window {
  perMs: number;
  all: number;
  pushes: number;
}

const WINDOWS: readonly Window[] = [
  { perMs: MINUTE_MS, all: 28, pushes: 24 },
  { perMs: HOUR_MS, all: 970, pushes: 800 },
];
const LONGEST_MS = HOUR_MS;
/** Answers within a minute that each leave at once; what is left of the limit then serves the rest of the minute. */
const AT_ONCE = 14;
/** How long a chat is left alone where WeCom says that it was too much all the same; longer each time in a row. */
const LEFT_ALONE_MS = [5000, 15_000, 30_000] as const;
const TOO_OFTEN = new Set([45009, 846607]);
/** So many chats are kept before those that have been quiet are looked for. */
const CHATS_KEPT = 5000;

export interface Pace {
  /** ms until one more may go there; 0: now */
  waitMs(chat: string, kind: 'reply' | 'push'): number;
  /** ms to gather answers before the next message there: 0 while few were sent, else so long that places last a minute */
  gatherMs(chat: string): number;
  /** one went there just now */
  count(chat: string): void;
  /** what WeCom said to one that went there */
  learn(chat: string, answer: Answer): void;
}

/** @param time ms, of a clock that only goes forward */
export function createPace(time: () => number): Pace {
  const sent = new Map<string, number[]>();
  /** chats that are left alone, and how often in a row that was said */
  const alone = new Map<string, { until: number; times: number }>();
  let sweepAbove = CHATS_KEPT;

  function recent(chat: string): number[] {
    const times = sent.get(chat);
    if (!times) return [];
    const from = time() - LONGEST_MS;
    const gone = times.findIndex((at) => at > from);
    if (gone !== 0) times.splice(0, gone < 0 ? times.length : gone);
    if (times.length === 0) sent.delete(chat);
    return times;
  }

  return {
    waitMs(chat, kind) {
      const times = recent(chat);
      const waits = WINDOWS.map(({ perMs, all, pushes }) => {
        const places = kind === 'push' ? pushes : all;
        // The place of the one that is `places` back is free again once it has left the window.
        const blocking = times[times.length - places];
        return blocking === undefined ? 0 : blocking + perMs - time();
      });
      return Math.max(0, (alone.get(chat)?.until ?? 0) - time(), ...waits);
    },
    gatherMs(chat) {
      const minute = recent(chat).filter((at) => at > time() - MINUTE_MS).length;
      return minute < AT_ONCE ? 0 : MINUTE_MS / (WINDOWS[0]!.all - AT_ONCE);
    },
    count(chat) {
      if (sent.size > sweepAbove) {
        for (const known of [...sent.keys()]) recent(known);
        for (const [known, { until }] of alone) if (until < time()) alone.delete(known);
        // Where most have been pushed to within the hour, looking again for each push would cost more than the pushes.
        sweepAbove = Math.max(CHATS_KEPT, 2 * sent.size);
      }
      const times = sent.get(chat) ?? [];
      times.push(time());
      sent.set(chat, times);
    },
    learn(chat, answer) {
      if (answer.kind === 'acked') alone.delete(chat);
      if (answer.kind !== 'rejected' || !TOO_OFTEN.has(answer.code)) return;
      const { until = 0, times = 0 } = alone.get(chat) ?? {};
      // Several that were on their way together are told so together: that is once.
      if (until > time()) return;
      const ms = LEFT_ALONE_MS[Math.min(times, LEFT_ALONE_MS.length - 1)]!;
      alone.set(chat, { until: time() + ms, times: times + 1 });
    },
  };
}
