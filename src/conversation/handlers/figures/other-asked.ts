// 宋佳怡一个人的呢, 三支部的呢, behind what is registered or a process: that, but for what is said now.
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Act } from '../../act.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { askReports, exportReports } from '../filing/ask.ts';
import { exportFile } from '../meetings-file.ts';
import { showTeam } from '../muster/team.ts';
import { tellOffices } from '../offices.ts';
import { askProcess } from '../process/ask.ts';
import { lastAsked, rememberAsked } from './asked.ts';
import { remember, remembered } from './remembering.ts';
import { isRightBefore } from './told-since.ts';

type Other = IntentOf<'filing_ask' | 'process_ask' | 'offices' | 'export'>;

/** What it was asked about stays for the next line. */
export const goneOnFrom = <N extends Other['intent']>(asked: Act<N>): Act<N> => ({
  ...asked,
  async perform(turn) {
    const reply = await asked.perform(turn);
    if (reply && !isRefusal(reply)) await remember(turn, 'asked', { other: turn.intent });
    return reply;
  },
});

/** 书记是谁, behind 三支部有多少人: that of the unit whose people were told. */
export const officesThere: Act<'offices'> = {
  ...tellOffices,
  async perform(turn) {
    const { scope, names, mine, what } = turn.intent;
    const isBare = (scope ?? names ?? mine ?? what) === undefined && !NAMES_ONE.test(turn.text);
    const last = isBare && (await isRightBefore(turn)) ? await lastAsked(turn) : undefined;
    const there = last && METRIC_RULES[last.metric].about === 'roster' ? last.scope : undefined;
    return goneOnFrom<'offices'>(tellOffices).perform(
      there === undefined ? turn : meaning(turn, { ...turn.intent, scope: there }),
    );
  },
};
const NAMES_ONE = /支部|党委|小组|单位|我|咱|本/u;

/** 先锋队有多少人: a list of people to go on from, like any other. */
export const tellTeam: Act<'team_show'> = {
  ...showTeam,
  async perform(turn) {
    const reply = await showTeam.perform(turn);
    const { team, scope } = turn.intent;
    const asked = {
      intent: 'query' as const,
      metric: 'member_list' as const,
      what: 'team',
      ...(team !== undefined && { topic: team }),
      ...(scope !== undefined && { scope }),
    };
    if (reply && !isRefusal(reply)) await rememberAsked(turn, asked);
    return reply;
  },
};

/** Undefined where nothing of the kind was asked. */
export async function otherAsked(turn: Turn<'query_more'>): Promise<Reply | null | undefined> {
  const other = (await remembered<{ other?: Other }>(turn, 'asked'))?.other;
  if (!other) return undefined;
  const { names, scope, period, what, format } = turn.intent;
  if (other.intent === 'offices') {
    if (scope === undefined && !names && what !== 'others') return undefined;
    const { role } = other;
    const said = {
      intent: 'offices' as const,
      ...(role && !names && { role }),
      ...(scope !== undefined && { scope }),
      ...(names && { names }),
      // 其他支部呢
      ...(what === 'others' && { what: 'each' }),
    };
    return goneOnFrom<'offices'>(tellOffices).perform(meaning(turn, said));
  }
  if (other.intent === 'process_ask') {
    if (!names && scope === undefined) return undefined;
    const { names: _, scope: _scope, processId: _id, ...kept } = other;
    const said = { ...kept, ...(names && { names }), ...(scope !== undefined && { scope }) };
    return goneOnFrom<'process_ask'>(askProcess).perform(meaning(turn, said));
  }
  if (other.intent === 'export') {
    const { activityType, activityTypes, toGroup } = turn.intent;
    if ((scope ?? period ?? activityType ?? toGroup) === undefined) return undefined;
    const said = {
      ...other,
      ...(scope !== undefined && { scope }),
      ...(period && { period }),
      ...(activityType && { activityType, activityTypes: activityTypes ?? [activityType] }),
      ...(toGroup && { toGroup }),
    };
    return goneOnFrom<'export'>(exportFile).perform(meaning(turn, said));
  }
  const { names: before, mine, ...kept } = other;
  const whose = names
    ? { names }
    : scope !== undefined || what === 'by_unit'
      ? {}
      : { ...(before && { names: before }), ...(mine && { mine }) };
  const said = {
    ...kept,
    ...whose,
    ...(scope !== undefined && { scope }),
    ...(period && { period }),
    ...(what === 'by_unit' && { what }),
  };
  return format === 'file'
    ? exportReports.perform(meaning(turn, { ...said, intent: 'filing_export' }))
    : goneOnFrom<'filing_ask'>(askReports).perform(meaning(turn, said));
}

/** 只要逾期的, behind the ledger as a file: those of it as one. */
export async function ofExport(turn: Turn, asked: IntentOf<'query'>): Promise<IntentOf<'query'> | undefined> {
  if (METRIC_RULES[asked.metric].about !== 'items' || !NARROWS.test(turn.text)) return undefined;
  const other = (await remembered<{ other?: Other }>(turn, 'asked'))?.other;
  if (other?.intent !== 'export' || other.what !== 'ledger') return undefined;
  const { scope, itemKind } = other;
  return {
    ...asked,
    format: asked.format ?? 'file',
    ...(scope !== undefined && asked.scope === undefined && { scope }),
    ...(itemKind && { itemKind }),
  };
}
const NARROWS = /只|光|就要|单|不要|去掉|除|不含|不算|不看|不列|剔/u;
