import { expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { knowledgeOf, mayName } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

// Short words are kept as they were read: by all alike where no name can be in them, else by those who know the same names.

const NOW = instantOf('2026-11-21', 10);
const read = (text: string, people: readonly string[], units: readonly string[] = []) =>
  understand(text, NOW, { knowledge: knowledgeOf({ people, units }) });

it('is of the names that are known, whoever said the same before', () => {
  const stranger = read('茉莉签到', ['赵六']);
  expect(read('茉莉签到', ['茉莉']).intent).toMatchObject({ intent: 'checkin', names: ['茉莉'] });
  expect(read('茉莉签到', ['钱七'])).toEqual(stranger);
  expect(stranger.intent).not.toEqual(read('茉莉签到', ['茉莉']).intent);
  const unit = read('东风到会率', ['赵六'], ['东风']).intent;
  expect(unit).toMatchObject({ scope: '东风' });
  expect(read('东风到会率', ['赵六']).intent).not.toEqual(unit);
});

it.each<[text: string, people: string[], units: string[], may: boolean]>([
  ['签到', ['张三', '李四'], ['第一党支部'], false],
  ['签到', ['签名'], [], true],
  ['請假 張三', ['张三'], [], true],
  ['一支部签到', ['张三'], ['一支部'], true],
  ['ＷＡＮＧ到', ['wang'], [], true],
  ['到', [], [], false],
])('%s may name one of %j, %j: %s', (text, people, units, may) => {
  expect(mayName(text, knowledgeOf({ people, units }))).toBe(may);
});
