// What stands right behind a number: the measure word that says what is counted, or a word that makes it no count.

/** Behind 个 these are no people. */
const THING =
  '(?:半|多)?(?:小时|钟头|月|星期|礼拜|季度|工作日|点|学时|学分|课时|问题|议题|议程|事项|方面|环节|步骤|支部(?![书委党])|党支部(?![书委党])|小组(?!长)|党小组(?!长)|村(?![民干支])|社区|单位|部门|项目|文件|材料|通知|提案|决议|方案|建议|意见|字|会(?!的)|活动|党课|内容|重点|专题|目标|指标|整改|隐患|点位|网格|片区|队|班|组(?![员长])|家庭|视频|版块|部分|阶段|样|百分|亿|万|必须|坚持|确立|维护|自信|意识|以上率)';
const MEASURE = new RegExp(
  [
    // Times, ages, floors and streets: no figures at all.
    '(?<no>个?半?(?:小时|钟头|月|星期|礼拜|季度|工作日)|年(?![轻老长纪龄])|月|日|号(?!人)|点(?!名)|时(?![候任])|分钟|分(?=[,。\\s]|$|到|至|开)|秒|周(?![\\u4e00-\\u9fff]{1,2}(?:请假|缺席|没|未|外|住|生病|病假|主持|出差))|天|岁|刻|楼|层|室|栋|幢|单元|路|线(?![上下])|届|中全会|[A-Za-z]|[-:.]\\d|/\\d)',
    `(?<things>人次|个(?=${THING})|票|份|次(?!日)|户(?!外)|条(?!汉子|好汉|硬汉)|项|件|张(?![\\u4e00-\\u9fff])|元(?!旦)|万|亿|块|斤|公斤|吨|公里|米|亩|度(?!假)|台(?!账)|辆|套|本(?![次周月支人应来])|册|篇|首(?!先)|场|批(?!准)|家(?![里中属])|所(?![有以])|处|期(?!间)|组(?![长织])|队(?!长)|面(?![对向])|盏|根|棵|只(?![有来到剩差缺])|头|袋|箱|桶|盒|瓶|座|间|类|种|步|遍|轮|章|页|字|分(?!别)|倍|平方|平米|节|幅|支(?![部委书])|艘|架|滴|会(?=一课))`,
    '(?<people>条(?:汉子|好汉|硬汉)|个人|号人|口人|口子|人|名(?!单|册|字|称)|位(?!置|于)|个)',
    '(?<noun>(?=(?:正式)?(?:党员|同志|委员|支委|干部|代表)))',
  ].join('|'),
  'y',
);
/** 三十来个, 二十多人, 十几位. */
const MORE = /(?:好几|多(?!次)|余|来|几)(?=[个人名位户份次口\s,。]|$)|(?:好几|多|余)(?=[吧啊呢])/y;
const ABOUT = /(?:党员|同志)?(?:左右|上下|以上|以内|以下|不到|出头|开外)/y;
/** 一个 is a count where nothing counted follows: 就缺一个, 请假一个孙八. */
const ARTICLE =
  /(?=[\u4e00-\u9fff])(?!人|党员|同志|委员|没|缺|请假|因|病|事|有事|出|外|在|未|不|来|到|去|都|是)/y;

interface Measure {
  unit: 'people' | 'things' | 'none';
  vague: boolean;
  end: number;
  /** 一个 with something behind it that is no person */
  article: boolean;
}

const look = (pattern: RegExp, s: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(s);
};

/** Measure word behind a number that ends at `end`; undefined when the number counts nothing. `fused`: 俩 and 仨 hold theirs; `limit`: where something already read begins (实到23 before 周大勇). */
export function measureAfter(s: string, end: number, fused: boolean, limit: number): Measure | undefined {
  let at = end;
  const more = look(MORE, s, at);
  if (more) at += more[0].length;
  // Blanks of a form: 应到 3 人, 应到_3_人.
  const gap = /[\s_]/.test(s[at] ?? '') ? /^[ \t_]{1,6}(?=[人名位])/.exec(s.slice(at, at + 8)) : null;
  if (gap) at += gap[0].length;
  const word = look(MEASURE, s, at);
  const m = word !== null && at + word[0].length > limit ? null : word;
  const g = m?.groups;
  if (g?.no !== undefined) return undefined;
  const unit = fused ? 'people' : g === undefined ? 'none' : g.things !== undefined ? 'things' : 'people';
  if (fused && g?.things !== undefined) return undefined;
  at += m?.[0].length ?? 0;
  const about = look(ABOUT, s, at);
  const article = g?.people === '个' && look(ARTICLE, s, at) !== null;
  if (more && m === null) return { unit, vague: true, end: at, article };
  return { unit, vague: more !== null || about !== null, end: at + (about?.[0].length ?? 0), article };
}

const EDGE_AFTER = /^(?:[\s,。;、()_!?|~…】]|$|应|实|到|来|去|缺|差|请假|没来|没到|未到|主持|记录|整(?!改))/;
const SAID_BEFORE =
  /(?:[到与参]会|者|参加|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]、|应到?会?|(?<![落现真充切确老务诚扎踏])实到?会?|到|来|去|了|缺|差|共|计|是|为|有|均|各|都|假|席|勤|数|员|刷脸|[人名]\)|满员|:|\||_|\(|\s)$/;
const WORD_AFTER = /^(?:[分足佳姓日载年堰月]|而(?!是)|不惑|多?[万亿])/;

/** Whether a single Han numeral stands behind a character that makes it part of a name. */
export const isLone = (s: string, at: number, run: string): boolean =>
  /^[一二三四五六七八九十伍陆]$/.test(run) &&
  /[\u4e00-\u9fff]/.test(s[at - 1] ?? '') &&
  !SAID_BEFORE.test(s.slice(Math.max(0, at - 4), at));

/** Whether a number without measure word is one: single Han numerals are parts of words and of names as a rule. */
export function standsAlone(s: string, at: number, end: number, run: string): boolean {
  const after = s.slice(end, end + 3);
  if (/^\d/.test(run)) return !/^(?:[A-Za-z]|[-:.]\d|→\d)/.test(after) || /^→/.test(after);
  if (WORD_AFTER.test(after)) return false;
  if (run.length > 1 || run === '廿' || run === '卅') return run.length < 8;
  return EDGE_AFTER.test(after) && SAID_BEFORE.test(s.slice(Math.max(0, at - 4), at));
}
