// One list: how each rule is asked for: what it is about (all of it is named, in any order), and which words ask for the rule
// and for no figure. The first row that fits is taken, so what is narrow stands before what is wide.
import type { RuleName } from '../../domain/rules.ts';

interface RuleRow {
  rule: RuleName;
  /** all of these are named */
  about: readonly string[];
  /** one of these asks */
  asks: string;
  /** speaks against it */
  not?: string;
  /** 多久没来算脱党: what was left undone is part of it */
  undone?: true;
  /** says nothing of what is asked, in a line about this */
  beside?: string;
}

const GO = '(?:召?开|搞|办|上|讲|交|联系|组织|谈|过|开展|碰头|碰面)';
const EACH =
  '(?:(?<!十)一|每|半)个?(?:年|月|季度|季|周|星期|礼拜)(?:里头?|内|至少|最少|一般|到底|是|要|得|该|应该|应当|需要|必须|不少于)*';
const OFTEN = `(?:多久|多长时间|隔多|(?:几|多少)个?(?:天|星期|礼拜|周|月|季度|年))|${EACH}${GO}?(?:几|多少|一|两)[次回场堂趟]|${EACH}${GO}?一?[次回场堂]?还是|频次|频率`;
const LONG =
  '多久|多长|(?:几|多少|好多)个?(?:天|日|月|年|星期|礼拜|周|工作日)|[一两半]年(?:吗|么|吧|还是|不|对)|期限|好久|好长';
const HEADS =
  '(?:几|多少|好多|几多)(?:个|名|位)?(?:人|党员|委员|支委|同志|才|到|来)?|过半|半数|一半|三分之二|五分之四|比例|够数|够不够|人数';
const VALID =
  '有效|算数|作数|才[能算行可够]|开得成|开得了|开不成|能不能开|(?:能|可以)开|要到|得到|要来|得来|必须到|到场|通过|够数|合规|法定|到齐';
const HOW = '怎么|咋|如何|怎样|手续|程序|步骤|流程|找谁|去哪|哪里';
const WHAT =
  '[是叫指](?:的是)?(?:啥|什么)(?!时|日子|地方)|(?:啥|什么)[是叫]|哪几[个样项]|包括|啥意思|什么意思|哪些|内容|怎么理解|解释';
const MAY =
  '能不能|可不可以|能否|可否|行不行|有没有|有无|算不算|够不够格|(?:能|可以|算|有|行|要|得|用|该|准|让|会).{0,10}(?:吗|么|嘛|不|没|没得|没有|啵)$';
const MUST =
  '要不要|用不用|需不需要|必不必须|该不该|可不可以|能不能|(?:要|必须|非得|可以不|能不|免|用).{0,10}(?:吗|么|嘛|不|啵|没)$';
const RULED = '规定|要求|讲究|标准|条例|章程';
const TERMS =
  '条件|资格|要求|(?:什么|啥|哪些|怎样的|啥样的?|什么样的?)人.{0,3}(?:能|可以|才|有|当|讲)|谁(?:都?能|都?可以|有资格|才能?|来|讲|当|主持)';
/** 怎么发给你, 咋个报法, 怎么重新报上去 */
const HOW_SAID =
  '(?:怎么|怎样|咋|如何)(?:个|样|才|跟|给|向|往|你|您|这里|系统|上面|再|重新|来|去|要|好|能|法)*(?:说|报|发|讲|申请|填|提交|提|写|请|弄|办)(?:法|给|上去)?';
const WHEN = '(?:啥|什么|多会)(?:时候|时间)|几时|何时|哪天|几号|几月|多会儿';

const PROBATION = '预备期|(?:当|做|是)预备党员|预备党员(?=.{0,8}(?:转正|多久|多长|考察))';
const ACTIVIST = '积极分子';
const OBJECT = '发展对象|发展党员|入党(?!申请)|接收预备|吸收';
const CONGRESS = '党员大会|支部大会|党员会(?!议室)|大会';
const COMMITTEE = '支委会|支部委员会|支委开会|委员会会议';
const GROUP = '党?小组会|党小组开会';
const LECTURE = '党课|讲课|上课';
const FLOATING =
  '流动党员|流动的党员|在外(?:地|头|面)?(?:打工|务工|工作|做工|上班)?的?党员|外出(?:的)?(?:务工)?的?党员';
const RETIRED = '退休|退了休|离退|离休|养老金|老党员';

export const RULE_ROWS: readonly RuleRow[] = [
  // What becomes of those who stay away
  {
    rule: 'lost_contact',
    about: ['失联|失去联系|联系不上|停止党籍|找不到人'],
    asks: `${LONG}|${HOW}|停止党籍|会怎样|${RULED}|${WHAT}`,
    not: '哪几个|是谁|有谁|有没有',
    undone: true,
  },
  {
    rule: 'lapse',
    about: ['脱党|除名|开除出党|不算党员|退党处理|算退党|自动退党'],
    beside: '常年|长年|长期|在外(?:头|面|地)?|不?参加|组织生活|自行|自动|打工|跑车',
    asks: `${LONG}|${HOW}|${WHAT}|${MAY}|${MUST}|${RULED}|几次|会怎样|后果|${WHEN}`,
    not: '哪几个|有谁',
    undone: true,
  },
  {
    rule: 'lapse',
    about: [
      '不交党费|没交党费|党费不交|欠党费|不参加组织生活|不来开会|不开会',
      '会(?:怎么|咋)|怎么(?:处理|办|说|算)|咋(?:处理|办|整)|后果|怎么样',
    ],
    asks: '.',
    not: '谁|哪几个|哪些人',
    undone: true,
  },
  // Becoming a member
  {
    rule: 'probation_start',
    about: [
      '^(?:那|那么|是|到底|具体|预备期|[,，])*(?:从|按|打)(?:哪一?天|什么时候|啥时候|几号|何时|哪个日子)(?:开始)?(?:起|来)?(?:算|计算|起算|计)(?:起|的|呢|啊)*$',
    ],
    asks: '.',
  },
  {
    rule: 'probation_extend',
    about: [
      '大会|表决|讨论|转正|票',
      '没(?:有)?通过|通不过|不通过|没过|过不了',
      '会(?:怎样|怎么样|怎么|咋)|怎么办|咋办|咋整|后果',
    ],
    asks: '.',
    not: '接收|吸收|发展对象|选举|换届|谁|上次|那次',
    undone: true,
  },
  {
    rule: 'confirm_steps',
    about: ['转正', '大会|表决|投票'],
    asks: MUST,
    not: '几|多少|了没|谁|我投',
  },
  {
    rule: 'probation_extend',
    about: ['预备期|预备党员|转正', '延长|延期|推迟|取消|不合格|没通过'],
    asks: `${LONG}|${MAY}|${HOW}|最[多长少]|几次|会怎样|${RULED}`,
    undone: true,
  },
  {
    rule: 'dues_probationary',
    about: ['党费', '预备|积极分子|发展对象|新党员|没转正'],
    asks: `${MUST}|${MAY}|${WHEN}|从.{0,6}(?:起|开始|算)|多少|怎么|咋`,
    not: '记录|登记',
  },
  {
    rule: 'probation_start',
    about: ['预备期|预备党员'],
    asks: `(?:从|按|打).{0,8}(?:哪|啥|什么|何).{0,6}(?:算|起|开始|计)|从.{1,14}(?:还是|或者?).{1,14}|(?:${WHEN}).{0,4}(?:算|起)|怎么算|咋算|起算`,
    not: '党龄|工龄|应到|到会',
  },
  {
    rule: 'probation_length',
    about: [PROBATION],
    asks: `${LONG}|${RULED}`,
    not: '公示|批|还有|还差|还剩|到会|没来|表决|权',
  },
  {
    rule: 'confirm_when',
    about: ['转正', '申请|报告'],
    asks: `${WHEN}|提前|多久|几个月`,
    not: '到哪|交了|写了',
  },
  {
    rule: 'confirm_steps',
    about: ['转正'],
    asks: '手续|程序|材料|(?:申请|报告).{0,4}(?:怎么|咋|如何|哪些|啥|什么)|(?:怎么|咋|如何)写|要(?:走|办|交|准备|弄|写|过|做)(?:些|哪)*(?:啥|什么|哪些|几)|(?:啥|什么|哪些)(?:条件|要求|流程)|(?:条件|要求)(?:是|有)',
    not: '到哪|交了|办到|齐了|少了|差',
  },
  {
    rule: 'voting_right',
    about: ['预备|积极分子|我这样|我这种|没转正|哪些人|什么人|谁', '表决|投票|举手|选举|画票|选书记|票决'],
    asks: `${MAY}|${TERMS}|谁(?:有|能|可以)|${MUST}|算票|几项|哪些`,
    not: '谁[没还]|投了|没投|接收|结果|名单|上次|录',
  },
  {
    rule: 'introducer',
    about: ['介绍人'],
    asks: `${TERMS}|${MAY}|${HEADS}|${MUST}|${RULED}|${WHAT}`,
    not: '介绍人(?:是|叫|都是)谁|谁是|介绍信',
  },
  {
    rule: 'activist_contact',
    about: ['培养联系人|联系人', `${ACTIVIST}|培养`],
    asks: `${HEADS}|${TERMS}|${MAY}|${OFTEN}|${RULED}`,
    not: '是谁|叫啥',
  },
  {
    rule: 'activist_contact',
    about: [ACTIVIST, '考察|思想汇报'],
    asks: `(?:${OFTEN}).{0,8}[次回]|几[次回]`,
    not: '一年以上',
  },
  {
    rule: 'activist_length',
    about: [ACTIVIST, '培养|考察|发展对象|转|入党|才能|要多|要几|当'],
    asks: `${LONG}|${RULED}`,
    not: '几个人|有几个|谁|哪几',
  },
  { rule: 'activist_length', about: ['发展对象|入党', '培养|考察'], asks: LONG, not: '到哪' },
  {
    rule: 'activist_attend',
    about: [ACTIVIST, '参加|列席|来开会|开会|听课|来不|党员大会|算应到|应到'],
    asks: `${MAY}|${MUST}|${RULED}`,
    not: '谁|几个|哪',
  },
  {
    rule: 'develop_notice',
    about: ['公示', `${OBJECT}|预备|转正|党员`],
    asks: `${LONG}|${RULED}|${HOW}`,
    not: '村务|财务|公示栏|到期',
  },
  {
    rule: 'develop_training',
    about: ['培训|集训|党校', OBJECT],
    asks: `${LONG}|学时|${RULED}|${MUST}`,
    not: '名单|报名|谁|哪天|去了',
  },
  {
    rule: 'develop_meeting',
    about: [`${OBJECT}|预备党员|转正`, '大会|开会|表决|票'],
    asks: `${HEADS}|${VALID}|${RULED}`,
    not: '来了|到了|几票|哪天|几号|走到|到哪|几个预备|表决权|那个|哪几个|人没',
  },
  {
    rule: 'develop_approval',
    about: [`${OBJECT}|预备党员|转正`, '审批|批准|批复|批下来|批'],
    asks: `${LONG}|${RULED}`,
    not: '从|谁批|批了',
  },
  {
    rule: 'apply_talk',
    about: ['申请书|入党申请|申请入党', '谈话|谈|派人|回复|没动静'],
    asks: LONG,
    not: '谈了|谁',
    undone: true,
  },
  {
    rule: 'apply_who',
    about: ['入党|申请书'],
    asks: `(?:啥|什么|哪些)(?:条件|要求|人)|条件|资格|几岁|多大|年龄|岁数|谁(?:能|可以)|${MAY}`,
    not: '占比|平均|介绍人|走到|到哪|时间|誓词|几个|哪几',
  },
  {
    rule: 'party_age',
    about: ['党龄|入党时间|入党日期'],
    asks: `${HOW}|(?:从|按).{0,10}(?:算|起|写|填)|算|还是|${RULED}`,
    not: '多少年的|平均|最[长短大]|我的?党龄(?:是)?(?:多少|几)|(?:几|多少)年|名单|导|列',
  },
  // Dues
  {
    rule: 'dues_retired',
    about: ['党费', RETIRED],
    asks: '怎么|咋|如何|按|多少|几个?点|比例|标准|要不要|好多|免|百分|几|规定|用不用|少交',
    not: '收了|记录|名单',
  },
  {
    rule: 'dues_farmer',
    about: ['党费', '农民|务农|种地|学生|下岗|失业|低保|没(?:有)?(?:工资|收入|工作)|农村'],
    asks: '怎么|咋|如何|按|多少|比例|标准|要不要|好多|免|百分|几|规定|用不用',
    not: '收了|记录|名单',
    undone: true,
  },
  {
    rule: 'dues_hardship',
    about: ['党费', '困难|免交|免缴|减免|少交|不交得?行|交不起'],
    asks: `${MAY}|${HOW}|${MUST}|${RULED}|行`,
    not: '谁|几个',
  },
  {
    rule: 'dues_published',
    about: ['党费', '公布|公开|公示'],
    asks: `${OFTEN}|${MUST}|${RULED}|${HOW}|几次`,
    not: '哪天',
  },
  {
    rule: 'dues_when',
    about: ['党费', '交|缴|补'],
    asks: `${WHEN}|提前|补交|补缴|预交|一次(?:性)?交|按月|每月|按季|季度|一年(?:一)?交|多久|几个月|代交|帮.{0,3}交|让别人`,
    not: '收缴|销|记录|交到几|交了没|各支部|我.{0,4}交到|上次|谁|截止|登记|到账',
  },
  {
    rule: 'dues_where',
    about: ['党费', '交|缴', '在外|外地|流动|哪里交|去哪交|交到哪|交给谁|哪个支部交|交哪'],
    asks: '怎么|咋|哪|能不能|给谁|可不可以|吗$',
    not: '登记|几月',
  },
  {
    rule: 'dues_rate',
    about: ['党费'],
    asks: '(?:交|缴)(?:纳)?多少|要多少|多少钱|好多钱|按几|按(?:什么|啥|多少)|几个?点|比例|怎么算|咋算|如何算|标准|基数|百分之?几|怎么交|咋交|如何交|怎么缴|多少比',
    not: '人|户|[收报]|登记|哪|支部|各|导|情况|率|记录|问题|整改|了',
  },
  // Members
  {
    rule: 'study_hours',
    about: ['学时|课时|学习时间|学习时长|培训时间|学几个小时|学多少小时'],
    asks: `多少|几|好多|${RULED}|够`,
    not: '我.{0,6}(?:学了|有|还差|够了)|累计|完成了|学了|党费',
  },
  {
    rule: 'duties_rights',
    about: ['权利|义务'],
    asks: `几[条项个]|多少[条项个]|${WHAT}|${RULED}`,
    not: '植树|劳动|服务|活动',
  },
  {
    rule: 'retired_life',
    about: [
      '年纪大|年老|腿脚|体弱|身体(?:不|差)|走不动|岁数大|行动不便|老了',
      '能不能不|可不可以不|可以不|能不|不去|不来|非得|必须|一定要|参加',
    ],
    asks: '能不能|可不可以|行不行|[吗么嘛]$|有没有(?:说法|规定|讲究)|非得|一定要|必须',
    not: '请假|谁|几个|登记',
    beside: '上头|上面|说法|不行|不好|走路',
  },
  {
    rule: 'leave_rule',
    about: ['请.?假'],
    // 怎么请假 asks what can be said at all.
    asks: '(?:怎么|咋|如何)(?:样|个|跟|给|向|往|你|您|才|好)*(?:发|报|写|提交)(?:给|法|你)?',
    not: '请过|了几|谁|原因|理由是|率|统计|名单',
  },
  {
    rule: 'record_mend',
    about: ['(?:记|登|弄|写|搞|打|录|标|算)错|记岔|记成|错记'],
    asks: '找谁|谁(?:能|来|可以|给|有权)?改|(?:怎么|咋|如何)(?:个)?(?:改|更正|办|弄|纠正|整)|能不能改|能改[吗不]|归谁',
    not: '整改|问题|名字|账号|电话|手机',
    beside: '考勤|签到|缺席|请假|迟到|改',
    undone: true,
  },
  {
    rule: 'leave_rule',
    about: ['请假'],
    asks: '(?:有没有|有啥|有什么|啥|什么)规定|规定(?:是|有)|提前(?:多久|几天|多少)|(?:要|得)不?(?:要)?(?:写|打)(?:个)?(?:假条|条子|申请)|最多.{0,4}几次|几次.{0,8}(?:算|批评|通报)|能不能不来|什么手续|啥手续',
    not: '我要|我想|请过',
  },
  {
    rule: 'retired_life',
    about: [RETIRED, '参加|来|开会|活动|组织生活|到会'],
    asks: `${MUST}|${MAY}|${RULED}|${HOW}`,
    not: '来了|谁|几个|多少|到会率',
  },
  // Meetings
  {
    rule: 'life_difference',
    about: ['组织生活会', '民主生活会'],
    asks: '区别|不同|一样|差别|两码|一回事|分别|哪个|有啥|怎么分',
  },
  {
    rule: 'life_difference',
    about: ['民主生活会'],
    asks: `${WHAT}|${OFTEN}|谁(?:要|参加|开)|${MUST}`,
    not: '主持',
  },
  {
    rule: 'no_committee',
    about: ['支委会?|委员会', '不设|没设|没(?:有|得)(?:设)?支委|没(?:有|得)委员会|人少|人不够'],
    asks: `${HOW}|${MUST}|${MAY}|能不能|可以|用不用`,
    not: '哪|谁|几个支部|多少支部|记录|上报|没有开',
    undone: true,
  },
  {
    rule: 'election_quorum',
    about: ['换届|选举|改选'],
    asks: `(?:${HEADS}).{0,8}(?:${VALID})|(?:${VALID}).{0,6}(?:${HEADS})|五分之四|过半|半数|有效|法定|(?:多少|几)票`,
    not: '材料|还有|多久|几步|来了|到哪|谁|年|候选',
  },
  {
    rule: 'vote_absent',
    about: ['委托|代投|代为投票|替.{0,3}投|书面意见|不到会', '投票|表决|选举|票'],
    asks: `${MAY}|${MUST}|${HOW}|算`,
    not: '谁',
  },
  {
    rule: 'branch_term',
    about: ['换届|任期|一届|届'],
    asks: `(?:几|多少)年|多久|多长|${RULED}`,
    not: '还有|还剩|到哪|走到|什么时候|本届|这届|办到|几步|逾期',
  },
  {
    rule: 'committee_size',
    about: ['支委会?|支部委员会|委员', '设|组成|配|成立|要有|应该有|该有|分工|班子|几人'],
    asks: `${HEADS}|${TERMS}|${WHAT}|${RULED}`,
    not: '缺|现在|谁|名单|到会|是哪|咱|我们|不设|纪检委员(?:是|有)',
  },
  {
    rule: 'committee_quorum',
    about: [COMMITTEE],
    asks: `(?:${HEADS}).{0,8}(?:${VALID})|(?:${VALID}).{0,6}(?:${HEADS})|过半|半数|有效|开得成|法定|(?:缺|少)(?:一|两|几)个.{0,6}(?:能|行|算)`,
    not: '来了|到了|谁|哪|缺席|率',
  },
  { rule: 'committee_often', about: [COMMITTEE], asks: `${OFTEN}|(?:啥|什么)规定`, not: '率' },
  {
    rule: 'group_setup',
    about: ['党?小组', '设|分|成立|划|组建'],
    asks: `${HEADS}|${HOW}|${TERMS}|${RULED}|${MUST}`,
    not: '现在|咱|我们|第|谁|分别|到会|小组会|分开',
  },
  { rule: 'group_often', about: [GROUP], asks: `${OFTEN}|${RULED}`, not: '率' },
  {
    rule: 'lecture_who',
    about: [LECTURE, '谁|什么人|啥人|哪些人|资格|普通党员|书记'],
    asks: `谁(?:都?能|都?可以|有资格|才能?|来)讲?|${TERMS}|能不能讲|可不可以讲|要不要讲|必须讲|(?:能|可以)(?:上台|来)?讲(?:党课|课)?(?:吗|么|嘛|不|没|啵)$|能不能|可不可以`,
    not: '签|讲的|讲了|主讲是|哪次|哪天',
  },
  {
    rule: 'lecture_often',
    about: [LECTURE],
    asks: `${OFTEN}|${RULED}|(?:一|每)个?(?:月|季度|年).{0,5}还是`,
    not: '率|多久(?:讲|上)?(?:完|结束)|要讲多久|讲多长|请假',
  },
  {
    rule: 'congress_quorum',
    about: [CONGRESS],
    asks: `(?:${HEADS}).{0,8}(?:${VALID})|(?:${VALID}).{0,6}(?:${HEADS})|过半|半数|有效|开得成|法定|才算数`,
    not: '来了|到了|谁|哪|缺席|率|换届|选举',
  },
  { rule: 'congress_often', about: [CONGRESS], asks: `${OFTEN}`, not: '率|换届' },
  {
    rule: 'three_and_one',
    about: ['三会一课'],
    asks: `${OFTEN}|${WHAT}|${RULED}|怎么(?:开|搞)|(?:哪|啥)(?:三|几)个?会`,
    not: '没开|落实|完成|缺|支部|开了|开过|率|情况|谁|导|材料|记录',
  },
  {
    rule: 'theme_day',
    about: ['主题党日|党日'],
    asks: `${OFTEN}|${RULED}|${WHAT}(?<=党日.{0,4}[是叫指].*)|(?:怎么|咋|如何)(?:搞|开|弄|办)|(?:可以|能)搞(?:些)?(?:啥|什么)|内容有(?:啥|什么)要求`,
    not: '拍照|照片|率|主题是|主题叫|几点|固定|改|地点|哪天|谁|带',
  },
  {
    rule: 'organization_life',
    about: ['组织生活会'],
    asks: `${OFTEN}|${RULED}|${HOW}|${WHAT}|一般(?:安排)?(?:在|是|都)*(?:${WHEN})`,
    not: '率|谁|主持|记录|上报|安排|题目|主题',
  },
  {
    rule: 'review_grades',
    about: ['民主评议|评议|优秀党员|优秀等次|等次'],
    asks: '几[档等个种级]|哪几|档次|等次|比例|百分|几成|名额|多少(?:个|人)?(?:优秀|是优秀)|最多|三分之一|怎么分|哪些(?:档|等)',
    not: '谁|结果|被评|评上|我|哪天',
  },
  {
    rule: 'review_often',
    about: ['民主评议|评议党员'],
    beside: '它|够',
    asks: `(?:能|可以|要).{0,8}(?:合|一起|一并|一块|同时).{0,3}(?:开|搞|办)|${OFTEN}|${RULED}|${HOW}|${WHAT}`,
    not: '结果|率|谁|主持|记录|上报|评上|情况',
  },
  {
    rule: 'heart_talk',
    about: ['谈心谈话|谈心|谈话'],
    asks: `${OFTEN}|${RULED}|谁和谁|谁跟谁`,
    not: '谈了|谈过|登记|率|没谈|申请',
  },
  {
    rule: 'chair',
    about: ['主持|召集', `${CONGRESS}|${COMMITTEE}|${GROUP}|开会|会议`],
    asks: `谁(?:来|能|可以|才能?|该|应该)|(?:该|应该|要|得|可以)由?谁|${TERMS}|能不能|可不可以|书记不在`,
    not: '主持的|主持过|是谁主持|谁主持了',
  },
  {
    rule: 'record_content',
    about: ['会议记录|记录本|记录', '记|写|填'],
    asks: '(?:记|写|填)(?:些)?(?:啥|什么|哪些)|要求|包括|要素|格式|规范',
    not: '谁|记了|写了|上次|那个会|没写|导|没记',
  },
  {
    rule: 'record_keep',
    about: ['会议记录|记录本|记录|本子', '保存|存|留|归档|保管|销毁'],
    asks: `${LONG}|${HOW}|${MUST}|谁(?:来|管|保管)|${RULED}`,
    not: '导|哪里看|存了',
  },
  // Branches
  {
    rule: 'branch_setup',
    about: ['党?支部', '成立|建(?!议)|设立|组建|单独'],
    asks: `${HEADS}|${TERMS}|${RULED}|最多|最少|${MAY}`,
    not: '支委|委员会|什么时候成立|哪年|群|小组|先锋',
  },
  {
    rule: 'branch_setup',
    about: ['联合党?支部|临时党?支部'],
    asks: `${HEADS}|${TERMS}|${RULED}|${WHAT}`,
    not: '谁',
  },
  {
    rule: 'secretary_who',
    about: ['书记', '当|做|担任|选'],
    asks: TERMS,
    not: '现在|讲|是谁|以前|党课|谁当(?:的|过)|谁(?:在|来)当',
  },
  // Away from home
  {
    rule: 'transfer',
    about: ['组织关系|介绍信|党组织关系|党员关系|转关系|关系转'],
    asks: `${HOW}|${LONG}|有效|${MUST}|${WHAT}|${WHEN}|过期|怎么办`,
    not: '转了没|谁|转来|转走了|几个',
  },
  {
    rule: 'floating_contact',
    about: [FLOATING, '联系|打电话|走访'],
    asks: `${OFTEN}|${RULED}|${MUST}|${HOW}`,
    not: '联系了|没联系|谁|哪|整改|问题|登记|记录',
  },
  {
    rule: 'floating_who',
    about: ['流动党员|流动'],
    asks: `(?:怎么|咋|多久|几个月|啥样|什么样|哪种|什么人|啥人|什么情况).{0,6}(?:才)?算|(?:算不算|算).{0,3}流动|(?:是|指)(?:的是)?(?:啥|什么)|(?:啥|什么)[是叫]|啥意思|什么意思|认定|标准|定义`,
    not: '叫|几个|到会|应到|到会率|名单|有哪|是哪|几个人|党费|参加|联系|谁',
  },
  {
    rule: 'floating_life',
    about: [`${FLOATING}|在外(?:地|头|面|打工|务工)|外地|打工`, '组织生活|开会|参加|过组织|活动|会议'],
    asks: `${HOW}|${MAY}|${MUST}|${RULED}`,
    not: '来了|谁|几个|到会率|请假|应到|登记',
  },
  // The ledger
  {
    rule: 'extension_limit',
    about: ['延期|延长|宽限'],
    asks: `${HOW_SAID}|(?:归|由|找|要|是)(?:哪个|谁|哪里)(?:来)?批`,
    not: '会议|活动|党日|换届|预备|转正|开会|哪条|哪些|批了|谁批的',
  },
  {
    rule: 'closing_how',
    about: [
      '[销消](?:号|掉|了|案)|[修办改弄做整换补搞](?:好|完|齐)|补齐|整改完|重新(?:再)?(?:报|发|提)|退回',
    ],
    asks: `${HOW_SAID}|(?:怎么|咋|如何)(?:才|能|算|可以|申请)*[销消]`,
    not: '请假|签到|党日|活动|党费|发展|入党|转正|花名册|记录|台账|会议|延期|通知|报到|上报',
    beside: '照片|佐证|样子|看看|例子|格式|模板|发个|以后|重新',
  },
  {
    rule: 'closing_who',
    about: ['[销消]号|整改|结案', '批|审|同意|销|点头|说了算|签字'],
    beside: '纪检委员|组织委员|宣传委员|委员|书记|权限|这个',
    asks: '(?:有没有|有无|有)(?:这个)?(?:权限?|资格)|(?:能不能|可不可以|能|可以)[批审]|谁(?:来|能|可以|有权|才能?|说了)?(?:批|审|销|同意|点头|定|签|算)|(?:批|审|销|同意|签)[^,，]{0,4}(?:是|要|得|该|归)谁|由谁|找谁|哪个批|(?:自己|本人|我).{0,8}(?:能不能|可不可以|能|可以).{0,8}|(?:能不能|可不可以|能|可以).{0,4}(?:自己|本人)',
    not: '谁批的|批了|哪条|哪些|等我|几条|我的整改|待我|审核人是谁|项|等着',
  },
  {
    rule: 'extension_limit',
    about: ['延期|延长|宽限|延(?:多久|几|多少)', '整改|问题|期限|最多|最长|几次|能不能|可不可以|自己'],
    asks: `最[多长]|几[天次个]|多久|${MAY}|多少天|${RULED}|上限|谁批`,
    not: '了几|延了|延过|哪条|哪些|申请延期的|换届|预备|转正|延到(?:\\d|什么|啥|哪)',
  },
];
