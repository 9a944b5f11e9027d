import type { Spans } from '../spans/spans.ts';

const LECTURES = /主讲|授课|讲课|讲授|宣讲|来讲|讲党课|上党课|讲了/;
const CHAIRS = /主持|召集/;

/** 主讲人 by its label; where nobody chairs, whoever is told to lecture stands as host too (corpus schema). */
export function lecturerIn({ form, people, s }: Spans, host: string | undefined): string | undefined {
  const field = form.fields.find((f) => f.key === 'lecturer' && f.value !== '');
  if (field) {
    const end = field.valueAt + field.value.length;
    const named = people.find((p) => p.at >= field.valueAt && p.at < end);
    return named?.name ?? field.value.trim().slice(0, 20);
  }
  return host !== undefined && LECTURES.test(s) && !CHAIRS.test(s) ? host : undefined;
}
