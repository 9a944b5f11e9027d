import { crc32, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const END_BYTES = 22;
/** A comment may follow the end; its length has two bytes. */
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const ENCRYPTED = 1;

interface ZipFile {
  name: string;
  /** as it is stored: deflated unless plain */
  content: Buffer;
  isPlain: boolean;
  /** of what it holds */
  sum: number;
  /** opens with a password only */
  isLocked: boolean;
  /** where the list at the end tells of it, and where it begins itself */
  entry: number;
  local: number;
}

/** The files of a zip, by its list at the end. @throws Error for what is none, or not whole */
export function* filesOf(zip: Buffer): Generator<ZipFile> {
  const end = endOf(zip);
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(entry) !== ENTRY) throw new Error('a damaged zip');
    const local = zip.readUInt32LE(entry + 42);
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((field) => zip.readUInt16LE(entry + field));
    const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    yield {
      name: zip.toString('utf8', entry + ENTRY_BYTES, entry + ENTRY_BYTES + name),
      content: zip.subarray(start, start + zip.readUInt32LE(entry + 20)),
      isPlain: zip.readUInt16LE(entry + 10) === 0,
      sum: zip.readUInt32LE(entry + 16),
      isLocked: (zip.readUInt16LE(entry + 8) & ENCRYPTED) !== 0,
      entry,
      local,
    };
    entry += ENTRY_BYTES + name + extra + comment;
  }
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - LONGEST_COMMENT); at--)
    if (zip.readUInt32LE(at) === END) return at;
  throw new Error('no zip, or a part of one');
}

/** What a file of a zip holds. @throws RangeError (ERR_BUFFER_TOO_LARGE) beyond `most` bytes, Error when damaged */
export function contentOf({ content, isPlain, sum }: ZipFile, most: number): Buffer {
  const found = isPlain ? content : inflateRawSync(content, { maxOutputLength: most });
  if (crc32(found) !== sum) throw new Error('a damaged zip');
  return found;
}
