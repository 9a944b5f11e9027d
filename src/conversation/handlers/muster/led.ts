// What whoever leads a call says of it without its name: how far it is, another place, more time, more people.
import { HOUR_MS, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { IntentOf, Understanding } from '../../../domain/intent.ts';
import type { Muster } from '../../../domain/muster/muster.ts';
import { isMusterAgain } from '../../../parsing/commands/muster-change.ts';
import { readNumber } from '../../../parsing/numerals.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Turn } from '../../turn.ts';

type Led = IntentOf<'muster_roll' | 'muster_change' | 'muster_call'>;

/** 还有谁没到, 谁没回: asked by whoever called them. */
const WHO =
  /^(?:看看?|现在|目前)?(?:还有|还差)?(?:谁|哪些人|哪几个|哪个)(?:人)?(?:还)?(?:没有?|未)(?:到|来|回|回复|回音|回话|回信|收到|回应|响应)(?:呢|啊|了|的)?[?？。]*$|^(?:现在|目前)?(?:人|大家|都)?(?:都)?(?:来|到)齐了?(?:没有?|吗|么|没)[?？。]*$|^(?:现在|目前)?(?:一共|总共)?(?:来|到|到岗)了?(?:多少|几)个?人?(?:了)?[?？。]*$|^(?:现在|目前)?(?:有)?(?:多少|几)个?人(?:已经?)?(?:来|到|到岗|回|回复)了?[?？。]*$|^(?:还?没有?|未)(?:到|来|回)的(?:人)?(?:都)?(?:是|有)?(?:谁|哪些人?|哪几个)(?:呢|啊)?[?？。]*$|^(?!.*(?:会|课|党日|签到|整改))[^,，。]{2,8}?(?:现在|目前|已经|一共)*(?:来|到|到岗)了(?:多少|几)个?人?(?:了)?[?？。]*$/u;

const OF_DRILL =
  /^(?:这次|本次|刚才的?)*演[练习](?:的)?(?:情况|进展|进度)?(?:怎么样|怎样|如何|情况)?(?:了|呢)?[?？。]*$/u;
const OF_ELSE = /会|课|党日|签到|请假|学习|参观|明天|后天|下周|周[一二三四五六日]|[?？]|吗$/u;
const MOVED = /^(?:都|大家|全部|现在|人)*(?:改|换|转)(?:到|去|至|在)/u;
const MORE =
  /^(?<before>.{0,24}?)[,，\s]*(?:再|多)(?:给|加|宽限|等)(?:大家|他们)?(?<count>\d{1,3}|[一二三四五六七八九十半两]{1,3})(?<unit>分钟|个?小时)(?:时间)?(?:吧)?$/u;
const ADDED =
  /^(?:再|还|把|也|请)*(?:叫上|加上|喊上|带上)(?<who>[^,，。\d]{2,16}?)(?:的人|也来|也叫上)?(?:吧)?(?<rest>[,，].{2,24})?$/u;
const ADDED_TOO =
  /^(?:再|还|把|请)*(?<who>[^,，。\d]{2,14}?)的?人?也(?:都)?(?:叫上|加上|喊上|叫来|喊来|叫过来)(?:吧)?(?<rest>[,，].{2,24})?$/u;

/** @param led the open ones that the sender has called, newest first */
export function ledMeant(turn: Turn, said: Understanding, led: readonly Muster[]): Led | undefined {
  const [muster] = led;
  if (!muster) return undefined;
  const text = turn.text.trim();
  if (WHO.test(text)) return { intent: 'muster_roll' };
  if (isMusterAgain(text)) return { intent: 'muster_change', what: 'again' };
  if (led.some(({ isDrill }) => isDrill) && OF_DRILL.test(text)) return { intent: 'muster_roll' };
  // Long after its hour these words are of something else.
  if (turn.now > muster.arriveBy + HOUR_MS || OF_ELSE.test(text)) return undefined;
  return moved(turn, muster, text) ?? added(turn, muster, text, said);
}

/** 改到西河堤, 再给10分钟: so much later than its hour. */
function moved(turn: Turn, muster: Muster, text: string): Led | undefined {
  const more = MORE.exec(text)?.groups;
  const place = more ? more.before! : text;
  const other = MOVED.test(place) ? understand(`集结${place}`, turn.now, turn.reading).intent : undefined;
  const isMoved = other?.intent === 'muster_change';
  if (!more) return isMoved ? other : undefined;
  if (place !== '' && !isMoved) return undefined;
  const count = more.count === '半' ? 0.5 : (readNumber(more.count!) ?? Number(more.count));
  const minutes = Math.round(count * (more.unit === '分钟' ? 1 : 60));
  const left = Math.max(0, Math.ceil((muster.arriveBy - turn.now) / MINUTE_MS));
  if (!Number.isFinite(minutes) || minutes <= 0) return undefined;
  return { intent: 'muster_change', what: 'move', ...(isMoved && other), minutes: left + minutes };
}

const GUESSED: ReadonlySet<string> = new Set(['none', 'checkin', 'leave', 'ack']);

/** 叫上三支部: one more call, to the same place, which is read back as every call in other words is. */
function added(
  turn: Turn,
  { place, isDrill, arriveBy }: Muster,
  text: string,
  said: Understanding,
): Led | undefined {
  const { who, rest } = (ADDED.exec(text) ?? ADDED_TOO.exec(text))?.groups ?? {};
  const isOwn = said.certainty === 'clear' && !GUESSED.has(said.intent.intent);
  if (who === undefined || isOwn) return undefined;
  const where = rest === undefined ? (place === null ? '' : ` 到${place}`) : ` ${rest.slice(1)}`;
  const { intent } = understand(`集结 ${who}${where}`, turn.now, turn.reading);
  if (intent.intent !== 'muster_call') return undefined;
  const minutes = Math.ceil((arriveBy - turn.now) / MINUTE_MS);
  const isTimed = intent.minutes !== undefined || intent.dueAt !== undefined;
  return {
    ...intent,
    ...(!isTimed && minutes > 0 && { minutes }),
    ...(isDrill && { drill: true }),
    spoken: true,
  };
}
