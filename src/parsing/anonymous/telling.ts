// What is left of a message when its names are replaced: might any of it still tell whom or where it is about?
import { createCalendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/time.ts';
import { NOTHING_KNOWN } from '../knowledge.ts';
import { mask } from '../message.ts';
import { normalise } from '../normalise.ts';
import { isClearSurname } from '../spans/people-given.ts';
import { isHan } from '../spans/people-text.ts';
import { isWord } from '../spans/people-words.ts';
import { readSpans } from '../spans/spans.ts';

const PUBLISHED = createCalendar();

/** 河湾村, 城关镇; 全村 and 驻村 are nowhere. */
const PLACE =
  /[\u4e00-\u9fff](?:村(?!委|部|里|上|民|务|口|组)|镇(?!里|上)|乡(?!下|镇|里)|县(?!里|城|上)|市(?!里|区|场)|省|街道|社区|小区|公司|集团|大学|中学|小学|医院|农场|林场|大道|路(?!上|灯|面|况|程|口)|巷|寨|屯|庄)/g;
const GENERAL =
  /[全本我各该这那每进下驻到回在去农乡城大小一二三四五六七八九十几两新老山隔邻外出入离住走赶修铺堵公马道上网铁过半同哪个某]$/;
/** Names written otherwise, accounts, codes. */
const LATIN = /[A-Za-z][A-Za-z\d_.-]+/g;
const USUAL_LATIN = new Set(['ok', 'okk', 'ppt', 'app', 'pdf', 'word', 'excel', 'wifi', 'vx', 'ip', 'no']);
const NUMBER = /\d{5,}/;
const MENTION = /@/;
/** 老张, 小李, 张哥, 王书记: known to those who know them. */
const ADDRESS =
  /[\u4e00-\u9fff](?:哥|姐|叔|婶|嫂|爷|姨|伯|总|工|局|老师|书记|主任|支书|镇长|村长|队长|组长|医生|同志)/g;
const OFFICE_ALONE =
  /^(?:[^\u4e00-\u9fff]|[一二两第副各个位的是请向给由和跟与我们你他她书主支老小大党组织宣传纪检总任务村镇乡县市工职员全])/;

/** @param madeUp names that stand for others already */
export function mayTell(text: string, madeUp: ReadonlySet<string>, at: Instant): boolean {
  const m = normalise(text);
  const open = [...madeUp]
    .filter((name) => name !== '')
    .reduce((s, name) => s.replaceAll(name, '\ue001'.repeat(name.length)), m.s);
  const spans = readSpans({ raw: open, s: open }, at, PUBLISHED, NOTHING_KNOWN);
  if (spans.people.length > 0 || spans.units.length > 0) return true;
  const rest = mask(open, [...spans.times, ...spans.types]);
  if (MENTION.test(rest) || NUMBER.test(rest)) return true;
  if ((rest.match(LATIN) ?? []).some((word) => !USUAL_LATIN.has(word.toLowerCase()))) return true;
  for (const found of rest.matchAll(PLACE)) if (!GENERAL.test(found[0][0]!)) return true;
  for (const found of rest.matchAll(ADDRESS)) if (!OFFICE_ALONE.test(found[0])) return true;
  return holdsSurname(rest);
}

/** A character that is hardly ever anything but a surname, where it begins no word and ends none. */
function holdsSurname(s: string): boolean {
  for (let i = 0; i + 1 < s.length; i++) {
    const [before, here, next] = [s.charCodeAt(i - 1), s.charCodeAt(i), s.charCodeAt(i + 1)];
    if (isClearSurname(here) && isHan(next) && !isWord(here, next) && !isWord(before, here)) return true;
  }
  return false;
}
