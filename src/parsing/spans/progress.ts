import type { FigureSpan } from './figure-span.ts';

/** How far before a figure the words that decide about it are looked for. */
const LEAD = 12;
/** 还差三成: what is left, not what is done. */
const LEFT_BEFORE =
  /(?:还[有差剩欠]|剩余|剩下?|余下|(?<![误偏])差|欠)(?:了|下|着|的|大?约|近|将近|不到)*\s?$/;
const LEFT_BEHIND = /^(?:的?(?:工作|任务|工程)?(?:量)?)?(?:没|未|尚未|还没|还未)/;
/** 此前误报54%, 由30%提高到, 原来40%: no longer so. */
const OLD =
  /(?:误报|原报|此前|之前|原来|上[次回周月](?:报|回报|汇报)?|[由从]|不是|并非)(?:的|是|为|了|进度|进展|完成|整改|:|\s)*$/;
/** 提高30%, 到会率83%, 其中道路占30%: shares and rises of something else. */
const OTHER =
  /(?:(?:提高|提升|增长|增加|上升|上涨|下降|降低|涨价?|降价|超支)了?|(?:较|(?<![占成])比)(?:上|之前|以前|去年|年初|原|昨|前|计划|预期)[^,。;\d]{0,6}|(?:到会|出勤|签到|参会|满意|同意|得票|投票|出席|合格|入户|知晓|覆盖)率?(?:达到?|为|是|:)?|其中[^,。;\d]{0,8}|占(?:比(?!例?进度)|总[^,。;\d]{0,4})(?:的|约)?|(?<=[\u4e00-\u9fff])占(?:的|约)?|资金[^,。;\d]{0,4}|预付|首付|定金|付了|拨付了?|利率|折)\s?$/;
/** 力争月底完成80%: what is hoped for. */
const PLANNED =
  /(?:预计|预期|争取|力争|(?<!按)计划|确保|打算|目标|将(?!近)|要(?!求)|能(?!够?已)|可望|有望)[^,。;\n已了]{0,14}$/;
/** 百分之百还谈不上 */
const DENIED = /^(?:还|都|也)?(?:谈不上|没到|不到|没有?到|达不到|没达到|不敢说|有困难)/;
const BELOW = /^(?:还|都|也)?(?:没到|不到|没有?到|达不到|没达到)/;
const BARE_BEFORE =
  /(?:进度|进展|完成率|完成比例|完成百分比|完成比|完成度|完成情况|(?<!已|未)完成到|推进到|整改到|提高到|更新为|→|->)(?:情况|更新)?(?:了|到|至|为|是|:|\s)*$/;
/** Beside a percentage a bare number goes on with it: 上回百分之四十 现在六十五 不对 六十, 62.5%就填62吧. */
const GOES_ON =
  /(?:现在|目前|如今|提高到|到|至|不对|更正|改成|应为|应该是|是|→|->|就?[填记算写])[\s,:]?(?:有|是|了)?$/;
/** 从三十到七十 */
const FROM_TO = /[从由]\s?[\d一二三四五六七八九十]{1,3}[^,。;\d一二三四五六七八九十]{0,3}到了?$/;
/** 上回三十 这回五十五: tens and fives are percent, where it is said what was before or is left. */
const NOW_AT = /(?:这[回次]|现在|目前|如今)(?:是|到|有)?了?\s?$/;
const BARE_AFTER = /^(?:$|[\s,。;!)了~吧]|→|->|左右|上下)/;
/** 进展40% 今天六成 */
const ANEW = /(?:现在?|目前|如今|眼下|今[天日早晚儿]|最新|后来|更正|不对|口误|错了?|实际)[^,。;\d]{0,6}$/;

/** 基本完成, 差不多了: nearly done, and nobody says how nearly. */
const NEARLY =
  /(?:差不多|基本上?|大致|大体上?|大部分|绝大部分|快要?)(?:都|已经?)?(?:整改|办|弄|改|做|搞|修|装)?(?:完成?|结|好|定|落实|到位|解决|了)|(?:完成|[改弄做搞])了?(?:大部分|绝大部分|大体|差不多|[大多少小]半)/;

/** How far an item is said to be; without a value where only a bound is said. */
export interface Progress {
  value?: number;
  at: number;
  vague: boolean;
}

/**
 * How far a rectification has come, in percent: of several figures the last that is said of now. 还差两成 is 80. Counts of
 * things give nothing. Only the first row counts where a table was pasted: `end` is where that row ends.
 */
export function readProgress(
  s: string,
  figures: readonly FigureSpan[],
  end = s.length,
): Progress | undefined {
  let best: Progress | undefined;
  let isNamed = false;
  const hasPercent = figures.some((f) => f.kind === 'percent');
  for (const f of figures) {
    if (f.at >= end) break;
    const lead = s.slice(Math.max(0, f.at - LEAD - 8), f.at);
    const after = s.slice(f.end, f.end + 8);
    if (f.kind === 'percent') {
      if (f.value > 100 || OLD.test(lead) || OTHER.test(lead)) continue;
      if (DENIED.test(after)) {
        // 五成不到 alone is a bound; beside another figure it is what is denied.
        if (BELOW.test(after)) best ??= { at: f.at, vague: true };
        continue;
      }
      // 进展60% 已清理一半: what is named the progress outlives what is said of a part.
      const named = BARE_BEFORE.test(lead);
      if (isNamed && !named && !GOES_ON.test(lead) && !ANEW.test(lead)) continue;
      isNamed ||= named;
      const left = LEFT_BEFORE.test(lead) || LEFT_BEHIND.test(after);
      if (!left && PLANNED.test(lead)) continue;
      best = f.vague
        ? { at: f.at, vague: true }
        : { value: left ? 100 - f.value : f.value, at: f.at, vague: false };
    } else if (f.kind === 'ratio') {
      // 完成2/3 beside 整改; 12/12 without such a word is attendance.
      if (f.left > f.right || f.right > 10 || !/(?:完成|整改|进度|进展|干)(?:了|到|:|\s)*$/.test(lead))
        continue;
      best = { value: Math.round((100 * f.left) / f.right), at: f.at, vague: false };
    } else if (f.kind === 'count' && f.unit === 'none' && f.value <= 100) {
      if (!BARE_AFTER.test(after) || OLD.test(lead)) continue;
      const isSaid =
        BARE_BEFORE.test(lead) ||
        FROM_TO.test(lead) ||
        (f.value >= 10 && f.value % 5 === 0 && NOW_AT.test(lead)) ||
        ((best !== undefined || hasPercent) && GOES_ON.test(lead)) ||
        arrow(s, f);
      if (isSaid) best = f.vague ? { at: f.at, vague: true } : { value: f.value, at: f.at, vague: false };
    }
  }
  if (best !== undefined) return best;
  const nearly = NEARLY.exec(s);
  return nearly === null || nearly.index >= end ? undefined : { at: nearly.index, vague: true };
}

/** 50→65 */
const arrow = (s: string, f: FigureSpan) =>
  /\d\s?[%％]?\s?(?:→|->|=>)\s?$/.test(s.slice(Math.max(0, f.at - 6), f.at));
