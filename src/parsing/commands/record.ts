import type { Filled } from '../../domain/intent.ts';
import { trimEdges } from '../message.ts';
import { readRecordFields } from '../record-fields.ts';
import { isMe } from '../slots/self.ts';
import { written } from '../slots/written.ts';
import type { Heard } from './rest.ts';
import { whichOf } from './shape.ts';

/** 主持人张三 记录人李四, 记录人写错了，是李四: a line that names who chaired or wrote, and no figure. */
export function readRecordLine(h: Heard): Filled | undefined {
  if (h.types.length > 0 || h.times.length > 0) return undefined;
  if (
    h.s.length > 120 ||
    h.form.fields.some((f) => f.key === 'time' || f.key === 'present' || f.key === 'expected')
  )
    return undefined;
  const isSomebody = (name: string) => isMe(name) || h.people.some((p) => p.name === name);
  const fields = readRecordFields(trimEdges(written(h, { at: 0, end: h.s.length })), isSomebody);
  const names = [fields?.host, fields?.recorder, fields?.lecturer].filter((name) => name !== undefined);
  return fields && names.length > 0 && names.every(isSomebody)
    ? { intent: 'activity_report', ...fields }
    : undefined;
}

const IS_OVER = /^[的\s]*(?:已经|都|刚刚|刚)*(?:(?:召?开|上|办|搞)(?:完|过|毕)|结束|开好)了[\s,，。!！]*$/u;

/** 昨天的党课开完了: it was held, and the rest is to be asked for. */
export function readHeld(h: Heard): Filled | undefined {
  if (h.types.length === 0 || h.people.length > 0 || h.times.length > 1) return undefined;
  return IS_OVER.test(h.shape) ? { intent: 'activity_report', ...whichOf(h) } : undefined;
}
