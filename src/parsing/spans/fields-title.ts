import type { Piece } from './fields-text.ts';
import type { FieldSpan } from './form.ts';
import type { Span } from './span.ts';

const MAX_TITLE = 30;
/** 各位党员: speaks to people. */
const ADDRESS = /^\s*(?:各位|大家|全体|尊敬|各党|各支|请(?!\s{0,4}假))/;
const BRACKETED = /^\s*(?:【[^】\n]{1,40}】|\[[^\]\n]{2,40}\])/;
/** A heading on the line of the first field. */
const LEADING =
  /^\s*(?:会议|活动|党课|请假|补签|整改|延期|销号)?(?:上报|记录|通知|请假条|请假单|申请表?|登记表?|报告|情况)(?=[ ,:]\s*\S)/;
/** A label alone at the top is a heading: 会议记录 above 时间：…. */
const ALSO_LABEL =
  /^\s*[【#*]*\s?[\u4e00-\u9fff]{0,8}(?:记录|进展|登记|通知|申请|报告|情况|名单|条|单|表)\s?[】*]*\s?:?\s*$/;

/** The heading above the fields of a form, brackets included. */
export function titleOf(s: string, lines: readonly Piece[], fields: readonly FieldSpan[]): Span | undefined {
  const line = lines.find((l) => l.text.trim() !== '');
  if (!line) return undefined;
  const first = fields[0];
  const inLine = first !== undefined && first.at < line.end;
  const next = lines[lines.indexOf(line) + 1]?.text ?? '';
  // 【一组】张三 above 【二组】李四 decorates a name.
  const bracketed = BRACKETED.test(next) && first === undefined ? null : BRACKETED.exec(line.text);
  if (
    bracketed &&
    !(
      inLine &&
      first.at - line.at < bracketed[0].length &&
      first.value !== '' &&
      first.end <= line.end &&
      !ALSO_LABEL.test(bracketed[0])
    )
  )
    return trim(s, line.at, line.at + bracketed[0].length);
  if (!first) return undefined;
  if (
    ALSO_LABEL.test(line.text) &&
    lines.length > 1 &&
    (!inLine || first.valueAt > line.end || first.value === '')
  )
    return trim(s, line.at, line.end);
  if (inLine) {
    const lead = LEADING.exec(line.text);
    return lead && first.at >= line.at + lead[0].length
      ? trim(s, line.at, line.at + lead[0].length)
      : undefined;
  }
  return line.text.trim().length <= MAX_TITLE && !ADDRESS.test(line.text) && !/[。,;\t|□☑■√]/.test(line.text)
    ? trim(s, line.at, line.end)
    : undefined;
}

function trim(s: string, from: number, to: number): Span {
  const text = s.slice(from, to);
  const at = from + text.length - text.trimStart().length;
  return { at, end: at + text.trim().length };
}
