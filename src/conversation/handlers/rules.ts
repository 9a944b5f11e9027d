// 预备期多久, 党费怎么交, 开会要到几个人: what the regulations say, behind what the settings of the place say of it.
import { type ActivityType, typeRow, typesInUse } from '../../domain/activity/types.ts';
import { type FilingKind, filingKindsInUse } from '../../domain/filing/kinds.ts';
import type { RuleName } from '../../domain/rules.ts';
import type { Reply } from '../../ports/channels.ts';
import { simply, together } from '../act.ts';
import { aboutOwn, everyOf } from '../own-topics.ts';
import { mayDo, meaning, type Turn } from '../turn.ts';
import { homeUnit } from '../units.ts';
import { askProcess } from './process/ask.ts';

/** config/cadence.yaml: how often somebody asks after those who are away */
const CONTACT = 'mobile_contact';

/** How often these are due is a setting of the place. */
const CADENCES: Partial<Record<RuleName, readonly ActivityType[]>> = {
  three_and_one: ['party_congress', 'committee_meeting', 'group_meeting', 'party_lecture'],
  theme_day: ['theme_day'],
  congress_often: ['party_congress'],
  committee_often: ['committee_meeting'],
  group_often: ['group_meeting'],
  lecture_often: ['party_lecture'],
  organization_life: ['organization_life'],
  review_often: ['democratic_review'],
};

export const tellRules = simply<'rule'>(async (turn) => {
  const home = homeUnit(turn);
  const officer = home !== undefined && mayDo(turn, 'see_figures', { unitId: home.id });
  const dues = officer && filingKindsInUse().some(({ key }) => key === DUES);
  const rules = turn.intent.rules.map((name) => turn.say(`rules.${name}`, { officer, dues }));
  return together([...(await ownBefore(turn)), ...rules]);
});

/** What is registered of dues, where the place registers them */
const DUES: FilingKind = 'party_dues';

/** 党课多久一次, 我的预备期什么时候到: as the settings have it, or what is kept of oneself. */
async function ownBefore(turn: Turn<'rule'>): Promise<Reply[]> {
  if (turn.intent.mine) {
    const kept = await askProcess.perform(meaning(turn, { intent: 'process_ask', mine: true }));
    return kept ? [kept] : [];
  }
  const own = aboutOwn(turn);
  if (own) return [own];
  const home = homeUnit(turn);
  const types = turn.intent.rules.flatMap((name) => CADENCES[name] ?? []);
  const rows = [
    ...typesInUse()
      .filter(({ key }) => types.includes(key))
      .map(({ key }) => ({ name: typeRow(key).short, every: everyOf(turn, key, home) })),
    ...turn.settings.cadence.requirements
      .filter(({ id }) => id === CONTACT && turn.intent.rules.includes('floating_contact'))
      .map(({ name, period }) => ({ name, every: period })),
  ].filter(({ every }) => every !== '');
  return rows.length > 0 ? [turn.say('rules.own_cadence', { rows })] : [];
}
