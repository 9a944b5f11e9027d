// A record with votes, resolutions and long text: these are read by rule, and the rest as if they were not there.

import { dayNumber } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { heard } from './commands/rest.ts';
import { whichOf } from './commands/shape.ts';
import type { Judgement } from './judge.ts';
import type { Message } from './message.ts';
import { type Decisions, decisionsIn, without } from './slots/decisions.ts';
import type { Spans } from './spans/spans.ts';

interface Read extends Judgement {
  intent: Filled;
}

const ALONE: Read = {
  intent: { intent: 'activity_report' },
  certainty: 'clear',
  unread: [],
  missing: [],
  contradictions: [],
  alternatives: [],
};

/**
 * Undefined where nothing was decided, or where the rest is no report of a meeting: then the whole message is read as it
 * stands.
 * @param spansOf reads a piece of the text by itself
 * @param read reads what is left of the text
 */
export function besideDecisions(
  m: Message,
  spansOf: (text: string) => Spans,
  read: (rest: string) => Read,
): Read | undefined {
  const decided = decisionsIn(m, spansOf);
  if (!decided) return undefined;
  const text = m.raw.length === m.s.length ? m.raw : m.s;
  const { content } = decided;
  const rest = without(text, content ? [...decided.spans, content.span] : decided.spans);
  if (rest === '') {
    const isOther = !isSaidAlone(decided) || isPlan(read(text));
    return isOther ? undefined : withDecisions(ALONE, decided);
  }
  const meeting = meetingNamed(spansOf(rest));
  if (meeting) return withDecisions({ ...ALONE, intent: meeting }, decided);
  const said = read(rest);
  if (!isReport(said.intent)) return undefined;
  // What was talked about is the topic too (corpus schema); the people in it were no more there than those of a vote.
  const { topic = content?.text.replace(ENDING, '') } = said.intent;
  return withDecisions(topic === undefined ? said : { ...said, intent: { ...said.intent, topic } }, decided);
}

/** 一致同意下周三开会: by itself it is about nothing that anybody knows. */
const isSaidAlone = ({ votes, resolutions, content, isLabelled }: Decisions): boolean =>
  isLabelled || resolutions.length > 0 || content !== undefined || votes.some((v) => !v.unanimous);

/** 会议决定:12月5日下午3点召开党员大会 plans a meeting. */
const isPlan = ({ intent, certainty }: Read): boolean =>
  certainty === 'clear' && intent.intent.startsWith('activity_') && !isReport(intent);

/** 昨天党员大会表决:…: the rest only says which meeting it was. */
function meetingNamed(spans: Spans): Filled | undefined {
  const h = heard(spans);
  if (h.types.length === 0 || h.shape.replace(BESIDE_NAME, '') !== '') return undefined;
  const which = whichOf(h);
  const { startAt } = which;
  // A day to come is none that was last year.
  const isFar = startAt !== undefined && dayNumber(spans.today) - dayNumber(startAt) > LONG_DAYS;
  return isFar ? undefined : { intent: 'activity_report', ...which };
}

const BESIDE_NAME = /[\s,，:：;；。、的上在]|召开|开了|会议|上报/g;
const LONG_DAYS = 120;

const ENDING = /[\s,.;:。、，；：]+$/;
const isReport = ({ intent }: Filled): boolean => intent === 'activity_report';

function withDecisions(said: Read, { votes, resolutions, content }: Decisions): Read {
  const add = (filled: Filled): Filled =>
    isReport(filled)
      ? {
          ...filled,
          ...(votes.length > 0 && {
            // All who were there, as far as the message says how many these are.
            votes: votes.map((v) => (v.unanimous ? { ...v, yes: filled.present ?? 0 } : v)),
          }),
          ...(resolutions.length > 0 && { resolutions }),
          ...(content && { content: content.text }),
        }
      : filled;
  return { ...said, intent: add(said.intent), alternatives: said.alternatives.map(add) };
}
