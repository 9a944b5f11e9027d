// How item numbers are written, as sources of regular expressions.

// Every list of numbers must read in one way only: two ways for each of a dozen numbers are thousands for the list.

/** All of it or no code: a part left over would read as the end of a range. */
const TAIL = '(?:[-_]\\d{1,6}){0,3}(?![-_]?\\d)';
const YEAR_CODE = '20\\d{2}-\\d{1,4}(?![-\\d月])(?:-\\d{1,4})?';
const BRACKET_CODE = '[\\u4e00-\\u9fff]{1,4}[〔\\[(]20\\d{2}[〕\\])]\\d{1,4}(?:号|(?![号\\d]))';
/** WT-2026-003, ZG2027-05, B12, 2026-12, 镇改(2026)12号; what a word of the ledger stands before. */
export const CODE = `(?:[A-Za-z]{1,8}[-_]?\\d{2,6}${TAIL}|[A-Za-z]{1,8}(?:[-_][A-Za-z]{1,4}[-_]\\d{1,6}|[-_]\\d)${TAIL}|${YEAR_CODE}|${BRACKET_CODE})`;
/** A code that needs no such word: B201 is a room. */
export const PLAIN_CODE = `(?:[A-Za-z]{2,8}(?:[-_][A-Za-z]{1,4})?[-_]?\\d{4,6}${TAIL}|[A-Za-z]{1,8}(?:[-_][A-Za-z]{1,4})?[-_]\\d{1,6}${TAIL}|${YEAR_CODE})`;

/** Behind 12号 these name a place, a paper or a vehicle. */
const PLACE =
  '楼|文|线|会议室|院|厅|车|令|公告|桌|机|地块|仓|井|馆|公路|门|店|库|码头|宿舍|教室|坑|塘|柜|窗口|区';
// Behind a numeral these make it a count, a time or a word: 整改三天, 整改八成, 问题一直.
const NOT_AFTER = `(?!\\d|[\\d.]*\\s?(?:%|个(?!\\s?(?:问题|整改|隐患|事项))|次|天(?![太气冷热下])|月|年(?![底末])|周|日|成|家|处|方面|点|小时|人|名|分|万|元|米|倍|类|季|户|份|盏|根|张|件|批|轮|遍|:\\d(?!\\d{0,2}(?:\\.\\d{1,2})?%)|号(?:${PLACE}|(?:之|以)?[前内])))`;
// 三化建设, 三务公开, 三会一课, 三严三实 are names.
const NOT_AFTER_HAN = `${NOT_AFTER}(?![直些定样般起并旦共下切再律半会旁带向贯致化务资农学抓促帮访]|严三实)`;
const HAN = '[一二三四五六七八九十百零廿卅]{1,5}(?![一二三四五六七八九十百零廿卅])';
/** A number, not a code. */
export const NUMBER = `(?:\\d{1,3}|${HAN})`;
const ONE = `(?:${CODE}|(?!${YEAR_CODE})\\d{1,5}${NOT_AFTER}|${HAN}${NOT_AFTER_HAN})`;
const NEXT = '(?=第?(?:\\d{1,3}|[一二三四五六七八九十百廿卅]{1,5})[号条项])';
/** 第一第二条 */
const NEXT_ORDINAL = '(?=第(?:\\d{1,3}|[一二三四五六七八九十百廿卅]{1,5})[号条项第])';
/** Before these a numeral behind a blank is the next number; 问题二十一 五保户 has one number. */
const NEXT_ENDS = '[号条项、,，/&和及与跟以至到~—;。:)\\s都也全均已就完办改搞-]|$';
/** A blank joins no date and no next point of a list: 整改9 12月5日前, 整改9 12号前, 序号17 2.进展. */
const BLANK = `[ \\t]{1,4}(?![ \\t]|\\d{1,2}(?:[./:-]|月|[号日](?!问题|整改|隐患|事项))|${HAN}(?!${NEXT_ENDS}))`;
// They are the link's, or the beginning of 整改(2026)2号, and never either: two ways for each of a dozen numbers.
const WORD = '(?:第|问题|整改|事项|#)';
const WORDS = `(?:${WORD}{1,3}[ \\t]?(?!${WORD}|[〔\\[(])|(?!${WORD})|(?=${WORD}{1,2}[〔\\[(]))`;
const LINK = `(?:[ \\t]?(?:号|条|项|#))?(?:[ \\t]{0,2}(?:[、,，/&]|和|及|与|跟|以及)[ \\t]{0,2}|${BLANK}|(?<=[号条项])${NEXT}|(?<![号条项])${NEXT_ORDINAL})${WORDS}`;
const RANGE = '[ \\t]?(?:号|条|项)?(?:-|~|至|到|—)(?:第)?[ \\t]?';

/** One number or several: 3、8, 3至5, 十号十一号. */
export const LIST = `${ONE}(?:(?:${LINK}|${RANGE})${ONE}){0,12}`;

export const NOUN =
  '(?:整改事项|整改问题|整改任务|整改|问题|事项|隐患|清单|台账|销号|承诺事项|承诺|任务|交办事项|交办)';

/** Behind a bare ordinal these make it something else: 第一支部, 第三条措施. */
export const NO_ITEM =
  '(?!\\s?(?:议程|议题|路|街|河|船|线|鱼|内容|支部|党支部|小组|党小组|会议|楼|季|党|学习|措施|规定|要求|步|次|期|批|轮|届|名|天|周|月|年|星期|节|章|页|任|书记|组|场|点))';
/** What closes an item, for numbers that nothing else tells from days. */
export const DONE =
  '(?:也|都|均|已经?|全部?|就|刚|那个|今天|昨天|可以|申请|整|\\s)*(?:完成|完了|办结|办完|整改|改完|改好|销号|销了|搞定|弄好|弄完|处理|解决|落实|搞好|到位|验收|[oO][kK]|好了|[dD]one|闭环|过了|成了|收尾|做完|修好|装好)';
/** 9、10 of 9、10两条: more than one number, and then how many. */
export const AFTER_SEVERAL = `[、和及与跟,号]第?${NUMBER}号?`;
