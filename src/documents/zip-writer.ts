import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Instant } from '../domain/calendar/time.ts';
import { FileTooLarge } from '../domain/errors.ts';
import { zipTime } from './zip-time.ts';

// A zip written piece by piece (APPNOTE 6.3.10): only what is deflated already stays in memory.

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATED = 8;
/** Bytes deflated in one go: enough to be deflated well, little enough to be held. */
const CHUNK = 1 << 18;
/** More has no place in a zip without its 64-bit form. */
const MOST_FILES = 0xffff;

export interface ZipWriter {
  /** one file whole */
  file(name: string, content: string | Buffer): void;
  packed(name: string, file: PackedFile): void;
  /** begins a file that comes in pieces; the one before it is over */
  begin(name: string): void;
  write(piece: string | Buffer): void;
  /** @throws FileTooLarge with more files than a zip lists */
  finish(): Buffer;
}

/** Kept together in pieces of so many bytes. */
const SLAB = 1 << 20;

/**
 * Keeps bytes side by side. What zlib hands out is a part of a larger buffer, and a small copy one of a shared pool: either
 * would stay as long as the part does, and thousands of them between what comes and goes hold memory a hundred times theirs.
 */
function openSlabs(): (bytes: Buffer) => Buffer {
  let slab = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (used + bytes.length > slab.length) {
      slab = Buffer.allocUnsafeSlow(Math.max(SLAB, bytes.length));
      used = 0;
    }
    bytes.copy(slab, used);
    used += bytes.length;
    return slab.subarray(used - bytes.length, used);
  };
}

const deflated = (content: Buffer, finishFlush: number): Buffer => deflateRawSync(content, { finishFlush });

/** A file that waits, deflated, for its place. */
export interface PackedFile {
  content: Buffer;
  sum: number;
  size: number;
}

/** Deflates files that wait together. */
export function openPacker(): (content: Buffer) => PackedFile {
  const keep = openSlabs();
  return (content) => ({
    content: keep(deflated(content, constants.Z_FINISH)),
    sum: crc32(content),
    size: content.length,
  });
}

/** @param at written on every file; the same files and moment are the same bytes */
export function openZip(at: Instant): ZipWriter {
  const { time, date } = zipTime(at);
  const written: Buffer[] = [];
  const entries: Buffer[] = [];
  let length = 0;
  let open:
    | { name: Buffer; header: Buffer; start: number; sum: number; size: number; packed: number }
    | undefined;
  let waiting: Buffer[] = [];
  let waits = 0;
  const keep = openSlabs();

  const put = (part: Buffer) => {
    written.push(part);
    length += part.length;
  };
  function pack(isLast: boolean): void {
    if (!open || (waits === 0 && !isLast)) return;
    const content = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
    open.sum = crc32(content, open.sum);
    open.size += content.length;
    // Deflated pieces may stand one after the other; only the last of them ends the file.
    const packed = deflated(content, isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH);
    open.packed += packed.length;
    put(keep(packed));
    [waiting, waits] = [[], 0];
  }
  function end(): void {
    pack(true);
    close();
  }
  function close(): void {
    if (!open) return;
    const { name, header, start, sum, size, packed } = open;
    common(header, 4, { sum, packed, size, name: name.length });
    header.writeUInt32LE(LOCAL, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(ENTRY, 0);
    entry.writeUInt16LE(VERSION, 4);
    common(entry, 6, { sum, packed, size, name: name.length });
    entry.writeUInt32LE(start, 42);
    entries.push(entry, name);
    open = undefined;
  }
  /** What stands before the content and in the list at the end alike. */
  function common(
    to: Buffer,
    place: number,
    of: { sum: number; packed: number; size: number; name: number },
  ) {
    for (const [i, value] of [VERSION, UTF8, DEFLATED, time, date].entries())
      to.writeUInt16LE(value, place + 2 * i);
    for (const [i, value] of [of.sum, of.packed, of.size].entries())
      to.writeUInt32LE(value, place + 10 + 4 * i);
    to.writeUInt16LE(of.name, place + 22);
  }
  const writer: ZipWriter = {
    file(name, content) {
      writer.begin(name);
      writer.write(content);
      end();
    },
    packed(name, { content, sum, size }) {
      writer.begin(name);
      put(content);
      Object.assign(open!, { sum, size, packed: content.length });
      close();
    },
    begin(name) {
      end();
      if (entries.length / 2 >= MOST_FILES) throw new FileTooLarge();
      const bytes = Buffer.from(name);
      const header = Buffer.alloc(30);
      open = { name: bytes, header, start: length, sum: 0, size: 0, packed: 0 };
      // Its sums are known when it is over.
      put(header);
      put(bytes);
    },
    write(piece) {
      const bytes = Buffer.from(piece as string);
      waiting.push(bytes);
      waits += bytes.length;
      if (waits >= CHUNK) pack(false);
    },
    finish() {
      end();
      const list = Buffer.concat(entries);
      const last = Buffer.alloc(22);
      last.writeUInt32LE(END, 0);
      last.writeUInt16LE(entries.length / 2, 8);
      last.writeUInt16LE(entries.length / 2, 10);
      last.writeUInt32LE(list.length, 12);
      last.writeUInt32LE(length, 16);
      return Buffer.concat([...written, list, last]);
    },
  };
  return writer;
}
