// 城郊党委第一党支部: a path of units that nothing parts but their own kinds.
import { describe, expect, it } from 'vitest';
import { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { unitTable } from '../../../src/domain/organisation/roster-units.ts';

const place = (text: string, org = new Organisation([], [], [])) => unitTable(org).place(text);

describe('a path without separators', () => {
  it.each([
    ['城郊党委第一党支部', '城郊党委/第一党支部'],
    ['中共江川市城郊镇党委第一党支部', '中共江川市城郊镇党委/第一党支部'],
    ['城郊党委第一党支部第二党小组', '城郊党委/第一党支部/第二党小组'],
    ['第一党支部第二党小组', '第一党支部/第二党小组'],
    ['机关党委第一党总支第三支部', '机关党委/第一党总支/第三支部'],
    ['市委机关党委办公室党支部', '市委机关党委/办公室党支部'],
    ['园区党工委软件园党支部', '园区党工委/软件园党支部'],
  ])('%s', (text, path) => expect(place(text)).toMatchObject({ path }));
});

describe('one name, whatever kinds stand within it', () => {
  it.each([
    '党委办公室党支部',
    '卫生健康委员会党支部',
    '县委组织部党支部',
    '县委党校党支部',
    '第一党总支',
    '河西村党支部',
    '实验小学党支部',
    '三小组联合党支部',
  ])('%s', (text) => expect(place(text)).toMatchObject({ path: text }));

  it('stays one where it is kept as one already', () => {
    const name = '城郊党委第一党支部';
    const unit = { id: 1, parentId: null, kind: 'branch', name, path: name } as const;
    expect(place(name, new Organisation([unit], [], []))).toMatchObject({ path: name });
  });
});
