// 固定党日定的哪天, 不是固定20号么怎么排21了, 是20号还是21号, 还是在老地方吗: the day that a branch keeps, and that of what lies ahead.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import { scopeOf } from '../commands/rest.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';

/** In UTF-16 units */
const LONGEST = 50;
const DAY_ASKED =
  '(?:哪一?天|哪个?日子|几号|多少号|(?:什么|啥|多会)(?:时候|时间|日子|天)|几时|何时|礼拜几|星期几|周几)';
const ASKS = new RegExp(
  `${DAY_ASKED}|几点|在哪|怎么|咋|为啥|为什么|为何|[么吗嘛呢吧]\\s*(?:$|[,，。?？])|[?？]|还是`,
  'u',
);
const OF_FIXED = /固定的?(?:主题)?(?:党日|日|时间|日期|日子)|(?:主题)?党日.{0,10}固定/u;
/** 党日改成固定15号吧: to be done */
const TO_SET =
  /(?<!怎么|咋|为啥|为什么|怎么又|咋又)(?:改成|改到|设成|设为|换成|定为|改为)|取消|不要了|设[置定]/u;
const OF_DAY = /(?:主题)?党日/u;
/** 我记得是20号 */
const THOUGHT =
  /(?:记得|不是|以前|向来|一直|往常|平时|原来|说好|按理|本来|固定|每次都?|应该)[^,，。?？]{0,6}\d{1,2}[号日]|\d{1,2}[号日][^,，。?？]{0,4}(?:礼拜天|星期天|星期日|周日|周末|周六|礼拜六|星期六|休息)/u;
const PAST = /上个?月|上[次回周]|昨|前天|[开来到去]了|请假|缺|没来|没到|[开搞办]的|多少人|几个人|谁/u;
const EITHER_DAY = /\d{1,2}[号日]?还是\d{1,2}[号日]/u;
const MEETS = /党日|活动|党课|开会|大会|支委会|小组会|生活会/u;
/** 25号党日几点来着，在大院集合还是办公室 */
const CLOCK_OR_PLACE = /几点|啥时候|什么时候|什么时间|在哪|哪[里儿]|还是(?:在)?[^,，。\d]{2,8}[?？\s]*$/u;
const OLD_PLACE =
  /^(?:那|这次|到时候?|[,，\s])*(?:还|还是|是不是|依旧|照旧)*(?:在)?(?:老地方|原来(?:的)?地方|以前(?:的)?地方|上次(?:那|的)?(?:个)?地方)/u;
const CONTENT = /内容|主题|学(?:啥|什么)|搞(?:啥|什么)|干(?:啥|什么)/u;

/** Undefined where no day that is kept or lies ahead is asked for. */
export function dayAsked(spans: Spans): Filled | undefined {
  const { s, items, people } = spans;
  if (s.length > LONGEST || s.includes('\n') || !ASKS.test(s)) return undefined;
  if (people.length > 0 || items.some((item) => !item.weak) || /整改|问题|台账|党费/u.test(s))
    return undefined;
  if (OLD_PLACE.test(s.trim())) {
    const told = CONTENT.test(s) ? (['place', 'topic'] as const) : (['place'] as const);
    return { intent: 'query', metric: 'activity_list', told: [...told], follows: true };
  }
  if (TO_SET.test(s) || PAST.test(s)) return undefined;
  if (isSettingIt(s)) return undefined;
  if (OF_FIXED.test(s) || (OF_DAY.test(s) && THOUGHT.test(s)))
    return { intent: 'fixed_day_show', ...scopeOf(spans) };
  return aheadAsked(spans);
}

/** 主题党日固定每月25日，可以吗: to be set, and asked only whether that is well */
const isSettingIt = (s: string): boolean =>
  /固定(?:在|为|到)?(?:每月|每个月)/u.test(s) && !/不是|是不是|怎么|咋|为啥|为什么/u.test(s);

function aheadAsked(spans: Spans): Filled | undefined {
  const { s, types, times } = spans;
  const isEither = EITHER_DAY.test(s);
  if (
    !MEETS.test(s) ||
    !(isEither || (CLOCK_OR_PLACE.test(s) && /几点|在哪/u.test(s) && /集合|还是/u.test(s)))
  )
    return undefined;
  // 12月…20号还是21号: of that month
  const [first] = times.map((t) => periodOf(t, spans, true)).filter((p) => p !== undefined);
  const month = first && isEither ? (/月/u.test(s) ? monthOf(first.from) : undefined) : first;
  if (month && month.to < spans.today) return undefined;
  const type = types[0]?.type ?? (OF_DAY.test(s) ? ('theme_day' as const) : undefined);
  return {
    intent: 'query',
    metric: 'upcoming',
    ...scopeOf(spans),
    ...(month && { period: month }),
    ...(type && { activityType: type }),
  };
}

function monthOf(date: DateText) {
  const { from, to } = calendarPeriod('month', date);
  return { from, to };
}
