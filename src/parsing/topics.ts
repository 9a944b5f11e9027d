// 上报, 会议记录, 怎么安排会议: a matter named and nothing said of it. Whoever types with one finger begins with its name.
import { words } from './lexicon/words.ts';
import { normalise } from './normalise.ts';

/** Matters about which the bot says what there is to do, and how. */
const TOPICS = {
  report: `上报 会议上报 上报会议 上报活动 报会议 报会 记会 补报 记录 会议记录 活动记录本 会议纪要 写记录 做记录 写会议记录 做会议记录 记会议记录 补记录
    补会议记录 上报记录 上报会议记录 会议记录上报 填会议记录 传会议记录 开完了 会开完了 开完会了 开会完了 会开过了 开过了 散会 散会了 刚开完会 开了会 我要会议记录 要会议记录 会议记录有吗 会议情况 会议结果 报会议情况 上报会议情况`,
  plan: `安排 安排活动 安排会议 安排开会 安排学习 通知 发通知 下通知 会议通知 开会通知 活动通知 发会议通知 通知开会 通知大家开会 开会 开个会 会议 活动 发起活动 新建活动
    创建活动 组织活动 搞活动 开展活动`,
  proxy: '代签 代签到 帮签 帮人签到 替人签到 给别人签到 接龙 接龙签到 群接龙 发接龙',
  open_item: `登记整改 新增整改 新建整改 加整改 添加整改 录入整改 录整改 报整改 上报整改 整改登记 登记问题 新增问题 上报问题 录入问题 问题登记 发现问题
    登记整改问题`,
  step: `进展 进度 报进展 报进度 汇报进展 上报进展 更新进展 更新进度 整改进展 整改进度 整改情况汇报 佐证 佐证材料 传佐证 发佐证 上传佐证 照片 图片 传照片 发照片
    发图片 上传照片 延期 申请延期 整改延期 延期申请 销号 申请销号 整改销号 销号申请`,
  vote: '表决 投票 表决结果 投票结果 表决情况 举手表决 票决',
  checkin: '签到 打卡 报到',
  leave: '请假 请个假 告假',
  makeup: '补签 补签到 补打卡',
  change:
    '改期 取消 改时间 改个时间 换时间 取消活动 取消会议 改地点 换地点 活动改期 会议改期 推迟 提前 延后 不开了 会不开了 活动取消',
  export: '导出 下载 导出材料 导出文件 打印 导出来',
  undo: `撤销 撤回 改错 删除记录 错了 不对 发错了 写错了 记错了 弄错了 搞错了 打错了 填错了 报错了 名字错了 名字写错了 人名写错了 删掉 删除 删了 重来 改一下
    改一改 修改 更正`,
  roster: `导入 导入名册 名册导入 改名册 更新名册 加人 加党员 新增党员 删人 删党员 调人 换书记 书记换人 换人 新增支部 加支部 建支部 撤支部 转入 转出 组织关系转接 权限 开权限
    加权限 管理员权限`,
  task: '下发 下发任务 布置任务 派任务 发任务 交任务 通知各支部 给各支部发任务 任务下发 下任务',
  decide: '审批 待审批 审核 待审核 要审批的 要审核的 待我审批 待我审核',
  remind: `催一下 催一催 催催 催办 提醒一下 提醒大家 提醒一下大家 提醒他们 再提醒一下 再提醒一遍 再通知一下 再通知一遍 再发一遍 再发一次 通知一下 通知大家
    催签到 提醒签到`,
  menu: `模板 格式 怎么弄 怎么搞 怎么用 不会用 不会 不懂 教教我 教我 帮帮我 帮我 帮忙 人工 人工客服 客服 找管理员 说明书 使用说明 操作说明 什么内容 能干什么 干什么用的`,
} as const;
export type Topic = keyof typeof TOPICS;

/** Questions by the name of what they ask for: each is said for the sender as it stands here. */
const QUESTIONS: Readonly<Record<string, string>> = {
  送达情况: `送达 发送情况 发没发 发了没 发了没有 通知情况 通知了没 通知了没有 通知到了没 通知到了吗 通知发了吗 都通知到了吗 收到没 收到没有 收到了吗
    都收到了吗 大家收到没有`,
  近期安排:
    '在哪开 在哪 在哪里 在哪里开 去哪开会 几点 几点开 几点开会 几点开始 什么时候开 啥时候开 谁主持 什么主题 要带什么 带什么 什么会 开什么会',
  我的: '日程 日程安排 我的日程 提醒 提醒事项 有什么提醒 待办 待办事项 我的待办',
  三会一课情况: '三会一课 三会一课情况',
  签到情况: '名单 签到名单 点名 点名情况 应到 实到 到会 到会名单',
  逾期整改: '逾期 逾期的 超期 超期的 到期 红灯 亮红灯 红灯的',
  零进展的整改:
    '零进展 零进展的 零进展有几条 零进展的有几条 零进展有几项 零进展的有几项 零进展有哪些 零进展的有哪些 没进展的有几条 没进展的有哪些 没进展 没有进展 没动静',
  没有上报的支部: '催报 没上报 没报的 谁没报 未上报',
  还差哪些会没开: '没开的会 未开的会 没开的 未开 差什么 差啥',
  预备党员什么时候转正: '转正 预备党员转正',
  谁缺席: '缺席 缺席的 没来的',
  谁迟到: '迟到 迟到的',
  快到期整改: '快到期 快到期的 快到期了 临期',
  流动党员有哪些: '流动党员 流动的 流动党员名单 流动党员情况',
  预备党员有哪些: '预备党员 预备的 预备党员情况',
  积极分子有哪些: '积极分子 入党积极分子 积极分子情况',
  党员人数: `党员 正式党员 党员情况 人数 支部 党支部 支部情况 党小组 小组 小组情况 名册 花名册 党员名册 党员名单 党员花名册 人员名单 支部人数 支部名册 党员数 党员总数 有多少党员 有几个党员 多少党员 本支部有多少党员 我们支部有多少党员
    我支部有多少党员 支部有多少党员 支部有几个党员 支部多少党员 共有多少党员 一共有多少党员 有多少名党员 支部有多少名党员`,
};
/** Names of what may be wanted in several ways: these are offered. */
const OFFERED: readonly (readonly [offers: readonly string[], words: string])[] = [
  [['导出本月签到表', '签到情况'], '签到表 考勤表 签到册 签到簿'],
  [
    ['导出本月会议记录', '导出本月签到表', '导出本月台账'],
    '材料 资料 报表 表格 文件 导出 下载 打印 台账导出 月报 月度报表',
  ],
  [
    ['本月签到率', '三会一课情况', '整改清单'],
    '统计 数据 数字 统计数据 汇总 总结 分析 月度 季度 通报 查询 查数据 情况 查情况 看数据 指标 对比 比较',
  ],
];

/** 主题党日 by itself is another matter: what it is about depends on what is open. */
type Named = { kind: 'topic'; topic: Topic; isHow: boolean } | { kind: 'question'; says: readonly string[] };

const BY_WORD = new Map<string, Topic>();
for (const [topic, all] of Object.entries(TOPICS))
  for (const word of words(all)) BY_WORD.set(word, topic as Topic);
const ASKED = new Map<string, readonly string[]>();
for (const [says, all] of Object.entries(QUESTIONS)) for (const word of words(all)) ASKED.set(word, [says]);
for (const [says, all] of OFFERED) for (const word of words(all)) ASKED.set(word, says);

/** 怎么上报, 上报怎么弄, 如何写会议记录, 会议记录咋写啊: what stands around the name. */
const HOW_BEFORE =
  /^(?:请问|问下|问一下)?(?:我|这个)?(?:要|想|该|应该)?(?:怎么|怎样|如何|咋样?|怎么样)(?:样|去|才能|来)?(?:弄|搞|做)?/;
const HOW_BEHIND =
  /(?:应该|该|要|是)?(?:怎么|怎样|如何|咋)(?:样|个)?(?:弄|搞|做|写|填|报|发|用|操作|办|记|传|提|说|录|开|安排|登记|上报)?(?:法|的)?$/;
const SOFT = /(?:[啊呀呢吗嘛吧了哦]|一下|[\s,，。.!！?？~])+$/u;
const MARKS = /[\s,，。.!！?？~]+$/u;
const LEAD = /^(?:我要|我想|我来|帮我|请|给我|要)/;
/** Nothing but a name, and how one asks for it, is so short. */
const LONGEST = 20;

/** What a message names, where that is all it does. */
export function namedIn(text: string): Named | undefined {
  if (text.length > LONGEST) return undefined;
  const whole = normalise(text).s.replace(/\s+/g, '').replace('纪录', '记录').replace(MARKS, '');
  const s = whole.replace(SOFT, '');
  const plain = nameOf([whole, s, s.replace(LEAD, '')]);
  if (plain) return plain;
  const before = s.replace(HOW_BEFORE, '');
  const bare = before === s ? s.replace(HOW_BEHIND, '') : before;
  if (bare === s) return undefined;
  const topic = BY_WORD.get(bare.replace(SOFT, ''));
  // 会议怎么安排 asks when it is.
  if (topic === 'plan' && before === s) return undefined;
  return topic && { kind: 'topic', topic, isHow: true };
}

/** Of these the name alone is an order that stands by itself. */
const BY_ORDER: ReadonlySet<Topic> = new Set(['checkin', 'leave', 'makeup', 'export']);

function nameOf(ways: readonly string[]): Named | undefined {
  for (const word of ways) {
    const says = ASKED.get(word);
    if (says) return { kind: 'question', says };
    const topic = BY_WORD.get(word);
    if (topic && !BY_ORDER.has(topic)) return { kind: 'topic', topic, isHow: false };
  }
  return undefined;
}
