// Who leads a meeting: the one who chairs it, else the one who lectures (domain rules 9 and 14).
import type { PersonSpan } from '../spans/people.ts';
import type { Spans } from '../spans/spans.ts';

/** A name this sure is one. */
const LIKELY_NAME = 0.6;

const CHAIRS_BEFORE = /(?:主持人?|召集人?|主持会议的)(?:[是为由:\s]|的是)*[^,，。;:\n|]{0,10}$/u;
const CHAIRS_BEHIND = /^(?:同志)?(?:来|负责)?(?:主持|召集)/u;
const LECTURES_BEFORE =
  /(?:主讲(?:人|的人)?|讲课(?:人|的人)?|授课(?:人|的人)?|讲授人?|讲师|讲的人)(?:[是为由:\s]|的是|请的?是?|有请)*[^,，。;:\n|、]{0,12}$/u;
const LECTURES_BEHIND =
  /^(?:同志|老师|教授|老人家?|大爷|师傅)?(?:来|上台|上门)?(?:(?:给|为|跟)[^,，。;\n]{1,6})?(?:讲(?!义)|授课|主讲|宣讲|上(?:的)?党?课)/u;
/** 听杭天讲故事, 请劳模时传祥来讲; 请假 and 请来 are none of it. */
const INVITED = /(?:请(?!假|来不|示)|听|邀|由)[^,，。;:\n]{0,10}$/u;

/**
 * Of those who bear the role the one who chairs; where nobody does, somebody on the roster whom the words call lecturer.
 * @param hosts names that were taken for the host, as they come
 */
export function hostIn({ s, people }: Spans, hosts: readonly string[]): string | undefined {
  const before = (p: PersonSpan) => s.slice(Math.max(0, p.at - 20), p.at);
  if (hosts.length > 1) {
    const chairs = people.find(
      (p) =>
        hosts.includes(p.name) &&
        (CHAIRS_BEFORE.test(before(p)) || CHAIRS_BEHIND.test(s.slice(p.end, p.end + 8))),
    );
    return (chairs?.name ?? hosts[0])!;
  }
  if (hosts.length > 0) return hosts[0];
  if (!LECTURE.test(s)) return undefined;
  const sure = people.filter((p) => p.source === 'roster' && p.weight >= LIKELY_NAME);
  return sure.find(
    (p) =>
      LECTURES_BEFORE.test(before(p)) ||
      (LECTURES_BEHIND.test(s.slice(p.end, p.end + 14)) &&
        (INVITED.test(before(p)) || !/讲话/.test(s.slice(p.end, p.end + 4)))),
  )?.name;
}

const LECTURE = /讲|授课|上(?:的)?党?课/u;
