/** Read at a time; whoever came meanwhile has his turn between. */
export const PORTION = 1000;

/** @param read what comes after a key, in the order of keys */
export async function* portions<Row, Key>(
  read: (after: Key) => Promise<Row[]>,
  first: Key,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row[]> {
  for (let after = first; ; ) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < PORTION) return;
    after = keyOf(rows.at(-1)!);
    await new Promise(setImmediate);
  }
}
