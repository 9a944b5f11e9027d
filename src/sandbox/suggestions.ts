// "Things to try", chosen by the person's office; the lines themselves stand in templates/sandbox/suggestions.json.
import { clockOf, monthDay } from './calendar.ts';
import type { Directory, SandboxPerson } from './directory.ts';
import type { Suggestion, Suggestions } from './page-contract.ts';

export const OFFICES = ['member', 'leader', 'secretary', 'admin'] as const;
type Office = (typeof OFFICES)[number];

export interface SuggestionWords {
  today: string;
  tomorrow: string;
  offices: Record<Office, Suggestions>;
}

/**
 * `{+3}` a date three days ahead; `{soon}` a time within half an hour; `{mate1}` and `{mate2}` members of the own branch;
 * `{item}` and `{decision}` numbers of the ledger: who has none is not offered the line.
 */
export const PLACEHOLDERS = ['soon', 'month', 'branch', 'mate1', 'mate2', 'item', 'decision'];
export const PLACEHOLDER = /\{(?:\+(\d+)|(\w+))\}/g;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The office that decides what is worth trying; the highest one counts. */
export function officeOf({ roles }: SandboxPerson): Office {
  if (roles.some((role) => role.includes('管理员'))) return 'admin';
  if (roles.some((role) => /书记|组织委员/.test(role))) return 'secretary';
  return roles.some((role) => role.includes('党小组长')) ? 'leader' : 'member';
}

/** @param now epoch ms of the sandbox clock */
export function suggestionsFor(
  words: SuggestionWords,
  person: SandboxPerson,
  directory: Directory,
  now: number,
): Suggestions {
  const branch = branchOf(person.unit);
  const mates = directory.people.filter((p) => p !== person && branchOf(p.unit) === branch);
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (_, days: string | undefined, name: string | undefined) => {
      if (days) return dateWords(now + Number(days) * DAY_MS);
      if (name === 'soon') return soon(words, now);
      if (name === 'month') return String(monthDay(now).month);
      if (name === 'branch') return branch.split('/').at(-1)!;
      if (name === 'item' || name === 'decision') return person[name]!;
      return mates[name === 'mate2' ? 1 : 0]?.name ?? person.name;
    });
  const { group, private: alone } = words.offices[officeOf(person)];
  const has = ([say]: Suggestion) =>
    (['item', 'decision'] as const).every((name) => person[name] || !say.includes(`{${name}}`));
  const filled = (list: Suggestion[]) =>
    list.filter(has).map(([say, shows]): Suggestion => [fill(say), shows]);
  return { group: filled(group), private: filled(alone) };
}

/** The path down to the branch; the whole path above branch level. */
export function branchOf(unit: string): string {
  const segments = unit.split('/');
  const at = segments.findIndex((segment) => /(?<!总)支部(委员会)?$/.test(segment));
  return at < 0 ? unit : segments.slice(0, at + 1).join('/');
}

function dateWords(at: number): string {
  const { month, day } = monthDay(at);
  return `${month}月${day}日`;
}

/** What begins within half an hour is open for check-in at once; late in the evening nobody would meet any more. */
function soon({ today, tomorrow }: SuggestionWords, now: number): string {
  const at = Math.ceil((now + 15 * MINUTE_MS) / (5 * MINUTE_MS)) * 5 * MINUTE_MS;
  const [hour, minute] = clockOf(at);
  return hour >= 8 && hour < 21 ? `${today}${hour}:${String(minute).padStart(2, '0')}` : `${tomorrow}15:00`;
}
