// A person taken out of texts: account and name, and nobody else's that holds them.

export interface Erased {
  /** lower-cased userid */
  id: string;
  /** accounts that were theirs before, and are nobody's now: the audit trail knows them by these */
  former?: readonly string[] | undefined;
  /** absent where somebody else has the same name: no text tells which of them it means */
  name?: string | undefined;
  /** what stands in their place */
  as: { id: string; name: string };
  /** names of others that contain this one */
  longer: readonly string[];
  /** what processes of these units tell under this name goes, where the name alone would be somebody else's as well */
  told?: { name: string; unitIds: readonly number[] } | undefined;
}

type Value = string | number | null | Buffer;
export type AnyRow = Readonly<Record<string, Value>>;

/** Rewrites one text of a row; JSON stays JSON. */
export function anonymousText({ id, former = [], name, as, longer, told }: Erased): (text: string) => string {
  const ofIds = [id, ...former].map(accountIn);
  const ofName = name === undefined ? undefined : new RegExp([...longer, name].map(literally).join('|'), 'g');
  const plain = (text: string) => {
    const named = ofName ? text.replace(ofName, (found) => (found === name ? as.name : found)) : text;
    return ofIds.reduce((left, ofId) => left.replace(ofId, as.id), named);
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return plain(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const isTold = isToldOf(value, told);
    const isOfPerson =
      isTold ||
      String((value as { personId?: unknown }).personId).toLowerCase() === id ||
      isProcessOf(value, plain);
    const own = isFiling(value) && plain(JSON.stringify(value)) !== JSON.stringify(value);
    const entries = Object.entries(
      own ? { ...value, said: '', fields: withoutWords(value.fields) } : value,
    ).map(([key, part]) => [
      plain(key),
      // Why somebody was away is theirs alone.
      isOfPerson && key === 'reason'
        ? typeof part === 'string' && 'subject' in value
          ? ''
          : null
        : isTold && key === 'subject'
          ? as.name
          : walk(part),
    ]);
    return Object.fromEntries(entries);
  };
  return (text) => {
    if (!/^[[{"]/.test(text)) return plain(text);
    try {
      return JSON.stringify(walk(JSON.parse(text)));
    } catch {
      return plain(text);
    }
  };
}

function accountIn(id: string): RegExp {
  const account = id.replace(/[.@-]/g, '\\$&');
  // A number is an account only where it stands for itself: between colons, or alone.
  return /^\d+$/.test(id)
    ? new RegExp(`(?<=^|:)${account}(?=:|$)`, 'g')
    : new RegExp(`(?<![A-Za-z0-9_@.-])${account}(?![A-Za-z0-9_@-]|\\.[A-Za-z0-9])`, 'gi');
}

/** What of a row changes; undefined where nothing does. */
export function anonymousRow(erased: Erased, table: string, row: AnyRow): Record<string, Value> | undefined {
  const rewrite = anonymousText(erased);
  const changed: Record<string, Value> = {};
  for (const [column, value] of Object.entries(row))
    if (typeof value === 'string' && rewrite(value) !== value) changed[column] = rewrite(value);
  if ((table === 'attendance' || table === 'muster_person') && row.person_id === erased.id)
    changed.reason = null;
  if (table === 'process' && isToldOf({ ...row, unitId: row.unit_id }, erased.told))
    changed.subject = erased.as.name;
  // What somebody registered tells of them, and so does what others did where they name them: the numbers stay.
  if (table === 'filing' && Object.keys(changed).length > 0)
    Object.assign(changed, {
      said: '',
      fields: JSON.stringify(withoutWords(JSON.parse(String(row.fields)) as object)),
    });
  // Nobody is reminded any more of whom nothing tells.
  if (table === 'process' && 'subject' in changed)
    Object.assign(changed, { reason: '', ...(row.state === 'open' && { state: 'stopped' }) });
  if (table === 'person' && row.id === erased.id && row.teams != null) changed.teams = null;
  // What was said around a name tells of the person as well: why somebody was away, what they were asked.
  const isOfPerson = ['user_id', 'text', 'reply', 'subject'].some((column) => column in changed);
  if (table === 'message' && (isOfPerson || (erased.told && 'changes' in changed)))
    Object.assign(changed, { text: null, reply: null });
  if (table === 'outbox') {
    const isWaiting = row.state === 'waiting' || row.state === 'sending';
    const isToPerson = row.audience === JSON.stringify([erased.id]);
    // The parts that a long text was sent in are that text.
    if (isToPerson || (isOfPerson && !isWaiting))
      Object.assign(changed, { text: '', card: null, ...(row.kind === 'push' && { payload: null }) });
    if (isToPerson && isWaiting) Object.assign(changed, { state: 'cancelled', outcome: 'settled' });
  }
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** As a message keeps what it registered. */
const isFiling = (value: object): value is { said: string; fields: object } =>
  'said' in value && 'fields' in value;

/** A process as its table or a message keeps it, of one of the units and under the very name. */
const isToldOf = (value: object, told: Erased['told']): boolean =>
  told !== undefined &&
  'subject' in value &&
  'steps' in value &&
  'unitId' in value &&
  value.subject === told.name &&
  told.unitIds.includes(Number(value.unitId));

/** As a message keeps what it told of a process: about somebody of that name. */
const isProcessOf = (value: object, plain: (text: string) => string): boolean =>
  'subject' in value && 'steps' in value && plain(String(value.subject)) !== value.subject;

const withoutWords = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value !== 'string'));

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
