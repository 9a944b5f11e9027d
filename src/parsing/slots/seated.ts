// Forms that keep those who came and those who did not in fields of their own: 出席：…, 缺席：….
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';

/** Headings over the names of those who came; 列席 is none of them. */
const CAME =
  /^(?:(?:出席|到会|参会|与会|参加|签到|到场)(?:党员|人员|同志|委员|人|名单|签名|情况)*|(?:实到|已到)(?:党员|人员|同志|委员|名单)+)$/u;

/** A field goes on where its value was cut at a semicolon: up to the next label, the next line or an empty one. */
function namesIn(
  { s, form, people }: Spans,
  fits: (label: string, key: string) => boolean,
): string[] | undefined {
  const { fields } = form;
  const names = fields.flatMap((f, i) => {
    if (f.style !== 'form' || f.table !== undefined || !fits(labelOf(s, f), f.key)) return [];
    const line = s.indexOf('\n', f.valueAt);
    const end = Math.min(fields[i + 1]?.at ?? s.length, line < 0 ? s.length : line);
    const held = people.filter((p) => p.at >= f.labelEnd && p.end <= end);
    // 出席：10(张三值班) counts and names others.
    return held[0] && held[0].at - f.valueAt <= 1 ? held.map((p) => p.name) : [];
  });
  return names.length > 0 ? [...new Set(names)] : undefined;
}

const labelOf = (s: string, { at, labelEnd }: { at: number; labelEnd: number }): string =>
  s.slice(at, labelEnd).replace(/[\s:：【】[\]()（）|\d.、]/gu, '');

/** Those who came and those who did not, where a form has a field for each; undefined where it has not both. */
export function seatedIn(spans: Spans): { came: string[]; away: string[] } | undefined {
  const came = namesIn(spans, (label) => CAME.test(label));
  const away = namesIn(spans, (_, key) => key === 'absent');
  if (came === undefined || away === undefined) return undefined;
  return came.some((name) => away.includes(name)) ? undefined : { came, away };
}

/** Fills both lists from their fields; a reason that was found for somebody stays. */
export function seat(spans: Spans, found: Filled): void {
  const seated = found.intent === 'activity_report' ? seatedIn(spans) : undefined;
  if (!seated) return;
  const known = new Map((found.absent ?? []).map((a) => [a.name, a]));
  found.names = seated.came;
  found.absent = seated.away.map((name) => known.get(name) ?? { name });
}
