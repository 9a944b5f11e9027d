/** A line with what it should be read as (message corpus schema). */
export interface Labelled {
  text: string;
  now: string;
  expect: Record<string, unknown> & { absent?: { name: string; reason?: string }[]; names?: string[] };
  people?: string[];
  units?: string[];
  ask?: boolean;
}

const EXACT = [
  'intent',
  'activityType',
  'startAt',
  'endAt',
  'expected',
  'present',
  'itemNo',
  'progress',
  'dueAt',
  'metric',
  'period',
  'scope',
];
const plain = (s: unknown) =>
  String(s ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '');

/** The hard keys of the corpus schema: sets compare sorted, `[]` equals missing. */
export function hard(o: Labelled['expect']): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of EXACT) if (o[key] !== undefined) out[key] = o[key];
  if (o.names?.length) out.names = [...o.names].sort();
  if (o.absent?.length) out.absent = o.absent.map((a) => a.name).sort();
  return out;
}

const within = (wanted: string, got: string) => got !== '' && (wanted.includes(got) || got.includes(wanted));

/** Soft keys that differ, judged only where expected. */
export function softMisses(wanted: Labelled['expect'], got: Labelled['expect']): string[] {
  const misses: string[] = [];
  for (const key of ['host', 'recorder'])
    if (wanted[key] !== undefined && wanted[key] !== got[key]) misses.push(key);
  for (const key of ['topic', 'place', 'reason'])
    if (wanted[key] !== undefined && !within(plain(wanted[key]), plain(got[key])))
      misses.push(`${key}: ${got[key]}`);
  for (const a of wanted.absent ?? []) {
    const reason = got.absent?.find((b) => b.name === a.name)?.reason;
    if (a.reason !== undefined && !within(plain(a.reason), plain(reason)))
      misses.push(`absent ${a.name}: ${reason}`);
  }
  return misses;
}
