// What a record says beside who was there: votes, resolutions, and the text of what went on. None of it is known to what
// was learned: it is read by rule and left out of the rest, so that no vote is ever taken for somebody present.
import type { ResolutionText, VoteText } from '../../domain/activity/votes.ts';
import { matches } from '../matches.ts';
import type { Message } from '../message.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { passageEnd } from './passages.ts';
import { resolutionsIn } from './resolutions.ts';
import { votesIn } from './votes.ts';

export interface Decisions {
  votes: VoteText[];
  resolutions: ResolutionText[];
  content: { text: string; span: Span } | undefined;
  /** votes and resolutions */
  spans: Span[];
  /** 表决: stands over a vote */
  isLabelled: boolean;
}

/** Whether it is worth looking at all: nearly no message has any. */
const ANY = /赞成|赞同|反对|弃权|表决|票|一致|鼓掌通过|无异议|全体|决议|决定|内容/;

/** Undefined where nothing was decided or told of. @param read reads a piece of the message by itself, as written */
export function decisionsIn({ raw, s }: Message, read: (text: string) => Spans): Decisions | undefined {
  if (!ANY.test(s)) return undefined;
  const asWritten = raw.length === s.length ? raw : s;
  const { votes, spans, isLabelled } = votesIn(s, asWritten);
  const decided = resolutionsIn(s, (at, end) => read(asWritten.slice(at, end)), spans);
  const taken = [...spans, ...decided.spans].sort((a, b) => a.at - b.at);
  const content = contentIn(s, asWritten, taken);
  if (taken.length === 0 && !content) return undefined;
  return { votes, resolutions: decided.resolutions, content, spans: taken, isLabelled };
}

const CONTENT =
  /(?:^|[\n。;,\s])【?(?:(?:会议|活动|学习|主要|会议主要|活动主要|会议记录)内容)】?\s?:\s{0,2}/g;
/** Shorter ones are a topic and nothing more. */
const LEAST_CONTENT = 30;

function contentIn(s: string, raw: string, taken: readonly Span[]): Decisions['content'] {
  for (const label of matches(CONTENT, s)) {
    const from = label.index + label[0].length;
    if (taken.some((t) => t.at < from && label.index < t.end)) continue;
    const end = passageEnd(s, from, taken);
    const text = raw.slice(from, end).trim();
    if (text.length >= LEAST_CONTENT || text.includes('\n')) return { text, span: { at: label.index, end } };
  }
  return undefined;
}

/** The text without these passages; a line end keeps apart what they stood between. */
export function without(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const { at, end } of [...spans].sort((a, b) => a.at - b.at)) {
    rest += text.slice(from, Math.max(from, at));
    if (rest !== '' && !rest.endsWith('\n')) rest += '\n';
    from = Math.max(from, end);
  }
  return (rest + text.slice(from)).replace(/^[\s,，、;；。]+|[\s,，、;；]+$/g, '');
}
