import { COMPOUND_SURNAMES, NOT_NAME_STARTS, SURNAMES } from '../lexicon/surnames.ts';
import { labelsAt } from './fields-labels.ts';

const surnames = new Set(SURNAMES);
const compound = new Set(COMPOUND_SURNAMES);
const notNames = new Set(NOT_NAME_STARTS);

const BULLET = /^[ \t]*([-*·•●○◆◇■▪▫➤►▶>→★☆√×✓☑□~—+])\1?[ \t]{0,2}(?=[^\s\d\-*—:])/;
const EXAMPLE = /^\s*(?:例(?:如|子)?|示例|样例|范例|格式|举例|比如|如|eg|e\.g\.)[\s\d.:、(]/i;
const HEADING = /[:]\s*$|接龙|名单|以下|人员|如下|签到表|下列/;
const LINE_NAME = /^[\u4e00-\u9fff]{1,2}[ ]?[\u4e00-\u9fff·]{1,8}(?=$|[\s(\-—,+√×:~/])/;
const STATUS =
  /^(?:已?到|请假|病假|事假|出差|缺席|已签|签到|参加|收到|不来|线上|线下|同意|谢谢|特此|以上|妥否|请|收到|大家|各位|会议|时间|地点)/;

export interface Bullet {
  sign: string;
  /** with the blanks around it */
  length: number;
}

/** The sign before an entry; undefined when none stands there. */
export function bulletOf(line: string): Bullet | undefined {
  const m = BULLET.exec(line);
  if (!m || /^\s*\*\*/.test(line)) return undefined;
  return { sign: m[1]!, length: m[0].length };
}

/** 例 张三 到: shows how to write and names nobody. */
export const isExample = (line: string): boolean => EXAMPLE.test(line);

/** Says that a list follows. */
export const isHeading = (line: string): boolean =>
  HEADING.test(line.slice(-24)) || /接龙/.test(line.slice(0, 60));

/** A short line that begins as a name does and says hardly more. */
export function isNameLine(line: string): boolean {
  if (line.length > 60) return false;
  const text = line.trim().replace(/^(?:【[^】]{1,10}】|[A-Za-z]\s?)/, '');
  if (text.length < 2 || text.length > 24 || STATUS.test(text) || text.includes('\t')) return false;
  if (labelsAt(text, 0).some((label) => /^\s?[:|]/.test(text.slice(label.end)))) return false;
  const two = text.slice(0, 2);
  if (notNames.has(two) || !LINE_NAME.test(text)) return false;
  return surnames.has(text[0]!) || compound.has(two);
}

/** A short line without a stop or a label, which may be a name that is not known as one. */
export function isShortLine(line: string): boolean {
  if (line.length > 60) return false;
  const text = line.trim();
  if (text.length < 2 || text.length > 24 || STATUS.test(text) || /[。?!;\t|]/.test(text)) return false;
  return !labelsAt(text, 0).some((label) => /^\s?(?:[:|]|$)/.test(text.slice(label.end))) && !/:$/.test(text);
}
