import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster, type RosterPlan } from '../../src/domain/organisation/roster.ts';
import type { RosterRow } from '../../src/domain/organisation/roster-row.ts';

/** A roster as it would stand in a file: 姓名 账号 党组织 职务 类型 流动. */
export function rosterRows(text: string): RosterRow[] {
  return text
    .trim()
    .split('\n')
    .map((line, i) => {
      const [name, userId, unit, role, kind, mobile] = line.trim().split(/\s+/);
      const cell = (value: string | undefined) => (value === undefined || value === '-' ? '' : value);
      return {
        row: i + 2,
        name: cell(name),
        userId: cell(userId),
        unit: cell(unit),
        role: cell(role),
        kind: cell(kind),
        mobile: cell(mobile),
      };
    });
}

/** 城郊党委 with two branches; the first has two groups. */
export const SMALL_ROSTER_ROWS = rosterRows(`
  郑管理 admin 城郊党委 管理员
  张三 zhangsan 城郊党委/第一党支部 书记
  李四 lisi 城郊党委/第一党支部 组织委员
  王五 wangwu 城郊党委/第一党支部/第一党小组 党小组长
  赵六 zhaoliu 城郊党委/第一党支部/第一党小组
  钱七 qianqi 城郊党委/第一党支部/第二党小组 党小组长
  李晓红 lixiaohong 城郊党委/第一党支部/第二党小组 - 预备党员
  刘动 liudong 城郊党委/第一党支部 - 正式党员 是
  冯积极 jiji 城郊党委/第一党支部 - 入党积极分子
  孙八 sunba 城郊党委/第二党支部 书记
  周九 zhoujiu 城郊党委/第二党支部
`);

export const SMALL_ROSTER = planned(
  planRoster(SMALL_ROSTER_ROWS, new Organisation([], [], []), [], { prune: false }),
).changes;

/** What an import without one person, pruned, would change. */
export function without(userId: string, org: Organisation): RosterPlan {
  const rows = SMALL_ROSTER_ROWS.filter((r) => r.userId !== userId);
  return planned(planRoster(rows, org, [], { prune: true }));
}

/** What an import would change in which one person's office is another's. */
export function withOfficeMoved(from: string, to: string, org: Organisation): RosterPlan {
  const { role } = SMALL_ROSTER_ROWS.find((r) => r.name === from)!;
  const rows = SMALL_ROSTER_ROWS.map((r) =>
    r.name === from ? { ...r, role: '' } : r.name === to ? { ...r, role } : r,
  );
  return planned(planRoster(rows, org, [], { prune: false }));
}

/** What an import with one more branch and its secretary would change. */
export function withBranch(unit: string, org: Organisation): RosterPlan {
  const secretary = rosterRows(`吴十 wushi ${unit} 书记`);
  return planned(planRoster([...SMALL_ROSTER_ROWS, ...secretary], org, [], { prune: false }));
}

function planned(plan: RosterPlan): RosterPlan {
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan;
}
