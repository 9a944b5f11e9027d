// 上个月会议几次 整改几个 服务几小时: hours beside figures of meetings and items, each told by itself.
import { filingKindsInUse } from '../../../domain/filing/kinds.ts';
import type { Understanding } from '../../../domain/intent.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Reply } from '../../../ports/channels.ts';
import { together } from '../../act.ts';
import { meaning, type Turn } from '../../turn.ts';
import { query } from '../figures/more.ts';
import { askReports } from './ask.ts';

const LONGEST = 60;
const CLAUSES = /[\s,，。;；、]+/u;
/** 服务了几小时, 志愿服务时长多少 */
const HOURS =
  /^(?:以?及|还有|和|另外)?(?:党员|我们?|支部)*(?:志愿)?服务(?:活动)?(?:了|的)*(?:总?时[长间])?(?:是|有|一共|合计)*(?:(?:几|多少)个?(?:小时|钟头)|时[长间]|多少|几次)[了呢]*[?？]?$/u;
const OF_MEETINGS = /会|活动|党课|到[会席]|整改|[销消]号|台账/u;

export async function hoursBeside(turn: Turn, said: Understanding): Promise<Reply | undefined> {
  if (said.answer !== undefined || turn.text.length > LONGEST || turn.text.includes('\n')) return undefined;
  const clauses = turn.text.trim().split(CLAUSES);
  const hours = clauses.filter((clause) => HOURS.test(clause));
  const rest = clauses.filter((clause) => !hours.includes(clause)).join('，');
  if (hours.length !== 1 || !OF_MEETINGS.test(rest)) return undefined;
  const kind = filingKindsInUse().find(({ name, words, shared, everyday = [] }) =>
    [name, ...words, ...shared, ...everyday].includes('志愿服务'),
  );
  const { intent } = understand(rest, turn.now, turn.reading);
  if (!kind || intent.intent !== 'query') return undefined;
  const { period, scope } = intent;
  const asked = {
    intent: 'filing_ask' as const,
    filing: kind.key,
    ...(period && { period }),
    ...(scope !== undefined && { scope }),
  };
  const replies = [
    await query.perform({ ...meaning<'query'>(turn, intent), text: rest }),
    await askReports.perform({ ...meaning<'filing_ask'>(turn, asked), text: hours[0]! }),
  ];
  return together(replies.filter((reply) => reply !== null));
}
