import { type Instant, shanghaiParts } from '../domain/calendar/time.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

/** Writes one moment onto every file of a zip, in place: the libraries take the machine's clock and zone. */
export function stampZip(zip: Buffer, at: Instant): Buffer {
  const { year, month, day, hour, minute, second } = shanghaiParts(at);
  const date = ((year - 1980) << 9) | (month << 5) | day;
  const time = (hour << 11) | (minute << 5) | (second >> 1);
  const end = zip.length - END_BYTES;
  if (zip.readUInt32LE(end) !== END) throw new Error('no zip, or one with a comment');
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(entry) !== ENTRY) throw new Error('a damaged zip');
    const local = zip.readUInt32LE(entry + 42);
    // Each time stands twice: before the file's content, and in the list at the end.
    for (const place of [local + 10, entry + 12]) {
      zip.writeUInt16LE(time, place);
      zip.writeUInt16LE(date, place + 2);
    }
    const lengths = [28, 30, 32].map((field) => zip.readUInt16LE(entry + field));
    entry += ENTRY_BYTES + lengths.reduce((sum, length) => sum + length, 0);
  }
  return zip;
}
