import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { respelled, soundsHalf } from '../../src/parsing/keywords-near.ts';
import { ALIKE, KEYWORDS } from '../../src/parsing/lexicon/alike.ts';

const { pinyin } = createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro');
const fold = (r: string) =>
  r
    .toLowerCase()
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/ng$/, 'n')
    .replace(/^hu(?=.)/, 'f');
const read = (c: string, multiple: boolean) => [
  ...new Set(
    (pinyin(c, { toneType: 'none', type: 'array', multiple, surname: 'off' }) as string[]).map(fold),
  ),
];

/** First level of GB 2312: the characters people choose from when they type by sound. */
function common(): string[] {
  const decoder = new TextDecoder('gbk');
  const out: string[] = [];
  for (let a = 0xb0; a <= 0xd7; a++)
    for (let b = 0xa1; b <= 0xfe; b++)
      if (a < 0xd7 || b <= 0xf9) out.push(decoder.decode(new Uint8Array([a, b])));
  return out;
}

it('the table is what the library says', () => {
  const groups = new Map<string, string>();
  for (const word of KEYWORDS) for (const c of word) groups.set(read(c, false)[0]!, '');
  for (const c of common())
    for (const r of read(c, true)) if (groups.has(r)) groups.set(r, groups.get(r)! + c);
  expect([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)).toEqual(ALIKE);
});

describe('a keyword by its sound', () => {
  const alike = (c: string) => [...new Set(ALIKE.filter((g) => g.includes(c)).flatMap((g) => [...g]))];
  /** Each keyword with each of its characters in turn written as others that sound the same. */
  const SLIPS = KEYWORDS.flatMap((word) =>
    [...word].flatMap((c, i) =>
      alike(c)
        .filter((other) => other !== c && !/[一二三四五六七八九十百]/.test(other))
        .slice(0, 12)
        .map((other) => [word.slice(0, i) + other + word.slice(i + 1), word] as const),
    ),
  ).filter(([slip]) => !KEYWORDS.includes(slip));

  it('is found, wherever one of its characters is another of that sound', () => {
    // A slip of one may be another: 收到 by 手到, 签道 holds no other.
    const lost = SLIPS.filter(([slip]) => respelled(slip) === undefined);
    expect(lost).toEqual([]);
    const same = SLIPS.filter(([slip, word]) => respelled(slip)!.text === word);
    expect(same.length / SLIPS.length).toBeGreaterThan(0.95);
  });

  it.each([...KEYWORDS, '签到，张三', '整改12完成', '今天星期六，党课几点', '我在完整地看文件'])(
    'is no other: %s',
    (text) => {
      expect(respelled(text)).toBeUndefined();
    },
  );

  it.each(['报道很精彩，大家都去看看', '他受到表扬了，可喜可贺'])(
    'is no real word in a sentence: %s',
    (text) => {
      expect(respelled(text)).toBeUndefined();
    },
  );

  it('is found beside its values', () => {
    expect(respelled('问体5 进渡60%')).toEqual({
      text: '问题5 进度60%',
      written: ['问体', '进渡'],
      meant: ['问题', '进度'],
    });
  });

  it.each(['明晚七点办', '明晚七点办开会', '7点般开始', '八点班，三楼'])('hears half past in %s', (text) => {
    expect(respelled(text)!.text).toContain('点半');
    expect(soundsHalf(text, text.indexOf('点') + 1)).toBe(true);
  });
  it.each(['七点办党课', '七点班车', '七点开会', '七点'])('hears none in %s', (text) => {
    expect(soundsHalf(text, text.indexOf('点') + 1)).toBe(false);
  });

  it('takes time in proportion to length, and none for long messages', () => {
    expect(respelled('签'.repeat(81))).toBeUndefined();
  });
});
