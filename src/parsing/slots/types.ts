import type { ActivityType } from '../../domain/activity/types.ts';
import type { Filled, IntentName } from '../../domain/intent.ts';
import type { View } from '../learned/view.ts';
import type { Token } from '../spans/token.ts';

const JOINED = /^[\s暨兼和与、,+及/]{0,3}$/;

/** 还没评议过, 评议党员那个会: named by its verb. */
const REVIEWED = /评议党员|(?:没有?|未|还没|都)评议|评议[过完了]/u;

const MEETING: ReadonlySet<IntentName> = new Set<IntentName>(['activity_report', 'activity_create']);

/** The first type is what the message is about; all that are joined to it are held together (主题党日暨党课). */
export function types({ spans, tokens }: View, tagged: readonly Token[], found: Filled): void {
  const ticked = spans.form.ticked?.map((t) => spans.types.find((x) => x.at < t.end && t.at < x.end)?.type);
  const sure = ticked?.filter((t) => t !== undefined);
  if (sure && sure.length > 0) {
    found.activityType = sure[0]!;
    if (sure.length > 1) found.activityTypes = [...new Set(sure)];
    return;
  }
  const first = tagged[0];
  if (!first && found.intent !== 'activity_create' && spans.types.length === 0 && REVIEWED.test(spans.s)) {
    found.activityType = 'democratic_review';
    return;
  }
  if (!first) {
    // A type that only a title or a label names has no token of its own.
    const [only] = spans.types;
    if (only && MEETING.has(found.intent) && !tokens.some((t) => t.kind === 'type'))
      found.activityType = only.type;
    return;
  }
  const all: ActivityType[] = [spans.types[first.index]!.type];
  for (let i = first.index; i + 1 < spans.types.length; i++) {
    const [a, b] = [spans.types[i]!, spans.types[i + 1]!];
    if (!JOINED.test(spans.s.slice(a.end, b.at))) break;
    if (!all.includes(b.type)) all.push(b.type);
  }
  found.activityType = all[0]!;
  if (all.length > 1) found.activityTypes = all;
}
