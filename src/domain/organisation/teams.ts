// 队伍 (党群先锋队 and the like): labels that people bear beside their branch, as the roster's column writes them.
import { isNothing, tidy, tidyKey } from './roster-row.ts';

interface TeamPlace {
  name: string;
  /** 队长 */
  leads: boolean;
}

const BETWEEN = /[、,，;；/／\n]+/;
const CAPTAIN = /[(（]?\s*(?:任?(?:支|中|大|副?分)?队长|兵?团长|负责人)\s*[)）]?$/;
const SUFFIX = '（队长）';
/** 党群先锋队, 抢险突击队, 三支队, 二兵团 */
export const TEAM_NAME = /^[\u4e00-\u9fffA-Za-z\d]{1,20}(?:队|兵团|突击组|应急组)$/u;

/** The teams of a cell, 党群先锋队(队长)、抢险队; undefined where a part of it is no team's name. */
export function teamsIn(cell: string): string[] | undefined {
  if (isNothing(cell)) return [];
  const parts = tidy(cell)
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const teams = parts.map((part) => {
    const leads = /[(（].*长|[(（]负责人/.test(part);
    const name = tidyKey(leads ? part.replace(CAPTAIN, '') : part);
    return TEAM_NAME.test(name) ? teamText({ name, leads }) : undefined;
  });
  return teams.includes(undefined) ? undefined : [...new Set(teams as string[])];
}

/** As it is stored, and as the roster is given back. */
const teamText = ({ name, leads }: TeamPlace): string => (leads ? `${name}${SUFFIX}` : name);

export const teamOf = (text: string): TeamPlace =>
  text.endsWith(SUFFIX) ? { name: text.slice(0, -SUFFIX.length), leads: true } : { name: text, leads: false };

/** The teams of somebody with one more, or as their 队长; what is there already is not there twice. */
export const joined = (teams: readonly string[], place: TeamPlace): string[] => [
  ...teams.filter((text) => teamOf(text).name !== place.name),
  teamText(place),
];

export const left = (teams: readonly string[], name: string): string[] =>
  teams.filter((text) => teamOf(text).name !== name);
