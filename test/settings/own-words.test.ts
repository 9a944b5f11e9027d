import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REGULATION, wordsOfType } from '../../src/domain/activity/types.ts';
import { BASIC_KINDS, wordsOfKind } from '../../src/domain/ledger/kinds.ts';
import { KEYWORDS } from '../../src/parsing/lexicon/alike.ts';
import { understand } from '../../src/parsing/understand.ts';
import { claimed } from '../../src/settings/own-words.ts';

// A type or kind called like something the bot hears anyway would take it over: what the reader knows by itself is claimed.

const NAMES = [...REGULATION.flatMap(wordsOfType), ...BASIC_KINDS.flatMap(wordsOfKind)];
const SAID = /(?:“|、|· )(\p{Script=Han}{2,4})(?=”|、|\n|\{%)/gu;

/** What the bot tells people to say, one word at a time. */
const told = readdirSync('templates')
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => [...readFileSync(`templates/${file}`, 'utf8').matchAll(SAID)].map((found) => found[1]!));

const isCommand = (word: string): boolean => {
  const { certainty, intent } = understand(word, Date.parse('2026-11-21T10:00+08:00'));
  // 李四 of an example is nobody's command.
  const isName = NAMES.some((name) => word.includes(name)) || 'names' in intent;
  return certainty === 'clear' && intent.intent !== 'none' && intent.intent !== 'query' && !isName;
};

const commands = [...new Set([...KEYWORDS, ...told])].filter(isCommand);

it('knows the commands it looks at', () => {
  expect(commands).toEqual(expect.arrayContaining(['签到', '撤销', '集结', '看板', '诊断', '我的']));
});

it.each(commands)('%s is nothing a type or a kind may be called', (word) => {
  expect(claimed([[['types'], word, word]])).toHaveLength(1);
});
