// Slips of the thumb or of dictation and what was meant; same length, so that positions in the text hold. Most of these
// characters meet in real words as well (准时到会, 支委汇报, 待签字), so most slips count only in surroundings of their own.

interface Slips {
  /** each as long as what was meant */
  slips: string;
  meant: string;
  /** what must stand before it, and what must not; then the same behind it: patterns */
  before?: string;
  notBefore?: string;
  behind?: string;
  notBehind?: string;
}

const EDGE = '[^\\u4e00-\\u9fff]';
const START = `^|${EDGE}`;
/** Nothing of a word before: the start, a mark, or who and what for. */
const OPEN = `${START}|[我您你已未没帮替给请要想先再能可求需把了吧也都人]`;
/** … or when it was and what was done there. */
const MET = `${OPEN}|[开加天晚午周月的个次上讲听微]`;
const END = '$|[^\\u4e00-\\u9fff\\d]';
const CLOSE = `${END}|[了吧啦呀哈啊呢嘛哦]`;
/** 应道11, 实道：十人 */
const FIGURE = '[:是为共]?\\s?[\\d一二三四五六七八九十两]';
const PERSON_FIGURE = '\\s?[\\d一二三四五六七八九十两]{1,3}\\s?(?:[人名个位]|$|[,;。、\\n])';
const BESIDE_COUNT = '^|[^\\u4e00-\\u9fff\\d]|[人名个位]';
/** 会计, 会长, 会员 */
const OTHER_MEETING = '计(?!划)|长(?!度)|员';
/** 汇报, 汇总, 汇编 */
const REPORTED = '[报总款集聚合编演入]';

export const TYPOS: readonly Slips[] = [
  { slips: '签道', meant: '签到', notBehind: '[路理德歉具教士家谢]' },
  { slips: '签倒', meant: '签到', notBehind: '[贴闭影数]' },
  { slips: '签导', meant: '签到', notBehind: '[入出航致览]' },
  { slips: '签刀', meant: '签到' },
  { slips: '签致', meant: '签到', notBefore: '标', notBehind: '[辞谢电歉力使]' },
  { slips: '签至', meant: '签到', notBefore: '[续约改]', behind: CLOSE },
  { slips: '鉴到', meant: '签到', before: OPEN, behind: CLOSE },
  { slips: '千到', meant: '签到', before: OPEN, notBefore: '\\d ?', behind: CLOSE },
  {
    slips: '迁到 牵到 欠到 钱到 铅到',
    meant: '签到',
    before: '^\\s?|[,。!;]\\s?',
    behind: '\\s?(?:$|[,。!~])',
  },
  { slips: '请价', meant: '请假', notBefore: '[申邀]', notBehind: '[格值款位钱]' },
  { slips: '请嫁', meant: '请假' },
  { slips: '请架', meant: '请假', notBefore: '[申]', notBehind: '[设空桥线起]' },
  { slips: '请甲', meant: '请假', notBefore: '[申邀聘]', notBehind: '[方级等乙醛板沟型鱼流状]' },
  { slips: '请佳', meant: '请假', before: OPEN, behind: CLOSE },
  { slips: '情假 清假 轻假 倾假 晴假', meant: '请假', before: START, behind: CLOSE },
  {
    slips: '情假 清假 轻假 倾假 晴假',
    meant: '请假',
    before: '我(?:要|想|先)?',
    behind: `${END}|[\\d一两三四五半了]`,
  },
  { slips: '告架 告价', meant: '告假', before: MET, behind: CLOSE },
  { slips: '告嫁', meant: '告假' },
  {
    slips: '补千 补迁 补欠 补前 补铅',
    meant: '补签',
    before: `${MET}|补.`,
    behind: `${END}|[了吧补]|一下(?!午)`,
  },
  { slips: '补牵', meant: '补签', notBehind: '[引强头线]' },
  { slips: '代千 代牵', meant: '代签', before: `${OPEN}|[帮替给让][^\\s,。;]{1,4}`, behind: CLOSE },
  {
    slips: '待签 带签',
    meant: '代签',
    before: '[帮替请让求](?:我|他|她)?|[帮替给让][^\\s,。;]{1,4}',
    behind: CLOSE,
  },
  {
    slips: '整该',
    meant: '整改',
    before: MET,
    behind: `${END}|[\\d到完中情措了已未限]|[一二三四五六七八九十]{1,3}号?`,
  },
  { slips: '整概', meant: '整改', notBefore: '完', notBehind: '[念括述况要率论]' },
  {
    slips: '整盖',
    meant: '整改',
    before: OPEN,
    behind: `${END}|[\\d到完情措]|[一二三四五六七八九十]{1,3}号?`,
  },
  {
    slips: '正改',
    meant: '整改',
    before: START,
    behind: `${END}|\\d|情况|措施|问题|事项|台账|完成|到位|通知|[一二三四五六七八九十]{1,3}号`,
  },
  { slips: '争改', meant: '整改', before: START, behind: `${END}|\\d|情况|措施|问题|事项|台账|完成|到位` },
  { slips: '撒销', meant: '撤销' },
  { slips: '撒消', meant: '撤销', notBehind: '毒' },
  { slips: '撒回', meant: '撤回', notBefore: '[抛种播]', notBehind: '[田地土水锅家]' },
  { slips: '消号 削号', meant: '销号', notBefore: '[取撤注抵]', notBehind: '[码称牌召令兵角]' },
  { slips: '肖号', meant: '销号', before: `${START}|[请以可意已未能它]`, behind: CLOSE },
  { slips: '销好', meant: '销号', before: '申请|同意|予以|可以|号', behind: CLOSE },
  { slips: '延其', meant: '延期', notBehind: '[他身中次它实余寿]' },
  { slips: '沿期', meant: '延期', before: OPEN, notBehind: '[房货权]' },
  {
    slips: '言期',
    meant: '延期',
    before: `${START}|申请|需要|想|要|请求`,
    behind: `${END}|[\\d到至一两三半了]`,
  },
  {
    slips: '支布 支步',
    meant: '支部',
    notBefore: '(?<!第十?)[一二三四五六七八九十两几每这那由\\d]',
    notBehind: '[置局点防料匹艺枪行伐兵骤调]',
  },
  {
    slips: '枝部 只部',
    meant: '支部',
    before: '[党总本关村区]|第[一二三四五六七八九十]{1,2}',
    notBehind: '[分署队件]',
  },
  {
    slips: '枝部 只部',
    meant: '支部',
    before: `(?:${START}|[查看下是想问跟和与月年天日的])[一二三四五六七八九十]|我们|咱们?|俺们`,
    notBehind: '[分署队件门长位]',
  },
  { slips: '到会绿 到会律 到会侓 道会率 倒会率 到惠率 到汇率 到慧率 导会率', meant: '到会率' },
  {
    slips: '嘞 喃 咧 捏 呐',
    meant: '呢',
    before: '^那[^，。,!?]{1,8}|[部月度年会课日组]的?',
    behind: '[?？~。]*$',
  },
  { slips: '清假', meant: '请假', notBefore: '[澄分辨肃查还]', behind: '$|[的了过吗没多几]' },
  { slips: '却席 缺西 缺习 确席', meant: '缺席' },
  { slips: '主提党日 主体党日 注题党日 主题档日 主题党曰 主题党目 主题觉日 主题党旦', meant: '主题党日' },
  {
    slips: '主题当日 主体当日',
    meant: '主题党日',
    behind: `${END}|活动|签到|请假|补签|已开|没|[一二三四五六七八九十\\d]|[去来到有今上本请缺迟应实参谁哪几多的是跟和都开]`,
  },
  { slips: '党客 党棵', meant: '党课', notBehind: '[观户气商场运服]' },
  { slips: '党刻', meant: '党课', notBehind: '[苦意不薄下板画录骨度字]' },
  { slips: '党科', meant: '党课', notBehind: '[学技目员室研协级普创长教]' },
  { slips: '党可', meant: '党课', before: '[上讲听微补点半刻晚]', notBehind: '[以能是爱靠歌怕见谓敬信]' },
  { slips: '当课 档课', meant: '党课', before: MET, behind: `${END}|[了的吧]|签到|请假|补签|[我没]` },
  { slips: '支尾会 支伟会 支卫会 支韦会 支围会 支微会 枝委会', meant: '支委会' },
  { slips: '只委会', meant: '支委会', notBefore: '不' },
  {
    slips: '支为会',
    meant: '支委会',
    notBefore: '[一二三四五六七八九十两几每这那\\d]',
    notBehind: '[员场计展费]',
  },
  { slips: '之委会', meant: '支委会', notBehind: '[员]' },
  { slips: '知委会', meant: '支委会', notBefore: '[通告得已请须]' },
  {
    slips: '支委汇',
    meant: '支委会',
    before: `${MET}|[点半刻号日]`,
    behind: `${END}|[了的]|请假|签到|已开|没|召开`,
  },
  { slips: '支委回', meant: '支委会', before: MET, behind: `${END}|请假|签到|已开|召开` },
  { slips: '党小祖会 党晓组会 党小租会 党小足会 党校组会', meant: '党小组会', notBehind: OTHER_MEETING },
  { slips: '当小组会', meant: '党小组会', before: MET, notBehind: OTHER_MEETING },
  { slips: '党小组汇', meant: '党小组会', notBehind: REPORTED },
  { slips: '晓组会 小租会 小祖会 小足会', meant: '小组会', before: `${MET}|党`, notBehind: OTHER_MEETING },
  { slips: '祖织生活会 组织生话会 组识生活会 组职生活会 组只生活会', meant: '组织生活会' },
  { slips: '组织生活汇', meant: '组织生活会', notBehind: REPORTED },
  { slips: '明主评议 民主平议 民主凭议 民主评意 民主屏议', meant: '民主评议', notBehind: '[见思向]' },
  { slips: '民族评议', meant: '民主评议', notBefore: '[数各个少]' },
  { slips: '党员大汇', meant: '党员大会', notBehind: REPORTED },
  { slips: '党源大会 党园大会 党员打会', meant: '党员大会' },
  { slips: '当员大会', meant: '党员大会', before: MET },
  { slips: '应道 应倒', meant: '应到', notBefore: '[回呼反相对适供响答]', behind: FIGURE },
  { slips: '实道 实倒', meant: '实到', notBefore: '[现真其老事确诚]', behind: FIGURE },
  { slips: '因道', meant: '应到', behind: PERSON_FIGURE },
  { slips: '到回', meant: '到会', before: BESIDE_COUNT, behind: PERSON_FIGURE },
  { slips: '英到', meant: '应到', before: BESIDE_COUNT, behind: PERSON_FIGURE },
  { slips: '石到 时到 食到', meant: '实到', before: BESIDE_COUNT, behind: PERSON_FIGURE },
  { slips: '收倒', meant: '收到', notBefore: '[没丰秋]', notBehind: '[卖闭塌买手伏]' },
  { slips: '收道', meant: '收到', before: OPEN, behind: `${END}|[了谢]` },
  { slips: '接笼 接聋', meant: '接龙', notBehind: '[子罩哑头]' },
  { slips: '结龙', meant: '接龙', before: OPEN, behind: CLOSE },
  { slips: '打咔', meant: '打卡', notBehind: '[嚓哒]' },
  { slips: '打咖', meant: '打卡', notBehind: '[啡喱]' },
  { slips: '打喀', meant: '打卡', notBehind: '[什纳]' },
  { slips: '打恰', meant: '打卡', notBefore: '单', notBehind: '[恰当好]' },
  { slips: '补咔 补喀', meant: '补卡' },
  { slips: '主池', meant: '主持', notBefore: '[业群户公房车失店]', behind: `${END}|[人会了召]` },
  {
    slips: '主迟',
    meant: '主持',
    notBefore: '[业群户公房车失店]',
    behind: `$|[^\\u4e00-\\u9fff\\d]|人|会议`,
  },
  { slips: '主特', meant: '主持', notBefore: '[业群户公房车失店]', behind: '人' },
  { slips: '计录', meant: '记录', notBefore: '[设统会审估预合共总]', behind: `${END}|[人员]` },
  { slips: '请加', meant: '请假', before: START, behind: '[一两半二三四五\\d]{1,2}天' },
  { slips: '名天', meant: '明天', before: START, notBefore: '\\d ?', notBehind: '[津下]' },
  {
    slips: '碗上',
    meant: '晚上',
    before: '[今昨明后前]天|[日号]',
    behind: '[\\d一二三四五六七八九十]{1,2}[点:时]',
  },
  {
    slips: '下五 下舞',
    meant: '下午',
    notBefore: '[以如底楼乡地线年月]',
    behind: '[一二三四五六七八\\d]{1,2}[点:时]',
  },
  {
    slips: '问提 问体',
    meant: '问题',
    before: `${START}|号`,
    behind: `\\s?[\\d一二三四五六七八九十]|${END}`,
  },
  { slips: '木来', meant: '没来', before: `${START}|[人名个位都也还]`, behind: `${END}|[了的]` },
  { slips: '没莱', meant: '没来', notBehind: '[芜州阳西]' },
];
