// 7号那个还要不要管, 6号啥时候销的号, 9号申请延到哪天: a number that might be a day is one of the ledger, where that is asked of it.
import type { Intent, Understanding } from '../../../domain/intent.ts';
import { isQuestion } from '../../../parsing/asks.ts';
import { readNumber } from '../../../parsing/numerals.ts';
import { itemNamed } from '../../../reports/items.ts';
import type { Turn } from '../../turn.ts';
import { maySee } from './find.ts';

/** UTF-16 units */
const LONGEST = 50;
const NUMBERED =
  /[#＃](?<hash>\d{1,3})|(?<![\d月日.\-/:：第一二三四五六七八九十])(?<no>\d{1,3}|[一二三四五六七八九十]{1,3})号(?!楼|文|令|院|机|上午|下午|晚|早|之?前|以?后)(?<pointed>的?[那这]?[个条项件桩](?!月|人|支部|小组)|的?(?:整改|问题))?/u;
/** Said of what is to be put right, and of no day. */
const OF_ITEM =
  /销|整改|延期|延到|退|打回|驳回|批|进展|进度|措施|责任人|负责|期限|时限|逾期|超期|按期|长期|复查|到哪一?步|[弄办改整]/u;
const OF_MEETING = /会|党日|党课|活动|签到|请假|学习|到场|[月年]|星期|礼拜|周/u;

/** Undefined where a day may be meant, or the sender sees no item of that number. */
export async function itemByNumber(turn: Turn, said: Understanding): Promise<Intent | undefined> {
  const { text } = turn;
  if (text.length > LONGEST || text.includes('\n') || said.answer !== undefined || !mayBeOfItem(said))
    return undefined;
  const found = NUMBERED.exec(text);
  const { hash, pointed, no = hash } = found?.groups ?? {};
  if (!found || no === undefined || OF_MEETING.test(text) || !isQuestion(text)) return undefined;
  const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length);
  if (pointed === undefined && !OF_ITEM.test(rest)) return undefined;
  const item = await itemNamed(turn.tx, String(readNumber(no)));
  return item && maySee(turn, item)
    ? { intent: 'query', metric: 'rectify_item', itemNo: String(item.no) }
    : undefined;
}

/** Not understood, or of what happened to the ledger on one day. */
const mayBeOfItem = ({ certainty, intent }: Understanding): boolean =>
  intent.intent === 'none' ||
  (certainty === 'unsure' && (intent.intent !== 'query' || isOfDay(intent))) ||
  (intent.intent === 'query' && isOfDay(intent));

const isOfDay = (intent: Extract<Intent, { intent: 'query' }>): boolean =>
  intent.metric.startsWith('rectify') &&
  intent.itemNo === undefined &&
  (intent.period === undefined || intent.period.from === intent.period.to);
