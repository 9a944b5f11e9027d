// Somebody may be named whom neither the roster nor a surname shows: a few characters that stand alone where a name would.
import type { Filled } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { TAGS } from './learned/tags.ts';
import type { View } from './learned/view.ts';
import { foldUnit } from './spans/people-text.ts';
import { isWord } from './spans/people-words.ts';
import type { Spans } from './spans/spans.ts';

/** 他叫包长青, 名唤柳如烟, 我是冯家坳的游小龙 */
const CALLED =
  /(?:[他她]|名|名字|姓名)(?:就?[叫是]|唤)(?:作|做)?[\s:]?([\u4e00-\u9fff]{2,4})|(?:^|[,。;\s])我(?:名?叫|是)(?![在去来要不没想被从到说那这为因])([\u4e00-\u9fff·]{2,9})/;
const SHORTEST = 2;
const LONGEST = 4;

/** Words that may be a name, while nobody is named in the slots and somebody else than the sender may be meant. */
export function strangersIn(view: View, filled: Filled, tags: Uint8Array): string[] {
  if (!ABOUT_PEOPLE.has(filled.intent) || filled.names !== undefined) return [];
  const { s } = view.spans;
  const known = knownAlone(view.spans);
  if (known !== undefined) return [known];
  const called = CALLED.exec(s);
  if (called) return [called[1] ?? called[2]!];
  return aloneIn(view, tags);
}

const isEdge = (c: string | undefined): boolean => c === undefined || /[\s,。;:、()!~—\-→✌]/.test(c);

/** 补录:半夏 2月26日: a name of the roster that is a word as well stands where a name would. */
function knownAlone(spans: Spans): string | undefined {
  const { s, knowledge, times, types, units, titles, form } = spans;
  if (!knowledge.hasRoster) return undefined;
  const { trie, entries } = knowledge.names;
  const taken = [...times, ...types, ...units, ...titles];
  for (let at = 0; at < s.length; at++) {
    if (!isEdge(s[at - 1])) continue;
    let node = 0;
    for (let end = at; end < s.length && end - at < LONGEST; ) {
      node = trie.next(node, foldUnit(s.charCodeAt(end++)));
      if (node === 0) break;
      const entry = entries[trie.valueAt(node)];
      if (entry === undefined || entry.wordy === 'no' || entry.wordy === 'keyword' || !isEdge(s[end]))
        continue;
      const isReason = form.fields.some((f) => f.key !== 'person' && f.valueAt <= at && end <= f.end);
      if (!isReason && !taken.some((t) => t.at < end && at < t.end)) return s.slice(at, end);
    }
  }
  return undefined;
}

/** 端午党日补录:粽子香; 蒙大拿,到: a run of characters that are no words of any class, with a mark or nothing on both sides. */
function aloneIn({ spans, tokens }: View, tags: Uint8Array): string[] {
  const { s } = spans;
  const units = new Set(spans.units.map((u) => u.end));
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    let end = i;
    while (end < tokens.length && isPlain(tokens[end]!, tags[end]!) && follows(tokens, i, end)) end++;
    const size = end - i;
    if (size === 0) continue;
    const [at, to] = [tokens[i]!.at, tokens[end - 1]!.end];
    const isAlone = (isEdge(s[at - 1]) || units.has(at)) && isEdge(s[to]);
    const isFew = size >= SHORTEST && size <= LONGEST;
    if (isAlone && isFew && !isWord(s.charCodeAt(at), s.charCodeAt(at + 1))) out.push(s.slice(at, to));
    i = end - 1;
  }
  return out;
}

const isPlain = (token: { kind: string; text: string }, tag: number): boolean =>
  token.kind === 'char' && TAGS[tag] === 'o' && /^[\u4e00-\u9fff]$/.test(token.text);

const follows = (tokens: View['tokens'], from: number, i: number): boolean =>
  i === from || tokens[i - 1]!.end === tokens[i]!.at;
