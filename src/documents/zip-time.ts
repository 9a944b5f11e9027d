import { type Instant, shanghaiParts } from '../domain/calendar/time.ts';
import { filesOf } from './zip-files.ts';

/** Writes one moment onto every file of a zip, in place: the libraries take the machine's clock and zone. */
export function stampZip(zip: Buffer, at: Instant): Buffer {
  const { year, month, day, hour, minute, second } = shanghaiParts(at);
  const date = ((year - 1980) << 9) | (month << 5) | day;
  const time = (hour << 11) | (minute << 5) | (second >> 1);
  for (const { entry, local } of filesOf(zip)) {
    // Each time stands twice: before the file's content, and in the list at the end.
    for (const place of [local + 10, entry + 12]) {
      zip.writeUInt16LE(time, place);
      zip.writeUInt16LE(date, place + 2);
    }
  }
  return zip;
}
