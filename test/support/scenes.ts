/**
 * Dialogues that bring out what the bot says: each line is day, time, who (`@wr1`: in the group chat) and what is said or
 * pressed; `tick` sends what is due by then. They begin on Monday 2026-11-23 at 9.
 */
export const SCENES: Readonly<Record<string, string>> = {
  安排: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:11 zhangsan 安排 主题党日 11月25日下午3点
    11-23 09:12 zhangsan 安排 党课 11月20日下午3点
    11-23 09:13 zhangsan 安排 党课
    11-23 09:14 zhangsan 安排 11月26日下午3点
    11-23 09:15 zhangsan 安排 党小组会 11月26日晚上7点半
    11-23 09:16 zhangsan 安排 党课 2028年11月26日下午3点
    11-23 09:17 zhaoliu 安排 党课 11月26日下午3点`,
  群里安排: `
    11-23 09:10 zhangsan@wr1 绑定 第一党支部
    11-23 09:11 zhangsan@wr1 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:12 zhaoliu@wr1 签到
    11-23 09:13 zhaoliu@wr1 谁没签到
    11-23 09:14 zhaoliu@wr1 帮助`,
  节点: `
    11-23 09:10 admin 任务：三化建设，各支部，11月27日前完成摸底，12月20日前完成整治
    11-23 09:11 zhangsan 任务1
    11-23 09:12 zhangsan 任务1 完成
    11-23 09:13 zhangsan 任务1 摸底完成
    11-23 09:14 zhangsan 任务1 进展60% 走访30户
    11-23 09:15 admin 任务进度
    11-23 09:16 admin 下发任务：报送三化建设进度，11个村都要报，12月5日前
    11-23 09:17 admin 厕所改造进度
    11-24 09:40 tick`,
  改期: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:11 zhangsan 改期 主题党日 改到 11月26日下午3点
    11-23 09:12 zhangsan 改期
    11-23 09:13 zhangsan 改期 主题党日 改到 11月20日下午3点
    11-23 09:14 zhangsan 安排 党课 11月26日下午3点
    11-23 09:15 zhangsan 取消 11月26日
    11-23 09:16 zhangsan 取消 支委会
    11-23 09:17 zhangsan 取消 党课`,
  通知和提醒: `
    11-23 09:10 zhangsan 绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678-aaaa-bbbb-cccc-1234567890ab
    11-23 09:11 zhangsan@wr1 绑定 第一党支部
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-24 17:00 tick
    11-25 14:35 tick
    11-25 14:40 zhaoliu 签到
    11-25 15:12 tick
    11-25 17:30 tick
    11-26 09:40 tick`,
  没有群的提醒: `
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:13 zhangsan 安排 第一党小组党小组会 11月25日晚上7点半
    11-24 17:00 tick
    11-25 14:35 tick
    11-25 15:12 tick
    11-25 17:30 tick
    11-25 19:05 tick
    11-25 19:45 tick
    11-25 22:00 tick
    11-26 09:40 tick
    11-27 09:40 tick
    11-30 09:40 tick`,
  一个月的提醒: `
    11-24 09:40 tick
    11-25 09:40 tick
    11-26 09:40 tick
    11-27 09:40 tick
    11-30 09:40 tick
    12-01 09:40 tick
    12-02 09:40 tick
    12-21 09:40 tick
    12-25 09:40 tick`,
  签到: `
    11-23 09:10 zhaoliu 签到
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:13 zhaoliu 签到
    11-25 14:40 zhaoliu 签到 党课
    11-25 14:41 zhaoliu 签到
    11-25 14:41 zhaoliu 签到
    11-25 14:42 zhaoliu 帮助
    11-25 14:43 zhangsan 代签 王二麻
    11-25 17:10 wangwu 签到
    11-25 17:11 wangwu 补签
    11-25 17:12 zhaoliu 补签 王五
    11-25 17:13 zhangsan 补签 王五 主题党日
    11-25 17:14 zhaoliu 我的`,
  集结: `
    11-23 09:10 zhangsan 集结
    11-23 09:11 zhangsan 集结第一支部全体党员 30分钟内到河堤 防汛
    11-23 09:12 zhaoliu 收到
    11-23 09:13 wangwu 去不了
    11-23 09:13 zhaoliu 帮助
    11-23 09:14 zhangsan 集结情况
    11-23 09:15 zhangsan 集结第一支部全体党员 30分钟内到河堤
    11-23 09:21 tick
    11-23 09:42 tick
    11-23 09:43 zhaoliu 我的
    11-23 09:44 zhangsan 党群先锋队加上赵六
    11-23 09:45 zhangsan 抢险队名单
    11-23 09:46 zhangsan 队伍
    11-23 09:47 zhangsan 集结记录
    11-23 09:48 zhangsan 取消集结`,
  流程: `
    11-23 09:10 zhangsan 发展党员
    11-23 09:10 zhangsan 换届进度
    11-23 09:11 zhangsan 发展党员：王小明，11月1日递交申请书
    11-23 09:12 zhangsan 发展党员：王小明
    11-23 09:12 zhangsan 发展党员：李小红 爱好打球 11月1日递交申请书
    11-23 09:13 zhangsan 王小明政治审查
    11-23 09:14 zhangsan 本届任期到2027年3月
    11-23 09:15 zhangsan 发展党员名单
    11-23 09:15 zhangsan 刘小红到哪一步了
    11-23 09:16 admin 哪些支部该换届了
    11-23 09:16 admin 换届请示 11月2日
    11-23 09:17 zhangsan 帮助
    11-24 09:40 tick`,
  登记: `
    11-23 09:10 zhaoliu 民情日记
    11-23 09:10 zhaoliu 登记双报到
    11-23 09:11 zhaoliu 双报到 到幸福社区服务3小时
    11-23 09:12 zhaoliu 刚才那条改成4小时
    11-23 09:12 zhaoliu 民情日记有哪些
    11-23 09:13 zhaoliu 我的
    11-23 09:13 zhangsan 党费怎么交
    11-23 09:14 zhangsan 登记党费 22人
    11-23 09:14 zhangsan 登记党费 已收齐 23人
    11-23 09:15 zhangsan 谁没登记月度工作记实
    11-23 09:16 zhangsan 登记党费 12月 23人
    11-23 09:17 admin 登记党费 23人
    11-23 09:19 zhangsan 导出党费`,
  签到没有活动: `
    11-23 09:10 zhangsan 补签 王五
    11-23 09:10 zhangsan 谁没签到
    11-23 09:11 zhangsan 代签 王五
    11-23 09:12 zhangsan 王五没来，记错了
    11-23 09:13 zhaoliu 我的`,
  请假: `
    11-23 09:10 zhaoliu 请假
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:13 zhaoliu 请假
    11-23 09:14 zhaoliu 请假 出差
    11-23 09:15 zhaoliu 我又能来了
    11-23 09:16 zhaoliu 我又能来了
    11-25 14:40 zhaoliu 签到
    11-25 14:41 zhaoliu 请假 孩子发烧`,
  请假要同意: `
    11-23 09:10 zhangsan 请假需要审批
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:13 zhaoliu 请假 出差
    11-23 09:14 zhangsan 同意 王五 请假
    11-23 09:15 zhangsan 不同意 赵六 请假`,
  上报: `
    11-23 09:10 zhangsan 上报 应到6 实到5
    11-23 09:11 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到4 请假赵六（出差）
    11-23 09:12 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到8
    11-23 09:13 zhangsan 上报 主题党日 11月20日下午3点 应到8 实到7
    11-23 09:14 zhangsan 上报 支委会 11月20日下午3点 应到2 实到0
    11-23 09:15 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到5 请假马化腾
    11-23 09:16 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到5 请假赵六（出差）
    11-23 09:17 zhangsan 上报 主题党日 应到6 实到4
    11-23 09:18 zhangsan 赵六没来，记错了
    11-23 09:19 zhangsan 张三丰没来，记错了
    11-23 09:20 zhaoliu 上报 党课 应到6 实到6`,
  上报没有数: `
    11-23 09:10 zhangsan 上报 主题党日
    11-23 09:11 zhangsan 昨天的党课开完了
    11-23 09:12 zhangsan 上报 党小组会 应到2 实到2
    11-23 09:13 wangwu 上报 党小组会 应到2 实到1
    11-23 09:14 wangwu 上报 党课 应到6 实到6`,
  上报党课: `
    11-23 09:10 zhangsan 上报 党课 11月20日 应到6 实到6
    11-23 09:11 zhangsan 主讲人张三
    11-23 09:12 zhangsan 上报 党员大会 11月20日 应到6 实到2
    11-23 09:13 zhangsan 1`,
  上报和签到不合: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-25 14:40 zhaoliu 签到
    11-25 14:41 wangwu 签到
    11-25 14:42 lisi 请假 出差
    11-25 17:10 zhangsan 上报 主题党日 应到6 实到1
    11-25 17:12 zhangsan 上报 主题党日 应到6 实到6
    11-25 17:13 zhangsan 上报 主题党日 应到6 实到5
    11-25 17:14 zhangsan press record:1
    11-25 17:15 zhangsan press edit:1
    11-25 17:16 lisi 谁没签到`,
  改一改: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-25 14:40 zhaoliu 签到
    11-25 14:41 lisi 签到
    11-25 14:42 wangwu 请假 出差
    11-25 17:13 zhangsan press edit:1`,
  改一改没人签到: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-25 17:13 zhangsan press edit:1
    11-25 17:14 zhangsan press record:1
    11-25 17:15 zhangsan press not_held:1
    11-25 17:16 zhangsan press not_held:1
    11-25 17:17 zhangsan 没有开`,
  照此确认: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-25 14:40 zhaoliu 签到
    11-25 17:13 zhangsan press record:1
    11-25 17:14 zhangsan press all:1`,
  一周前刚开过: `
    11-23 09:10 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到6
    11-25 17:13 zhangsan 上报 主题党日 应到6 实到6
    11-25 17:14 zhangsan 上报 主题党日 11月28日 应到6 实到5`,
  帮助: `
    11-23 09:10 zhangsan 安排 主题党日 11月23日下午3点 三楼会议室
    11-23 09:11 zhangsan 安排 第一党小组党小组会 11月23日上午10点
    11-23 09:50 wangwu 帮助
    11-23 14:40 zhaoliu 帮助
    11-23 14:42 zhangsan 帮助
    11-23 14:43 admin 帮助`,
  说不清: `
    11-23 09:10 zhaoliu 中午食堂吃啥
    11-23 09:11 zhangsan 安排 主题党日 13月25日下午3点
    11-23 09:12 zhangsan 安排 主题党日 11月25日下午33点
    11-23 09:13 zhangsan 安排 主题党日 11月25日周五下午3点
    11-23 09:14 zhangsan 第九支部谁没签到
    11-23 09:15 zhangsan 3
    11-23 09:16 zhaoliu 谢谢
    11-23 09:17 zhangsan press leave:999
    11-23 09:18 zhaoliu 撤销`,
  设置: `
    11-23 09:10 zhangsan 设置
    11-23 09:11 zhangsan 主题党日固定日
    11-23 09:12 zhangsan 主题党日固定为
    11-23 09:13 zhangsan 主题党日固定为每月25日下午3点 党员活动室
    11-23 09:14 zhangsan 主题党日固定日
    11-23 09:15 zhangsan 请假需要审批
    11-23 09:16 zhangsan 绑定
    11-23 09:17 zhangsan 绑定 第一党支部
    11-23 09:18 zhangsan@wr1 绑定 第一党支部
    11-23 09:19 zhangsan@wr1 解绑
    11-23 09:20 zhangsan 解绑`,
  数字: `
    11-23 09:10 zhangsan 本月签到率
    11-23 09:11 zhangsan 本月开了几次
    11-23 09:12 zhangsan 本月活动记录
    11-23 09:13 zhangsan 本月人次
    11-23 09:14 zhangsan 本季度还有什么没开
    11-23 09:15 zhangsan 上报 主题党日 11月20日下午3点 应到6 实到5
    11-23 09:16 zhangsan 本月签到率
    11-23 09:17 zhangsan 本月开了几次
    11-23 09:18 zhangsan 本月活动记录
    11-23 09:19 zhangsan 本月人次
    11-23 09:20 zhaoliu 我本月参加了几次会
    11-23 09:21 admin 本月签到率
    11-23 09:22 admin 未开党员大会的支部
    11-23 09:23 zhangsan 安排 党课 11月24日下午3点
    11-24 18:00 zhangsan 本月活动记录`,
  整改: `
    11-23 09:10 zhangsan 整改清单
    11-23 09:11 zhangsan 登记整改
    11-23 09:12 zhangsan 登记整改 活动室漏水
    11-23 09:13 zhangsan 登记整改 活动室漏水，责任人赵六，12月10日前
    11-23 09:14 zhaoliu 我的整改
    11-23 09:15 zhaoliu 整改1 进展60% 找了人
    11-23 09:16 zhaoliu 整改1
    11-23 09:17 zhaoliu 整改1 延期
    11-23 09:18 zhaoliu 整改1 延期到12月20日 下雨
    11-23 09:19 admin 整改1 同意延期
    11-23 09:20 zhaoliu 整改1 完成
    11-23 09:21 admin 整改1 退回
    11-23 09:22 admin 整改9 同意销号
    11-24 09:40 tick
    11-25 09:40 tick`,
  我的出勤: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-23 09:11 zhangsan 安排 党课 11月26日下午3点
    11-23 09:12 zhaoliu 近期安排
    11-25 14:40 wangwu 签到
    11-25 17:12 zhangsan 上报 主题党日 应到6 实到5 缺席赵六
    11-25 17:13 zhaoliu 我本月参加了几次会
    11-25 17:14 zhaoliu 本月签到率
    11-25 17:15 wangwu 我本月参加了几次会
    11-25 17:16 admin 我本月参加了几次会`,
  没绑定的群: `
    11-23 09:10 zhaoliu@wr2 帮助
    11-23 09:11 zhangsan@wr2 帮助
    11-23 09:12 zhangsan@wr2 谁没签到
    11-23 09:13 zhangsan@wr2 绑定
    11-23 09:14 zhaoliu@wr2 绑定 第一党支部`,
  没开成: `
    11-23 09:10 zhangsan 安排 主题党日 11月25日下午3点 三楼会议室
    11-25 14:40 wangwu 签到
    11-25 17:12 zhangsan 没有开
    11-25 17:13 zhangsan 撤销
    11-25 17:14 zhangsan 全员到齐
    11-25 17:15 zhangsan 王五没来，记错了
    11-25 17:16 zhangsan 把赵六的签到去掉
    11-25 17:17 lisi 除王五请假其他都到了
    11-25 17:18 zhaoliu 撤销`,
  重名和近名: `
    11-23 09:10 zhangsan 安排 主题党日 11月23日下午3点 三楼会议室
    11-23 14:40 zhangsan 代签 李小红
    11-23 14:41 zhangsan 代签 孙八
    11-23 17:10 zhangsan 上报 主题党日 应到6 实到5 请假李小红（出差）
    11-23 17:11 zhangsan 李小红没来，记错了`,
};
