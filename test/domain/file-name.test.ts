import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/domain/file-name.ts';

const RLO = '\u202e';

describe('a name of a file', () => {
  it.each([
    ['第一党支部签到表.xlsx', '第一党支部签到表.xlsx'],
    ['a/b\\c:d*e?f"g<h>i|j.docx', 'a_b_c_d_e_f_g_h_i_j.docx'],
    [`会议${RLO}xcod.exe`, '会议xcod.exe'],
    ['一\u0000二\n三\u2028四.png', '一_二_三_四.png'],
    ['结尾. . ..xlsx', '结尾.xlsx'],
    ['没有结尾', '没有结尾'],
    [`${RLO}.xlsx`, '_.xlsx'],
    ['\ud800半个.xlsx', '_半个.xlsx'],
  ])('of %j is %j', (text, name) => {
    expect(fileName(text)).toBe(name);
  });

  it('fits every file system, whatever it is made of, and keeps its ending', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(text, fc.constantFrom('.xlsx', '.docx', '.png', ''), (stem, ending) => {
        const name = fileName(stem + ending);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name.endsWith(ending)).toBe(true);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(fileName(name)).toBe(name);
      }),
    );
    expect(fileName(`${'党'.repeat(300)}.docx`)).toMatch(/^党{73}\.docx$/);
    expect(fileName(`${'👨‍👩‍👧'.repeat(100)}.docx`)).not.toContain('\ufffd');
  });
});
