import type { Filled } from '../../domain/intent.ts';
import { written } from '../slots/written.ts';
import type { Heard } from './rest.ts';

const DECIDE =
  /^(?:好的?,?)?(?<no>不同意|不批准|不准|不予批准|驳回|拒绝|不批)?(?<yes>同意|批准|准予|准了?|批了?)?(?<rest>.{2,40}?)(?:同志)?(?:的)?(?:请假|请假申请|假|病假|事假)(?:申请)?[。!]?$/;

/** 同意 张三 请假, 不同意 张三 请假. */
export function readDecision(h: Heard): Filled | undefined {
  const m = DECIDE.exec(h.rest.trim());
  if (!m || (m.groups!.no === undefined) === (m.groups!.yes === undefined)) return undefined;
  const names = h.people.map((p) => written(h, { at: p.nameAt, end: p.nameEnd }));
  const others = h.people.reduce((text, p) => text.replace(h.s.slice(p.at, p.end), ''), m.groups!.rest!);
  if (names.length === 0 || /[^\s的和、,\ue001]/.test(others)) return undefined;
  return {
    intent: 'leave_decide',
    names,
    decision: m.groups!.no === undefined ? 'approve' : 'deny',
  };
}
