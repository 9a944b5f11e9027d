import { words } from './words.ts';

/** Offices and forms of address that stand before or after a name and are dropped (domain.md §5.3.7). */
export const OFFICES = words(`
  支部副书记 支部书记 总支书记 党委书记 第一书记 副书记 书记 村支书 老支书 支书 组织委员 宣传委员
  纪检委员 统战委员 青年委员 群众委员 纪律检查委员 保密委员 支部委员 支委 委员 党小组组长 党小组长
  小组长 副组长 组长 管理员 网格员 联络员 党建指导员 指导员 村委会主任 村主任 副主任 主任 村长
  副镇长 镇长 副乡长 乡长 局长 副局长 处长 科长 主席 站长 所长 队长 班长 校长 院长 会计 文书 干事
  讲师 教授 老师 入党积极分子 积极分子 预备党员 正式党员 流动党员 老党员 党员代表 党员 同志 同学
  师傅 经理 厂长
`);
