import type { Organisation, Person, Unit } from '../domain/organisation.ts';
import { DOTS, simplify } from './simplify.ts';
import { stripOffice } from './names.ts';
import { readNumber } from './numerals.ts';

/** One person or unit meant, several that fit, near misses of the spelling, or none. */
export type NameMatch = { kind: 'one'; person: Person } | { kind: 'many'; people: Person[] } | { kind: 'similar'; people: Person[] } | { kind: 'none' };
export type UnitMatch = { kind: 'one'; unit: Unit } | { kind: 'many'; units: Unit[] } | { kind: 'similar'; units: Unit[] } | { kind: 'none' };

const clean = (name: string) => simplify(stripOffice(name.normalize('NFKC').replace(/\s/g, ''))).replace(DOTS, '·');

/** Sounds that dictation and pinyin typing confuse. */
const SOUNDS = ['张章', '李理黎里丽', '王汪', '陈成程', '刘柳', '赵兆', '周邹', '吴武伍', '徐许', '朱诸', '林琳', '何和贺', '郭国', '高皋', '罗洛', '郑正政', '谢解', '唐糖', '冯逢', '于余俞', '董懂', '萧肖', '蒋姜江', '沈申', '卢鲁陆', '傅付富', '钟忠中', '曾增', '彭朋', '伟卫玮维', '明铭名', '华花骅', '芳方', '军君俊钧', '丽莉利', '强墙', '平萍', '英瑛颖', '红宏洪鸿', '霞侠', '建健剑', '国帼', '志智', '玉钰宇', '春椿', '秀绣', '兰岚', '燕艳彦', '晓小筱', '文雯闻', '杰洁捷', '涛韬', '辉晖徽', '新鑫欣心', '海', '云芸', '梅美', '飞菲', '勇永咏', '刚钢', '峰锋丰风', '波博', '斌彬宾', '龙隆', '凯楷', '浩昊皓', '鹏朋', '亮良', '静婧敬', '敏民', '慧惠会', '娟鹃', '婷庭', '倩茜', '生升声', '祥翔', '庆清青卿', '林霖', '光广', '全泉', '福富', '贵桂', '荣容蓉', '根耕', '德得'];
const soundOf = new Map<string, number>(SOUNDS.flatMap((group, i) => [...group].map((c): [string, number] => [c, i])));
const sounds = (name: string) => [...name].map((c) => soundOf.get(c) ?? c).join('|');

/**
 * Looks a written name up in the roster: exact first, then obvious slips. People of the context unit go before
 * namesakes elsewhere, its parents' subtrees next.
 */
export function resolveName(name: string, org: Organisation, contextUnitId?: number): NameMatch {
  const wanted = clean(name);
  if (wanted.length < 2) return { kind: 'none' };
  const exact = byContext(exactPeople(wanted, name, org), org, contextUnitId);
  if (exact.length === 1) return { kind: 'one', person: exact[0]! };
  if (exact.length > 1) return { kind: 'many', people: exact };
  const people = candidates(org, contextUnitId).filter((p) => isSlip(wanted, clean(p.name)));
  return people.length > 0 ? { kind: 'similar', people: people.slice(0, 4) } : { kind: 'none' };
}

function exactPeople(wanted: string, name: string, org: Organisation): Person[] {
  const direct = new Set([...org.named(name.trim()), ...org.named(wanted)]);
  if (direct.size > 0) return [...direct];
  // Roster names may be written in traditional characters or with another dot.
  return [...org.people.values()].filter((p) => p.name.length === wanted.length && clean(p.name) === wanted);
}

/** The smallest unit around the context that holds any of them wins. */
function byContext(people: readonly Person[], org: Organisation, contextUnitId?: number): Person[] {
  if (people.length < 2 || contextUnitId === undefined) return [...people];
  for (const unit of org.ancestry(contextUnitId)) {
    const near = people.filter((p) => belongs(p, unit.id, org));
    if (near.length > 0) return near;
  }
  return [...people];
}

const belongs = (p: Person, unitId: number, org: Organisation) =>
  [p.groupId, p.branchId, ...org.officesOf(p.id).map((o) => o.unitId)].some((id) => id !== null && org.isWithin(id, unitId));

/** Slips are looked for in the branch alone where there is one: a city's roster holds a near miss of any name. */
function candidates(org: Organisation, contextUnitId?: number): Person[] {
  const branch = contextUnitId === undefined ? undefined : org.branchOf(contextUnitId);
  if (branch) return [...org.membersOf(branch.id)];
  if (contextUnitId === undefined || !org.units.has(contextUnitId)) return [...org.people.values()];
  return org.subtree(contextUnitId).flatMap((u) => (u.kind === 'branch' ? [...org.membersOf(u.id)] : []));
}

/** One character different, two swapped, one dropped or doubled in a longer name, or the same sound. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === b.length) {
    const different = [...a].filter((c, i) => c !== b[i]).length;
    if (sounds(a) === sounds(b)) return true;
    if (different === 1) return a.length >= 3 || a[0] === b[0];
    return different === 2 && a.length >= 3 && [...a].sort().join('') === [...b].sort().join('');
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length - short.length === 1 && short.length >= 2 && long.startsWith(short[0]!) && [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}

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

const sameKind = (a: string, b: string) => a === '' || b === '' || a === b;
const PATH = /\s*[\/／\\>＞]\s*/;

/** 0: no fit, 1: fits in short form, 2: fits word for word. */
function fit(wanted: UnitKey, unit: UnitKey): number {
  if (!sameKind(wanted.kind, unit.kind) || wanted.number !== unit.number) return 0;
  if (wanted.stem === unit.stem) return wanted.kind === unit.kind ? 2 : 1;
  return wanted.stem === '' || (wanted.stem.length >= 2 && unit.stem.endsWith(wanted.stem)) || (unit.stem.length >= 2 && wanted.stem.endsWith(unit.stem)) ? 1 : 0;
}

/**
 * Looks a unit up by its short, long or path form: 一支部, 第一党支部, 机关第一党支部, 城郊党委/第一党支部, 第一支部第二小组.
 * Near the context unit wins over far; several that fit equally are `many`.
 */
export function resolveUnit(text: string, org: Organisation, contextUnitId?: number): UnitMatch {
  const written = simplify(text.trim().normalize('NFKC'));
  const exact = [...org.units.values()].filter((u) => u.path === written || u.path === text.trim());
  if (exact.length === 1) return { kind: 'one', unit: exact[0]! };
  const segments = splitPath(written);
  if (segments.length === 0) return { kind: 'none' };
  const found = nearest(matches(segments, org), org, contextUnitId);
  if (found.length === 1) return { kind: 'one', unit: found[0]! };
  if (found.length > 1) return { kind: 'many', units: found };
  const units = similar(segments.at(-1)!, org);
  return units.length > 0 ? { kind: 'similar', units: units.slice(0, 4) } : { kind: 'none' };
}

/** Segments by slash, or run together: 第一支部第二小组. */
function splitPath(text: string): string[] {
  return text
    .split(PATH)
    .flatMap((part) => part.match(/.+?(?:党委|党工委|党总支|总支|支部)(?:委员会)?(?=第|[一二三四五六七八九十\d]+(?:党?小组|组|党?支部)|[\u4e00-\u9fff]{2,}(?:支部|小组)$)|.+$/g) ?? [])
    .filter((part) => part.length >= 1);
}

function matches(segments: readonly string[], org: Organisation): Unit[] {
  const wanted = segments.map(keyOf).toReversed();
  let best = 1;
  let found: Unit[] = [];
  for (const unit of org.units.values()) {
    const score = chainFit(wanted, org.ancestry(unit.id));
    if (score < best) continue;
    if (score > best) found = [];
    best = score;
    found.push(unit);
  }
  return found;
}

/** Every segment must fit the unit or one of its parents, in order; a parent's name may lead the last segment. */
function chainFit(wanted: readonly UnitKey[], chain: readonly Unit[]): number {
  const own = fit(wanted[0]!, keyOf(chain[0]!.name));
  if (own === 0) return wanted.length === 1 ? parentStem(wanted[0]!, chain) : 0;
  let at = 1;
  for (const key of wanted.slice(1)) {
    const next = chain.findIndex((u, i) => i >= at && fit(key, keyOf(u.name)) > 0);
    if (next < 0) return 0;
    at = next + 1;
  }
  return own + wanted.length - 1;
}

/** 城郊第一党支部: the stem names the parent. */
function parentStem(wanted: UnitKey, chain: readonly Unit[]): number {
  const own = keyOf(chain[0]!.name);
  if (!sameKind(wanted.kind, own.kind) || wanted.number !== own.number || own.stem !== '' || wanted.stem.length < 2) return 0;
  return chain.slice(1).some((u) => keyOf(u.name).stem.endsWith(wanted.stem)) ? 1 : 0;
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
function similar(segment: string, org: Organisation): Unit[] {
  const wanted = keyOf(segment);
  if (wanted.stem.length < 2) return [];
  return [...org.units.values()].filter((u) => {
    const key = keyOf(u.name);
    return key.number === wanted.number && sameKind(key.kind, wanted.kind) && key.stem.length >= 2 && isSlip(wanted.stem, key.stem);
  });
}
