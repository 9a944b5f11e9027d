// WeCom counts replies and pushes to one chat together (doc 101463): 30 a minute, 1000 an hour, and drops what is more. A
// little below, and pushes leave some of it to answers.
import { HOUR_MS, MINUTE_MS } from '../../../domain/calendar/time.ts';

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
/** So many chats are kept before those that have been quiet are looked for. */
const CHATS_KEPT = 5000;

export interface Pace {
  /** ms until one more may go there; 0: now */
  waitMs(chat: string, kind: 'reply' | 'push'): number;
  /** ms to gather answers before the next message there: 0 while few were sent, else so long that places last a minute */
  gatherMs(chat: string): number;
  /** one went there just now */
  count(chat: string): void;
}

/** @param time ms, of a clock that only goes forward */
export function createPace(time: () => number): Pace {
  const sent = new Map<string, number[]>();
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
      return Math.max(0, ...waits);
    },
    gatherMs(chat) {
      const minute = recent(chat).filter((at) => at > time() - MINUTE_MS).length;
      return minute < AT_ONCE ? 0 : MINUTE_MS / (WINDOWS[0]!.all - AT_ONCE);
    },
    count(chat) {
      if (sent.size > sweepAbove) {
        for (const known of [...sent.keys()]) recent(known);
        // Where most have been pushed to within the hour, looking again for each push would cost more than the pushes.
        sweepAbove = Math.max(CHATS_KEPT, 2 * sent.size);
      }
      const times = sent.get(chat) ?? [];
      times.push(time());
      sent.set(chat, times);
    },
  };
}
