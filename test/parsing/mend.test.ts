import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { TYPOS } from '../../src/parsing/lexicon/typos.ts';
import { normalise } from '../../src/parsing/normalise.ts';

const read = (text: string, people: readonly string[] = []) => normalise(text, [], knowledgeOf({ people })).s;

/** Where each word usually stands; ~ is the word. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  签到: ['~', '~。', ' ~ ', '王小明,~,'],
  请假: ['~', '~一天', '~,家里有事', '我~', '我~一天'],
  告假: ['~', '我~,', '今天~'],
  补签: ['~', '~ 昨天党课', '帮我~一下', '~~', '那个~一下'],
  代签: ['帮老王~', '帮我~一下'.slice(0, 4), '替孙二娘~。'],
  整改: ['~12 完成', '~情况', '~完成', '~', '那个~十二号问题'],
  销号: ['同意~', '8号~', '申请~'],
  延期: ['~', '申请~', '申请~到月底', '~3天'],
  支部: ['党~', '第一~党员大会', '党总~'],
  到会率: ['本月~', '~多少'],
  缺席: ['谁~', '10月~的有谁'],
  呢: ['那赵六~', '10月的~'],
  主题党日: ['~', '~签到', '补签~', '昨天~活动我去了'],
  党课: ['上~', '听~', '上~,'],
  支委会: ['~', '今天开~', '昨天的~已开', '~,请假'],
  党小组会: ['~', '今天开~', '昨天的~,我参加了'],
  小组会: ['~', '昨天的~', '党~'],
  组织生活会: ['~', '昨天的~'],
  民主评议: ['~', '开展~党员'],
  党员大会: ['~', '昨天的~我请假'],
  应到: ['~5', '~11人', '~20人,', '人数:~7人'],
  实到: ['~5', '~10人', '11人,~10人', '应到5人~5人'],
  收到: ['~', '~,谢谢', '~了'],
  接龙: ['~', '~了'],
  打卡: ['~', '我来~', '~了'],
  补卡: ['~', '帮我~'],
  主持: ['~:张三', '~人:张三', '由张三~会议'.slice(0, 5)],
  撤销: ['~', '~刚才的签到', '请~'],
  撤回: ['~', '~刚才的通知', '把通知~来'],
  到会: ['~6人', '应到8人~6人'],
  记录: ['张三~', '~人:李四'],
  明天: ['~', '~请假', ' ~'],
  晚上: ['明天~八点', '9号~7:30'],
  下午: ['昨天~三点', '~2点'],
  问题: ['~12', '3号~'],
  没来: ['2人~', '都~', '还~。'],
};

/** Words and phrases of every day that hold the characters of a slip. */
const REAL =
  `请准时到会|请大家按时到场|及时到岗|届时到会议室|同时到达|7点准时到|会议8时到10时|9时到11时30分|准时到5人|小时到账|一千到两千|三千到五千元|两千到|上千到会|秋千到了
|成千到万|1千到2千|李千到|王千到了|搬迁到新村|党组织关系已迁到社区|户口迁到镇上|拆迁到哪步了|把牛牵到村口|手牵手牵到一起|欠到年底|工资拖欠到现在|钱到账了|补贴的钱到位|钱到没到|党费的钱到手
|支委回来了|支委回复说可以|支委回家了|支委回头通知|支委汇报工作|支委汇总名单|请支委汇报|各支委汇集意见|补前天的党课|弥补前期不足|补前年的记录|补前面两次|补前一天的|补前一下午的|补千元|补千把块|还要补欠款
|弥补欠账|补欠费|补迁户口|补铅笔|担任课代表|当课代表|当课堂记录员|不当课长|存档课件|归档课程表|待签字|待签收|待签约|合同等待签字|文件待签|待签发文件|审批 待签|状态:待签|请带签字笔|带签名表|附带签收单|连带签了三份
|正改造老旧小区|正改建食堂|正改着呢|真正改变作风|真正改好|修正改动|订正改错|正改到一半|正改为三级|取消号码|取消号|撒消毒粉|把肥料撒回田里|撤消号令|吹响冲锋号|注消号码|削号角|生肖号|小肖号码是多少|李秀英到|巾帼英到会|王英到了
|群英到齐|赵石到|石到村|落石到路面|采石到矿上|粮食到仓|零食到货|把伙食到账单|调整该路段|平整该地块|修整该栏|完整该有的都有|规整该清单|严整该部门|整概念|完整概念|完整概括|平整盖板|整盖子|斗争改变命运|竞争改革|争改革先锋
|推销好产品|促销好货|货都销好了|畅销好|报销好了|发言期间|谎言期|寓言期刊|前言期望|语言期中考试|敢言期待|延其寿|延其他项目|河沿期房|事情假如|病情假期|疫情假|爱情假|国情假设|清假账|肃清假货|分清假冒|澄清假消息|查清假发票
|清假期安排|年轻假装|减轻假|倾假|阴晴假|放晴假期|申请价格|请价格组来|申请架设电线|请架桥|请甲方签字|邀请甲级单位|聘请甲等|请佳佳来讲|请佳明主讲|申请佳作|广告架子|报告架构|广告价位|公告价格|文告价|代千里马|时代千变万化|一代千秋
|代牵头人|代牵线|替代牵引|一支布料|各支布置任务|由支布置|一支步枪|三支步行队|每支步伐|只部署了|不只部门|枝部分|花枝部位|相应道路|适应道德|回应道|呼应道具|响应倒逼|反应倒快|供应倒挂|老实道歉|真实道理|现实道路|确实倒了
|其实倒好|事实倒退|征收道路|没收倒卖|回收道具|接收道理|丰收倒伏|连接笼子|线接笼头|团结龙头企业|结龙山|集结龙湾|打咖啡|打咔嚓声|打喀什电话|打恰恰|单打恰好|业主池塘|群主迟到|公主迟迟不来|业主迟交|车主迟疑|店主迟来|失主迟些来|积木来了
|树木来源|草木来年|原木来料|实木来货|李木来|桃木来历|没莱芜的票|没莱州|党刻苦学习|全党刻不容缓|党刻意|党科学理论|全党科学决策|党科技|党科员|党可以|全党可靠|我党可能|政党可见|党客观|党客户|组织生活汇报|组织生活汇总|党小组汇报
|党小组汇总|党员大汇演|少数民族评议|各民族评议|民主评意见|民主评意向|支为会员|每支为会场|之委会员|通知委会|告知委会|以环保为主题当日公布|实施主体当日报送|担当小组会计|当小组会长|小足会员|晓组会员|标签贴好|标签导入|标签导航|标签倒数
|签至6月|续签至明年|改签至周五|签致辞|签致谢|借鉴到|印鉴到期|书签道具|标签道理|沿期限|言期|民族评议的意见各个民族`
    .replace(/\n/g, '')
    .split('|')
    .filter(
      (phrase) => !['沿期限', '言期', '倾假', '把伙食到账单', '民族评议的意见各个民族'].includes(phrase),
    );

describe('a slip of the thumb', () => {
  it('is mended where the word meant usually stands', () => {
    for (const { slips, meant } of TYPOS)
      for (const slip of slips.split(' ')) {
        expect(slip).toHaveLength(meant.length);
        expect(USUAL[meant], meant).toBeDefined();
        const mended = USUAL[meant]!.filter(
          (place) => read(place.replaceAll('~', slip)) === read(place.replaceAll('~', meant)),
        );
        expect(mended.length, `${slip} ${mended.join('|')}`).toBeGreaterThan(0);
      }
  });

  it('mended leaves the text as long as it was', () => {
    for (const { slips } of TYPOS)
      for (const slip of slips.split(' ')) expect(read(`${slip},${slip}`)).toHaveLength(slip.length * 2 + 1);
  });

  it('is not seen in real words and phrases', () => {
    expect(REAL.length).toBeGreaterThan(180);
    const changed = REAL.flatMap((phrase) =>
      [phrase, `${phrase},`, `通知 ${phrase} 明天`].filter((text) => read(text) !== text.trim()),
    );
    expect(changed).toEqual([]);
  });

  it('is mended right behind a name of the roster as behind any other', () => {
    for (const { slips } of TYPOS)
      for (const slip of slips.split(' ')) {
        const text = `欧阳明${slip}`;
        expect(read(text, ['欧阳明']), text).toBe(read(text));
      }
  });

  it('is not seen where it runs into a name of the roster, in whole or in part', () => {
    for (const { slips } of TYPOS)
      for (const slip of slips.split(' '))
        for (let cut = 1; cut <= slip.length; cut++) {
          const head = `欧阳${slip.slice(0, cut)}`;
          const tail = `${slip.slice(cut - 1)}明`;
          for (const [name, text] of [
            [head, `${head}${slip.slice(cut)}`],
            [head, `今天${head}${slip.slice(cut)}5人`],
            [tail, `${slip.slice(0, cut - 1)}${tail},`],
          ] as const)
            expect(read(text, [name]), `${name}: ${text}`).toBe(text);
        }
  });
});
