// 请第二党支部下周三来看路灯: another unit is asked to come, by other words than 约请. It is always read back first.
import type { Understanding } from '../../../domain/intent.ts';
import { kindsInUse } from '../../../domain/ledger/kinds.ts';
import { resolveUnit } from '../../../parsing/resolve.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Reply } from '../../../ports/channels.ts';
import { offerDone } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';

const LONGEST = 60;
const ASKED =
  /^(?:我们?|咱们?)?(?:支部|村里?)?(?:想|要|打算|能不能|可不可以|可以|麻烦)*(?:邀请|请|让|叫|喊|麻烦)(?:一下)?(?<unit>[^\s,，]{1,20}?(?:支部|总支|党委|党组|中心|站|所|局|办))(?:里)?(?:的)?(?:同志们?|人|派人|党员)?(?:们)?[\s,，]*(?<rest>.{2,40}?)[。!！]*$/u;
/** They are to come and do something here; whoever is told to hand in or to sign in is asked otherwise. */
const COME = /来(?!开会|签到|参加)|过来|到我们|到村|帮(?:我们|忙|着)|派人|协助|支援/u;
const OF_ELSE =
  /[?？]|吗$|签到|请假|开会|会议|党课|党日|学习|上报|报送|交|材料|集结|马上|立即|分钟内|小时内|没来|不用|不要|取消/u;

/** Undefined where nobody of another unit is asked to come, or the sender may not ask for it. */
export async function engageAsked(turn: Turn, said: Understanding): Promise<Reply | undefined> {
  const text = turn.text.normalize('NFKC').trim();
  if (said.answer !== undefined || text.length > LONGEST || OF_ELSE.test(text)) return undefined;
  const { unit: written, rest } = ASKED.exec(text)?.groups ?? {};
  if (written === undefined || rest === undefined || !COME.test(rest)) return undefined;
  const kind = kindsInUse().find(({ toUnit, byAsker, stopped }) => toUnit && byAsker && !stopped);
  const home = homeUnit(turn);
  const found = resolveUnit(written, turn.org, home?.id);
  if (!kind || !home || found.kind !== 'one') return undefined;
  if (turn.org.isWithin(found.unit.id, home.id) || !mayDo(turn, 'open_item', { unitId: home.id }))
    return undefined;
  const whole = `${kind.prefix} ${found.unit.name} ${rest.replace(/[。!！]+$/u, '')}`;
  const { intent } = understand(whole, turn.now, turn.reading);
  const draft = intent.intent === 'rectify_create' ? intent.items?.[0] : undefined;
  if (!draft?.problem) return undefined;
  const reply = turn.say('ledger.ask_engage', {
    kind: kind.prefix,
    unit: found.unit.name,
    problem: draft.problem,
    due: draft.dueAt ?? '',
  });
  return offerDone(turn, reply, [intent], {
    title: turn.say('ledger.ask_engage_title', { kind: kind.prefix }).text,
    each: [turn.say('ledger.ask_engage_yes', { kind: kind.prefix }).text],
    none: turn.say('ledger.ask_engage_no').text,
  });
}
