import type { MemberKind, Role, UnitKind } from '../../src/domain/organisation.ts';
import type { RosterChanges } from '../../src/ports-store.ts';

interface Row {
  id: string;
  name: string;
  path: string;
  role?: Role;
  kind?: MemberKind;
  mobile?: boolean;
}

const kindOf = (name: string): UnitKind =>
  name.endsWith('小组') ? 'group' : name.endsWith('支部') ? 'branch' : 'committee';

/** Roster changes for a small organisation: `[userid, name, path, office?]` rows, parents made as needed. */
export function rosterOf(rows: Row[]): RosterChanges {
  const changes: RosterChanges = {
    addUnits: [],
    putPeople: [],
    deactivate: [],
    addOffices: [],
    removeOffices: [],
  };
  const paths = new Set<string>();
  for (const row of rows) {
    const parts = row.path.split('/');
    for (let i = 1; i <= parts.length; i++) {
      const path = parts.slice(0, i).join('/');
      if (paths.has(path)) continue;
      paths.add(path);
      const name = parts[i - 1]!;
      changes.addUnits.push({
        path,
        name,
        kind: kindOf(name),
        parentPath: parts.slice(0, i - 1).join('/') || null,
      });
    }
    const kind = kindOf(parts.at(-1)!);
    changes.putPeople.push({
      id: row.id,
      userId: row.id,
      name: row.name,
      kind: row.kind ?? '正式党员',
      mobile: row.mobile ?? false,
      branchPath: kind === 'branch' ? row.path : kind === 'group' ? parts.slice(0, -1).join('/') : null,
      groupPath: kind === 'group' ? row.path : null,
    });
    if (row.role) changes.addOffices.push({ personId: row.id, unitPath: row.path, role: row.role });
  }
  return changes;
}

/** 城郊党委 with two branches; the first has two groups. */
export const SMALL_ROSTER = rosterOf([
  { id: 'admin', name: '郑管理', path: '城郊党委', role: '管理员' },
  { id: 'zhangsan', name: '张三', path: '城郊党委/第一党支部', role: '书记' },
  { id: 'lisi', name: '李四', path: '城郊党委/第一党支部', role: '组织委员' },
  { id: 'wangwu', name: '王五', path: '城郊党委/第一党支部/第一党小组', role: '党小组长' },
  { id: 'zhaoliu', name: '赵六', path: '城郊党委/第一党支部/第一党小组' },
  { id: 'qianqi', name: '钱七', path: '城郊党委/第一党支部/第二党小组', role: '党小组长' },
  { id: 'lixiaohong', name: '李晓红', path: '城郊党委/第一党支部/第二党小组', kind: '预备党员' },
  { id: 'liudong', name: '刘动', path: '城郊党委/第一党支部', mobile: true },
  { id: 'jiji', name: '冯积极', path: '城郊党委/第一党支部', kind: '入党积极分子' },
  { id: 'sunba', name: '孙八', path: '城郊党委/第二党支部', role: '书记' },
  { id: 'zhoujiu', name: '周九', path: '城郊党委/第二党支部' },
]);
