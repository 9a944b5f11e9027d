import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { readNumber } from './numerals.ts';
import { simplify } from './simplify.ts';
import { isSlip } from './slips.ts';

/** One unit meant, several that fit, near misses of the spelling, or none. */
export type UnitMatch =
  | { kind: 'one'; unit: Unit }
  | { kind: 'many'; units: Unit[] }
  | { kind: 'similar'; units: Unit[] }
  | { kind: 'none' };

interface UnitKey {
  number: number | undefined;
  stem: string;
  kind: string;
}

const KIND: readonly [RegExp, string][] = [
  [/(?:党)?小组$|组$/, 'group'],
  [/(?:党)?总支(?:部)?(?:委员会)?$/, 'general_branch'],
  [/(?:党)?支部(?:委员会)?$/, 'branch'],
  [/(?:党委|党工委|党组|党委会|委员会|工委)$/, 'committee'],
];

/** 机关第一党支部 as stem 机关, number 1, kind branch. */
function keyOf(segment: string): UnitKey {
  const text = simplify(segment.normalize('NFKC').replace(/\s/g, ''));
  const kind = KIND.find(([pattern]) => pattern.test(text));
  const bare = kind ? text.replace(kind[0], '') : text;
  const m = /^(.*?)第?([一二三四五六七八九十]{1,3}|\d{1,3})$/.exec(bare);
  if (!m) return { number: undefined, stem: bare, kind: kind?.[1] ?? '' };
  return { number: readNumber(m[2]!), stem: m[1]!, kind: kind?.[1] ?? '' };
}

/** The names of one roster, read once: a city's thousands are gone through for every question that names a unit. */
interface NamesRead {
  readonly keys: ReadonlyMap<number, UnitKey>;
  /** those of one number, as 第一党支部; under `undefined` those without */
  readonly numbered: ReadonlyMap<number | undefined, readonly Unit[]>;
  readonly byPath: ReadonlyMap<string, readonly Unit[]>;
}

const read = new WeakMap<Organisation, NamesRead>();

function namesIn(org: Organisation): NamesRead {
  const known = read.get(org);
  if (known) return known;
  const units = [...org.units.values()];
  const keys = new Map(units.map(({ id, name }) => [id, keyOf(name)]));
  const names = {
    keys,
    numbered: Map.groupBy(units, ({ id }) => keys.get(id)!.number),
    byPath: Map.groupBy(units, ({ path }) => path),
  };
  read.set(org, names);
  return names;
}

const sameKind = (a: string, b: string) => a === '' || b === '' || a === b;
const PATH = /\s*[/／\\>＞]\s*/;

/** 0: no fit, 1: fits in short form, 2: fits word for word. */
function fitScore(wanted: UnitKey, unit: UnitKey): number {
  if (!sameKind(wanted.kind, unit.kind) || wanted.number !== unit.number) return 0;
  if (wanted.stem === unit.stem) return wanted.kind === unit.kind ? 2 : 1;
  return wanted.stem === '' ||
    (wanted.stem.length >= 2 && unit.stem.endsWith(wanted.stem)) ||
    (unit.stem.length >= 2 && wanted.stem.endsWith(unit.stem))
    ? 1
    : 0;
}

/**
 * Looks a unit up by its short, long or path form: 一支部, 第一党支部, 机关第一党支部, 城郊党委/第一党支部, 第一支部第二小组.
 * Near the context unit wins over far; several that fit equally are `many`.
 */
export function resolveUnit(text: string, org: Organisation, contextUnitId?: number): UnitMatch {
  const written = simplify(text.trim().normalize('NFKC'));
  const names = namesIn(org);
  const exact = [...new Set([written, text.trim()])].flatMap((path) => names.byPath.get(path) ?? []);
  if (exact.length === 1) return { kind: 'one', unit: exact[0]! };
  const segments = splitPath(written);
  if (segments.length === 0) return { kind: 'none' };
  const found = nearest(matches(segments, names, org), org, contextUnitId);
  if (found.length === 1) return { kind: 'one', unit: found[0]! };
  if (found.length > 1) return { kind: 'many', units: found };
  const units = similar(segments.at(-1)!, names);
  return units.length > 0 ? { kind: 'similar', units: units.slice(0, 4) } : { kind: 'none' };
}

/** Segments by slash, or run together: 第一支部第二小组. */
function splitPath(text: string): string[] {
  return text
    .split(PATH)
    .flatMap(
      (part) =>
        part.match(
          /.+?(?:党委|党工委|党总支|总支|支部)(?:委员会)?(?=第|[一二三四五六七八九十\d]+(?:党?小组|组|党?支部)|[\u4e00-\u9fff]{2,}(?:支部|小组)$)|.+$/g,
        ) ?? [],
    )
    .filter((part) => part.length >= 1);
}

function matches(segments: readonly string[], names: NamesRead, org: Organisation): Unit[] {
  const wanted = segments.map(keyOf).toReversed();
  let best = 1;
  let found: Unit[] = [];
  for (const unit of names.numbered.get(wanted[0]!.number) ?? []) {
    const chain = org.ancestry(unit.id).map(({ id }) => names.keys.get(id)!);
    const score = chainFit(wanted, chain);
    if (score < best) continue;
    if (score > best) found = [];
    best = score;
    found.push(unit);
  }
  return found;
}

/** Every segment must fit the unit or one of its parents, in order; a parent's name may lead the last segment. */
function chainFit(wanted: readonly UnitKey[], chain: readonly UnitKey[]): number {
  const own = fitScore(wanted[0]!, chain[0]!);
  if (own === 0) return wanted.length === 1 ? parentStem(wanted[0]!, chain) : 0;
  let at = 1;
  for (const key of wanted.slice(1)) {
    const next = chain.findIndex((own, i) => i >= at && fitScore(key, own) > 0);
    if (next < 0) return 0;
    at = next + 1;
  }
  return own + wanted.length - 1;
}

/** 城郊第一党支部: the stem names the parent. */
function parentStem(wanted: UnitKey, chain: readonly UnitKey[]): number {
  const own = chain[0]!;
  if (
    !sameKind(wanted.kind, own.kind) ||
    wanted.number !== own.number ||
    own.stem !== '' ||
    wanted.stem.length < 2
  )
    return 0;
  return chain.slice(1).some(({ stem }) => stem.endsWith(wanted.stem)) ? 1 : 0;
}

function nearest(units: readonly Unit[], org: Organisation, contextUnitId?: number): Unit[] {
  if (units.length < 2 || contextUnitId === undefined) return [...units];
  for (const around of org.ancestry(contextUnitId)) {
    const near = units.filter((u) => org.isWithin(u.id, around.id));
    if (near.length > 0) return near;
  }
  return [...units];
}

/** The same kind and number with one character of the stem wrong, or two swapped. */
function similar(segment: string, { keys, numbered }: NamesRead): Unit[] {
  const wanted = keyOf(segment);
  if (wanted.stem.length < 2) return [];
  return (numbered.get(wanted.number) ?? []).filter((u) => {
    const key = keys.get(u.id)!;
    return sameKind(key.kind, wanted.kind) && key.stem.length >= 2 && isSlip(wanted.stem, key.stem);
  });
}
