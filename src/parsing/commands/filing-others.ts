// 赵六的民情日记改成…, 删掉赵六的民情日记, 帮赵六记一条: of somebody else than who says it.
import type { FilingKindRow } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { without } from './filing-asked.ts';
import { toFiled } from './filing-told.ts';
import type { Heard } from './rest.ts';
import { nameOf } from './shape.ts';

export const CHANGED =
  /^[\s,，:：的]*(?:那[条篇]|内容)?(?:改成|改为|应该是|应为|更正为|改一下[,，:：]?)[\s:：]*(?<said>[\s\S]+)$/u;
export const OUT =
  /^(?:请|帮我|把)*(?:删掉|删除|删了|删去|作废)(?:掉|了)?|(?:删掉|删除|删了|删去|作废)(?:掉|了|吧)*[。!]?$/u;

/** 赵六的民情日记改成…, 删掉赵六的民情日记: of somebody whose secretary says so. A day that is said says which. */
export function readOfAnother(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const [person, ...others] = h.people.filter(({ end }) => end <= word.at);
  if (!person || others.length > 0 || row.who !== 'member') return undefined;
  const names = [nameOf(h, person)];
  const dated = h.times.filter(({ end }) => end <= word.at);
  const around = [...dated, person, word];
  const day = toFiled({ ...h, times: dated }, row, '', word.end).startAt;
  const which = { filing: row.key, names, ...(day !== undefined && { startAt: day }) };
  const rest = without(h.s, around).replace(/[\s的那条篇]/gu, '');
  if (OUT.test(rest) && rest.replace(OUT, '') === '')
    return { intent: 'filing_change', ...which, what: 'withdraw' };
  if (!/^(?:请|把|帮我)*的?$/u.test(without(h.s.slice(0, word.at), around).trim())) return undefined;
  const said = CHANGED.exec(written(h, { at: word.end, end: h.s.length }))?.groups?.said;
  if (said === undefined) return undefined;
  const later = h.times.filter(({ at }) => at >= word.end);
  const { filed } = toFiled({ ...h, times: later }, row, said, word.end);
  return { intent: 'filing_change', ...which, said, ...(filed && { filed }) };
}

/** 帮赵六记一条民情日记：…: it is somebody else's to say. */
export function readForAnother(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const [person, ...others] = h.people.filter(({ end }) => end <= word.at);
  if (!person || others.length > 0 || row.who !== 'member') return undefined;
  const before = without(h.s.slice(0, word.at), [person, ...h.times.filter(({ end }) => end <= word.at)]);
  if (!FOR.test(before)) return undefined;
  const told = written(h, { at: word.end, end: h.s.length }).replace(/^[\s:：,，】\]]+/u, '');
  const filed = toFiled(h, row, told, word.end);
  return {
    ...{ ...filed, intent: 'filing_add', filedOf: [{ name: nameOf(h, person), filed: filed.filed! }] },
  };
}
const FOR = /^(?:请|麻烦)?(?:帮|替|给|代)(?:忙|着)?(?:登记|补记|[记写报填登补])(?:一?[条篇个下])?的?$/u;
