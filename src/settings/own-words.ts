// Words by which types of activities and kinds of items are called: each means one thing, and none of what is said anyway.
import { z } from 'zod';

/** Two to twelve characters, as a message has them once it is read: no mark, blank or digit among them. */
export const word = z.string({ error: 'word' }).regex(/^\p{Script=Han}{2,12}$/u, { error: 'word' });

/** What is said of several things: it tells none of them apart, and is read only where something is counted. */
export const everyday = z
  .array(z.string({ error: 'tail' }).regex(/^\p{Script=Han}{1,12}$/u, { error: 'tail' }), { error: 'list' })
  .default([]);

/** What the bot hears as an order, an answer or a thing of its own, and what any meeting is called. */
const CLAIMED = new Set(
  `帮助 我的 到岗 去不了 撤销 撤回 继续 更多 确认 确定 取消 完成 收到 同意 不同意 驳回 退回 批准 已处理 处理 未开 没开 开了 是的 不是 可以 好的 没有
   已阅 已读 知悉 收悉 知道了 明白 了解 发出 不用 说明 菜单 功能 指令 看板 诊断 集结 演练 收队 队伍 接龙 全到 照此确认
   导入计划 计划进度 行动计划 三年行动计划 活力指数 积分 为什么 各支部
   都不是 送达情况 不请假了 没有开 没有开的 集结情况 集结记录 取消集结 结束集结 导出来 要文件 列个表 办了几个
   签到 补签 代签 打卡 报到 到了 已到 来了 请假 告假 销假 公假 事假 病假 缺席 迟到 参加 出席 应到 实到 到会 安排 改期 延期 上报 补报 更正 修改 提交
   绑定 解绑 导入 导出 下载 查询 统计 提醒 催办 催报 通知 公告 名单 花名册 台账 清单 报表 计划 进展 进度 销号 办结 反馈 预览 明细 情况
   会议 开会 活动 学习 上课 讲课 听课 培训 三会一课 一课三会 固定日 次数 场次 人次 人数 出勤率 到会率 参会率
   会议记录 会议纪要 签到表 表决 投票 佐证 照片 图片 材料 资料 日程 点名 名册 月报 数据 数字 记录 党员名单 党员名册
   支部 党支部 总支 党委 党组 党小组 小组 党员 书记 副书记 支委 委员 组织委员 宣传委员 纪检委员 组长 管理员 群众 全体 大家 所有人 全部 其他
   今天 明天 昨天 本周 下周 上周 本月 上月 下月 今年 去年 上午 下午 晚上 时间 地点 主题 主持 主讲 内容 备注 责任人`.split(
    /\s+/,
  ),
);

/** A word with where it stands in its file and what it is a word of. */
export type Placed = readonly [path: PropertyKey[], word: string, of: string];

type Fault = readonly [path: PropertyKey[], message: string];

/** Words that are an order or mean anything. */
export const claimed = (words: readonly Placed[]): Fault[] =>
  words.filter(([, one]) => CLAIMED.has(one)).map(([path]) => [path, 'unclaimed_word']);

/**
 * Words that mean something else already.
 * @param others such words of another file, with what they mean
 */
export function doubled(
  words: readonly Placed[],
  others: readonly (readonly [word: string, of: string])[] = [],
): Fault[] {
  const known = new Map(others);
  return words.flatMap(([path, one, of]): Fault[] => {
    const other = known.get(one);
    if (other !== undefined) return [[path, `own_word ${other}`]];
    known.set(one, of);
    return [];
  });
}
