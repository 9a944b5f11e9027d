// A message as it may leave the house: names and units as placeholders, what is private cut out; and the way back from
// words of that text to the place where they stand in the message.
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { written } from '../../parsing/slots/written.ts';
import { scanPeople } from '../../parsing/spans/people.ts';
import type { Span } from '../../parsing/spans/span.ts';
import type { Spans } from '../../parsing/spans/spans.ts';
import type { TimeSpan } from '../../parsing/spans/time/time-span.ts';
import { privateWords } from './private-words.ts';
import { givenIn, nicknamesIn, peopleIn, unitsIn } from './roster-words.ts';

/** What a placeholder stands for. */
type Held = Span & ({ kind: 'person' | 'unit' | 'item'; value: string } | { kind: 'cut' });

export interface Hidden {
  /** what may be sent */
  text: string;
  /** by placeholder, in the order of the text */
  held: ReadonlyMap<string, Held>;
  /** where words of `text` stand in the message, which is where a value is read; undefined when they do not */
  find(words: string): Span | undefined;
  /** the message as it was written there */
  original(span: Span): string;
}

/** The brackets cannot be typed: normalising has made others of them. */
const PLACEHOLDERS = { person: '人', unit: '组织', item: '号', cut: '略' } as const;
const RANK: readonly Held['kind'][] = ['unit', 'item', 'person', 'cut'];
/** 20260012 is no day. */
const isReadable = (t: TimeSpan): boolean => !t.unread && t.trouble === undefined;
/** 王书记 weighs that much. */
const LEAST_LIKELY = 0.3;
/** 整改12 is no secret; WT-2026-003 is a number of the house. */
const PLAIN_NUMBER = /^\d{1,4}$/;

export function hide(spans: Spans, org: Organisation): Hidden {
  const { s } = spans;
  const regions = apart(s, regionsOf(spans, org));
  const held = new Map<string, Held>();
  const numbers = new Map<string, string>();
  const counts = { person: 0, unit: 0, item: 0 };
  const pieces: { from: number; to: number; at: number; end: number; isPlain: boolean }[] = [];
  let text = '';
  const put = (words: string, at: number, end: number, isPlain: boolean) => {
    if (words === '') return;
    pieces.push({ from: text.length, to: text.length + words.length, at, end, isPlain });
    text += words;
  };
  let last = 0;
  for (const region of regions) {
    put(s.slice(last, region.at), last, region.at, true);
    put(placeholderOf(region), region.at, region.end, false);
    last = region.end;
  }
  put(s.slice(last), last, s.length, true);

  /** The same name has the same number throughout. */
  function placeholderOf(region: Held): string {
    if (region.kind === 'cut') return `〔${PLACEHOLDERS.cut}〕`;
    const key = `${region.kind}:${region.value}`;
    const known = numbers.get(key);
    if (known) return known;
    const made = `〔${PLACEHOLDERS[region.kind]}${++counts[region.kind]}〕`;
    numbers.set(key, made);
    held.set(made, region);
    return made;
  }

  return {
    text,
    held,
    find(words) {
      const from = words === '' ? -1 : text.indexOf(words);
      if (from < 0) return undefined;
      const to = from + words.length;
      const first = pieces.find((p) => from < p.to)!;
      const end = pieces.find((p) => to <= p.to)!;
      return {
        at: first.isPlain ? first.at + from - first.from : first.at,
        end: end.isPlain ? end.at + to - end.from : end.end,
      };
    },
    original: (span) => written(spans, span),
  };
}

function regionsOf(spans: Spans, org: Organisation): Held[] {
  const { s, knowledge } = spans;
  const taken = [...spans.times, ...spans.types, ...spans.units, ...spans.items, ...spans.titles];
  // What only may be a name counts as one here: 老李, 王书记.
  const maybe = scanPeople(s, knowledge, taken).filter((p) => p.weight >= LEAST_LIKELY);
  return [
    ...[...spans.people, ...maybe].map(
      (p): Held => ({ at: p.at, end: p.end, kind: 'person', value: p.roster ?? p.name }),
    ),
    ...[...peopleIn(s, org), ...givenIn(s, knowledge), ...nicknamesIn(s)].map(
      ({ at, end, name }): Held => ({ at, end, kind: 'person', value: name }),
    ),
    ...spans.units.map((u): Held => ({ at: u.at, end: u.end, kind: 'unit', value: written(spans, u) })),
    ...unitsIn(s, org).map(
      (u): Held => ({ at: u.at, end: u.end, kind: 'unit', value: s.slice(u.at, u.end) }),
    ),
    ...spans.items.flatMap((item) =>
      item.numbers
        .filter((code) => !PLAIN_NUMBER.test(code))
        .flatMap((code): Held[] => {
          const at = s.indexOf(code, item.at);
          return at < 0 || at >= item.end ? [] : [{ at, end: at + code.length, kind: 'item', value: code }];
        }),
    ),
    ...privateWords(s, spans.times.filter(isReadable), org).map((p): Held => ({ ...p, kind: 'cut' })),
  ];
}

/**
 * Regions that share no character and cover all that is to be hidden. One inside another belongs to it; of two that
 * only overlap neither is certain, and the whole is cut.
 */
function apart(s: string, regions: readonly Held[]): Held[] {
  const all = regions
    .filter((r) => r.end > r.at)
    .sort((a, b) => a.at - b.at || b.end - a.end || RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
  const out: Held[] = [];
  for (const region of all) {
    const last = out.at(-1);
    if (!last || region.at >= last.end) out.push(region);
    else if (
      last.kind === 'cut' &&
      s[last.at] === '@' &&
      region.kind === 'person' &&
      region.at === last.at + 1
    )
      // @张三 is a name before it is an address.
      out.splice(-1, 1, region);
    else if (region.end > last.end) out.splice(-1, 1, { at: last.at, end: region.end, kind: 'cut' });
  }
  return out;
}
