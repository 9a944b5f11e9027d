// Sends of one kind are spread over a window of minutes, so that ten thousand branches do not speak in one second.
// The minute hangs on the id alone: the same person or unit always hears at the same time.
import type { MinuteOfDay, MinuteWindow } from '../domain/calendar/minutes.ts';

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** No sends at minute 0 or 30: everybody else's schedulers fire then. */
const isRound = (minute: MinuteOfDay): boolean => minute % 30 === 0;

/** A scheduled minute that would fall on 0 or 30 is one minute later. */
export const offRound = (minute: MinuteOfDay): MinuteOfDay => (isRound(minute) ? minute + 1 : minute);

/** The fixed minute of an id within a window, never 0 or 30 of an hour. */
export function minuteWithin(window: MinuteWindow, id: string): MinuteOfDay {
  const count = window.to - window.from + 1;
  const start = hashOf(id) % count;
  for (let i = 0; i < count; i++) {
    const minute = window.from + ((start + i) % count);
    if (!isRound(minute)) return minute;
  }
  return window.from;
}
