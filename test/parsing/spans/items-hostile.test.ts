import { expect, it } from 'vitest';
import { scanItems } from '../../../src/parsing/spans/items.ts';
import { isLinear, repeated } from '../../support/cost.ts';

const ONES = ['1', '一二', 'A-1', 'A-12', 'A12-1-1-1', 'AB-CD-12', '2026-12', '镇(2026)1号', '1号', '整改1'];
const LINKS = ['  ', ' \t', '、', ' 、 ', '至', '-', '号', ' 号 、 第 ', '#  ', '和问题', '\t\t\t'];

// Where one list could be read in two ways per number, forty characters took half a minute.
it.each(ONES)('lists of %j, however linked, take time linear in their length', (one) => {
  for (const link of LINKS)
    for (const end of ['', '_至进展', '号问题'])
      expect(
        isLinear((text) => void scanItems(`整改${text}${end}问题`, []), repeated(`${one}${link}`), 64),
        JSON.stringify([one, link, end]),
      ).toBe(true);
});
