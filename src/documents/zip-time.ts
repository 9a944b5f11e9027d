import { type Instant, shanghaiParts } from '../domain/calendar/time.ts';
import { filesOf } from './zip-files.ts';

/** A moment as a zip writes it: two numbers of 16 bits, to two seconds. */
export function zipTime(at: Instant): { date: number; time: number } {
  const { year, month, day, hour, minute, second } = shanghaiParts(at);
  return {
    date: ((year - 1980) << 9) | (month << 5) | day,
    time: (hour << 11) | (minute << 5) | (second >> 1),
  };
}

/** Writes one moment onto every file of a zip, in place: the libraries take the machine's clock and zone. */
export function stampZip(zip: Buffer, at: Instant): Buffer {
  const { date, time } = zipTime(at);
  for (const { entry, local } of filesOf(zip)) {
    // Each time stands twice: before the file's content, and in the list at the end.
    for (const place of [local + 10, entry + 12]) {
      zip.writeUInt16LE(time, place);
      zip.writeUInt16LE(date, place + 2);
    }
  }
  return zip;
}
