// What a message of a few characters must hold for a meaning to be offered: 月度 is no 收到, whatever is likelier than all else.
import type { Metric } from '../domain/figures/metrics.ts';
import type { Filled } from '../domain/intent.ts';

/** In UTF-16 units; a longer one gives more to go by. */
const FEW = 8;

/** Signs by which people check in, answer, finish or stay away, in any of their spellings. */
const SIGNS: Partial<Readonly<Record<Filled['intent'], RegExp>>> = {
  ack: /收|受|令|阅|读|知|悉|明白|了解|好|行|可以|没问题|ok|嗯|是|照办|遵|同意|参加|一定|看|懂|晓|记|没意见|到位|清楚|妥|中|成|准时|👌|1/iu,
  checkin: /到|签|来|在|打|报|齐|上线|进|1|\+|✓|✔|√|坐|抵|赶/u,
  rectify_done: /完|好|毕|销|整改|办|解决|到位|落实|修|改|结|已|清|搞|ok|弄|了|号|\d/iu,
  leave: /假|不|没|有事|去|来|请|病|医|出差|缺|忙|走/u,
};

/** Words without one of which a figure is not asked for, however long the message: 一共多少党员 is no rate of closing. */
const ASKED_BY: Partial<Readonly<Record<Metric, RegExp>>> = {
  attendance_rate: /率|到|来|签|参|出勤|出席|齐|百分|[%％]|成|比例|情况|怎么样|咋样|如何|考勤/u,
  absentees: /没|未|缺|不|谁|签|到|来|参|齐|漏|少|差|人|名单|情况|哪[位个]|考勤/u,
  leave_list: /假|不|没|谁|缺|参加|到|来/u,
  late_list: /迟|晚/u,
  headcount_total: /人|次|来|到|参/u,
  activity_count: /次|场|回|几|多少|开|办|搞|上|讲|会|活动|数/u,
  activity_gap: /没|未|差|缺|欠|齐|全|够|还|漏|完成|少|剩|落下|补/u,
  activity_list: /会|活动|记录|开|搞|上|讲|学|台账|纪要|情况|明细/u,
  upcoming: /会|活动|安排|计划|下|几点|[时哪]|近|要|明|后|今|周|日|通知|啥/u,
  rectify_open: /整改|问题|销|办|完|改|项|条|任务|剩|没|未|清单|台账|事|承诺|落实/u,
  rectify_overdue: /逾|超|期|拖|时限|红|过时|没完/u,
  rectify_due_soon: /期|快|要|截止|还有|马上/u,
  rectify_rate: /整改|销|改|问题|办|完成|承诺|任务|评诺|率|落实/u,
  my_attendance: /[我俺](?!们)|本人|自己|个人|咱(?!们)/u,
  report_missing: /报|记录|交/u,
  ack_missing: /回|复|收到|没|确认|反馈|看/u,
};

/** False where nothing in the words asks for that figure; a kind of meeting and a name stand for a word of it. */
function isAskedFor(s: string, { metric, activityType, names }: Filled): boolean {
  const words = metric && ASKED_BY[metric];
  if (words === undefined || words.test(s)) return true;
  return names !== undefined
    ? metric === 'my_attendance'
    : activityType !== undefined && OF_MEETINGS.has(metric!);
}

const OF_MEETINGS: ReadonlySet<Metric> = new Set<Metric>([
  'activity_count',
  'activity_gap',
  'activity_list',
  'upcoming',
]);

/** False for a few characters that hold no sign of the intent, and for a question that no word of it asks. */
export const hasSign = (s: string, filled: Filled): boolean =>
  filled.intent === 'query'
    ? isAskedFor(s, filled)
    : s.length > FEW || filled.names !== undefined || (SIGNS[filled.intent]?.test(s) ?? true);
