// Compound files (MS-CFB, "OLE"): what Office wrote before .xlsx, and what it wraps around a file with a password.

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const NAME_BYTES = 64;
/** Sectors of the allocation table that the header itself names; a directory is found by them. */
const FIRST_TABLES = 109;
/** A directory longer than this is no document's. */
const MOST_SECTORS = 10_000;

/** Names of what a compound file holds, as far as it can be followed. */
export function namesIn(file: Buffer): Set<string> {
  const names = new Set<string>();
  if (file.length < HEADER_BYTES) return names;
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return names;
  const size = 1 << shift;
  const start = (sector: number) => (sector + 1) * size;
  const next = (sector: number): number => {
    const perTable = size / 4;
    const table = Math.floor(sector / perTable);
    if (table >= FIRST_TABLES) return -1;
    const at = start(file.readUInt32LE(76 + table * 4)) + (sector % perTable) * 4;
    return at + 4 <= file.length ? file.readUInt32LE(at) : -1;
  };
  let sector = file.readUInt32LE(48);
  for (let left = MOST_SECTORS; left > 0 && sector >= 0 && start(sector) + size <= file.length; left--) {
    for (let at = start(sector); at < start(sector) + size; at += ENTRY_BYTES) {
      const length = file.readUInt16LE(at + NAME_BYTES);
      if (length > 2 && length <= NAME_BYTES) names.add(file.toString('utf16le', at, at + length - 2));
    }
    sector = next(sector);
  }
  return names;
}
