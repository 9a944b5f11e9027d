import { inflateRawSync } from 'node:zlib';

/** The files of a zip as text, read by its central directory; and the moments written on them. */
export function unzip(zip: Buffer): { files: Map<string, string>; times: Set<number> } {
  const files = new Map<string, string>();
  const times = new Set<number>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((at) => zip.readUInt16LE(entry + at));
    const local = zip.readUInt32LE(entry + 42);
    times.add(zip.readUInt32LE(entry + 12)).add(zip.readUInt32LE(local + 10));
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength!);
    files.set(name, (zip.readUInt16LE(entry + 10) === 0 ? content : inflateRawSync(content)).toString());
    entry += 46 + nameLength! + extra! + comment!;
  }
  return { files, times };
}
