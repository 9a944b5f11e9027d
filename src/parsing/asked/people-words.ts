// One list: words of questions about who there is, what they did beside meetings, and what is kept nowhere. `{a,b}` stands for either, and a blank parts the words.
export const PEOPLE_WORDS = {
  // people
  member: '党员 党元 党员同志 同志 支部人 队伍 {全体,所有}党员 党员总数 党员队伍',
  formal: '正式党员 正是党员 正式{的} 正式',
  probationary: '预备党员 鱼备 预备{的} 预备',
  activist: '积极分子 入党积极分子 积极份子 发展对象',
  mobile: '流动党员 流动{的} 外出党员 在外{的}党员 流动党元',
  roster: '花名册 名册 党员名册 党员{名单,花名册} 册子 支部名册',
  office:
    '书记 副书记 {组织,宣传,纪检,青年,统战}委员 委员 班子 支委 支委班子 {党小组,小}组长 组长 职务 班子成员 支委成员 职数',
  group: '党小组 小组 组员 成员 组里 小组成员 几组 {一,二,三,四,五}组',
  team: '先锋队 突击队 服务队 党群先锋队 队员 队里 队长',
  // works and processes
  service: '志愿服务 志愿 服务 服务时长 志愿时长',
  hours: '{小时,钟头,个小时,个钟头} {几,多少,好多}{个,}{小时,钟头}',
  visit: '走访 入户 慰问 走访慰问 家访',
  talk: '谈心谈话 谈心 谈话',
  promise: '承诺 承诺践诺 践诺 承诺书 承诺事项',
  dues: '党费',
  develop: '发展党员 发展{到,} 转正 预备期{满,} 政审 入党{申请,} 培养{对象,} 阶段 考察',
  term: '换届 换界 届满 任期',
  // what is kept nowhere
  unkept:
    '{几,多少,花了多少}钱 经费 花费 花了 支出 茶水钱 年龄 年纪 岁以上 岁以下 多大 学历 文化 大专 本科 女 男 女的 男的 性别 电话 电话号码 手机号 号码 打{了,}多少分 得分 分数 民族 党龄 身份证 工资',
} as const;
