// What must not leave the house whoever it belongs to: phone numbers, identity numbers, accounts, addresses of mail, web
// and post. Found by their shape; where in doubt it is cut.
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { matches } from '../../parsing/matches.ts';
import { mask } from '../../parsing/message.ts';
import type { Span } from '../../parsing/spans/span.ts';

/** Six digits and more, however they are grouped: a date that our reader knows is masked before. */
const DIGITS = /\+?\d(?:[ \-—.~]?\d){5,40}[Xx]?/g;
/** 一三八零零一三八零零零 */
const HAN_DIGITS =
  /[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两](?:[ -]?[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两]){6,40}/g;
const WEB = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]{1,300}/gi;
/** A run of letters, digits and what accounts and mail addresses are joined by. */
const LATIN = /[A-Za-z0-9][A-Za-z0-9_.@+-]{1,80}/g;
/** 幸福路12号3栋2单元502, 王家村12号: what stands before the number, too. */
const NUMERAL = '(?:\\d{1,5}|[一二三四五六七八九十百]{1,5})';
const POST = new RegExp(
  `[\\u4e00-\\u9fff]{0,10}(?:路|街|巷|弄|胡同|大道|小区|花园|家园|新村|公寓|大厦|村|社区)[东南西北中]?(?:段)?\\s?${NUMERAL}(?:号楼|号院|号|弄|栋|幢|单元|室|组|座)(?:${NUMERAL}(?:号楼|号|弄|栋|幢|单元|室|座|楼|层)?){0,4}`,
  'g',
);
const MENTION = /@[^\s@,。;:!?]{1,30}/g;

/** Letters that say something and nobody's account: OK, PPT. */
const SHORT_WORD = /^[A-Za-z]{1,4}$/;
const SHORT_NUMBER = /^\d{1,5}(?:[.-]\d{1,4}){0,2}$/;

/**
 * Stretches to be cut out of the cleaned text.
 * @param times what our reader knows to be times: their digits stay
 */
export function privateWords(s: string, times: readonly Span[], org: Organisation): Span[] {
  const open = mask(s, times);
  const spans = [DIGITS, HAN_DIGITS].flatMap((pattern) => matches(pattern, open).map(spanOf));
  spans.push(...[WEB, POST, MENTION].flatMap((pattern) => matches(pattern, s).map(spanOf)));
  for (const m of matches(LATIN, open)) if (isAccount(m[0], org)) spans.push(spanOf(m));
  return spans;
}

const spanOf = (m: RegExpExecArray): Span => ({ at: m.index, end: m.index + m[0].length });

function isAccount(word: string, org: Organisation): boolean {
  if (org.person(word)) return true;
  return !SHORT_WORD.test(word) && !SHORT_NUMBER.test(word);
}
