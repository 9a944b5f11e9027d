import type { ActivityType } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import type { View } from '../learned/view.ts';
import type { Token } from '../spans/token.ts';

const JOINED = /^[\s暨兼和与、,+及/]{0,3}$/;

/** The first type is what the message is about; all that are joined to it are held together (主题党日暨党课). */
export function types({ spans }: View, tagged: readonly Token[], found: Filled): void {
  const ticked = spans.form.ticked?.map((t) => spans.types.find((x) => x.at < t.end && t.at < x.end)?.type);
  const sure = ticked?.filter((t) => t !== undefined);
  if (sure && sure.length > 0) {
    found.activityType = sure[0]!;
    if (sure.length > 1) found.activityTypes = [...new Set(sure)];
    return;
  }
  const first = tagged[0];
  if (!first) return;
  const all: ActivityType[] = [spans.types[first.index]!.type];
  for (let i = first.index; i + 1 < spans.types.length; i++) {
    const [a, b] = [spans.types[i]!, spans.types[i + 1]!];
    if (!JOINED.test(spans.s.slice(a.end, b.at))) break;
    if (!all.includes(b.type)) all.push(b.type);
  }
  found.activityType = all[0]!;
  if (all.length > 1) found.activityTypes = all;
}
