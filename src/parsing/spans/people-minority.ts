import { words } from '../lexicon/words.ts';
import { Trie } from './people-trie.ts';

/** Parts that names of Tibetans, Uyghurs, Kazakhs, Hui, Mongols, Yi, Dai and others are made of, as they are transcribed. */
const PARTS = words(`
  旦增 丹增 卓嘎 次仁 才仁 才让 泽仁 多吉 多杰 扎西 顿珠 伦珠 央金 央宗 央吉 央珍 拉姆 拉毛 旺堆 旺姆 旺久 旺扎 旺加 旺杰 平措 彭措 尼玛 达娃 达瓦 边巴 普布 巴桑
  巴珠 白玛 班玛 德吉 德庆 德央 格桑 格列 格勒 索朗 索南 洛桑 罗桑 罗布 诺布 仁增 仁青 仁钦 强巴 强珍 曲珍 曲扎 曲措 曲宗 曲培 群培 群宗 桑珠 桑吉 桑杰 桑姆 桑旦 次旦 次旺
  次央 次多 次珍 次卓 次成 次平 加措 嘉措 加央 嘉央 贡嘎 贡布 贡觉 坚赞 坚才 美朵 梅朵 米玛 拉巴 拉措 拉珍 益西 益希 云丹 云旦 扎巴 扎桑 扎多 卓玛 措姆 措吉 嘎玛 嘎松 班觉
  班丹 班旦 华旦 其美 赤列 赤来 列珠 晋美 晋巴 念扎 欧珠 云登 南卡 南杰 朗杰 朗卡 玉珍 阿旺 昂旺 阿布 丁增 土登 图登 江白 江村 江措 江央 绛曲 尕玛 尕藏 完么 完德 项秀 仓央
  夏吾 夏扎 道吉 旦巴 旦正 丹巴 丹珍 多布 多旦 索多 索珍 松吉 松赞 塔青 塔杰 次登 次吉 斯曲 斯朗 斯塔 向巴 向秋 登巴 登增 巴登 巴姆 巴丁 拥忠 雍措 拥措 永吉 玉措 旦珍 久美 确吉
  阿不都 阿卜杜 阿布都 阿不来提 阿不力孜 阿不力米提 阿迪力 阿迪拉 阿地力 阿尔孜 阿巴斯 阿曼 阿依 阿衣 阿丽 阿丽娅 阿里木 阿力木 阿扎提 阿孜 阿瓦 阿斯 阿娜尔 阿山 艾力 艾克 艾合买提 艾买提 艾山 艾则孜
  艾麦提 艾孜 艾尔肯 艾尼 艾拜 艾比 艾热提 艾海提 古丽 古丽扎尔 古扎 努尔 努尔曼 买买提 麦麦提 买合木提 麦合木提 买提 买热 麦提 吐尔逊 吐尔地 吐尔洪 吐鲁 吐拉 图尔荪 图尔迪 图荪 热合曼 热合木 热依木 热依汗 热西提 热西丹
  热孜 热孜万 热比 热娜 热沙 热巴 迪丽 迪力 迪里 迪拉 地里 地力 夏提 肉孜 如孜 如则 赛买提 赛麦提 赛力克 赛依 赛福 托合提 托乎提 托合 玉素甫 玉苏普 玉山 亚森 亚生 亚库普 亚力 约麦尔 约尔 伊力 伊敏
  伊布 伊明 依明 依米 依布 依斯 依拉 哈木 哈力 哈丽 哈尼 哈那提 哈斯木 哈山 哈布 哈孜 吾买尔 吾斯曼 吾守尔 吾甫 乌买尔 乌斯曼 乌守尔 斯迪克 司迪克 斯马 斯拉 萨迪克 萨拉木 萨比 萨吾 萨依 萨尼 塔依尔 塔西 塔吉 塔里
  克力木 克里木 克孜 克尤 凯赛尔 凯沙 卡德尔 卡地尔 卡哈尔 卡米 卡生 卡斯 库尔班 库尔 库热 库万 库勒 坎吉 居来提 居马 居努斯 加娜尔 加马 巴哈尔 巴合提 巴哈提 巴图尔 巴克 巴提 帕丽达 帕提 帕尔 帕夏 排孜 皮达 祖力 祖丽 祖农
  则克 孜亚 尼亚孜 尼加提 尼牙孜 尼扎 木拉提 木沙 木合 木塔 木太 木明 木扎 米热 米吉 米娜 米拉 米尔 玛依拉 玛丽 玛合 玛纳 买斯 曼苏 别克 别尔 尔肯 波拉提 叶尔 叶尔兰 叶斯 江布 沙吾 沙拉 沙塔尔 沙比 沙米 胡达 胡加 胡赛 胡马 海力
  海米提 海如 海日 汗古 合木 合力 合曼 拉提 力提 夏木 西热 西力 西尔 吉力 甫拉 甫江 再努 再纳 再同 扎克尔 扎依尔 扎米 扎帕 穆罕 穆合 穆拉 穆萨 穆太 奴尔 奴尔曼 努尔 努日 努合 娜孜 佐热 苏来 苏里 苏比 提拉
  乌云 其其格 其木格 其格 格日勒 格日 高娃 图雅 托娅 呼和 呼日 呼斯 巴图 巴特尔 巴雅尔 巴雅 巴音 额尔敦 额日 敖其尔 敖日 敖登 敖特 阿拉坦 阿拉腾 阿木尔 阿古 阿日 阿荣 塔娜 娜仁 娜日 娜布 萨仁 萨如拉 萨日 斯琴 斯日 斯钦 苏日
  苏和 苏布 苏荣 乌兰 乌日 乌力 乌恩 乌尼 通拉嘎 通嘎 吉日嘎 吉日 吉仁 吉木 孟克 孟和 宝音 宝力 布和 布仁 布日 特木尔 铁木尔 特格 特日 古楞 毕力格 必力 青格 青格勒 道尔吉 道尔 扎木 扎那 官布 朝鲁 朝格 朝克 朝乐 白音 白乙 白嘎 那仁
  那日 那顺 那木 木其尔 木仁 牧仁 哈斯 哈日 哈达 嘎拉 嘎日 嘎力 德力 德格 都日 都仁 恩和 恩克 满都 满达 莫日 莫德 桑布 色音 色登 赛汗 赛罕 希日 锡林 伊日 伊拉 仁钦 图门 图布 陶格 温都 旺钦 雅茹 云敦 浩毕 浩斯 呼格 海日罕 勒图 拉嘎 那音
  吉克 吉候 吉子 吉伙 吉胡 吉尔 阿木 阿呷 阿甲 阿牛 阿苏 阿乌 阿古 阿加 阿西 阿依莫 沙马 沙玛 俄木 俄底 木乃 此尔 日达 日尔 拉且 拉日 曲比 曲木 马海 勒格 勒勒 尔古 尔布 尔且 尔哈 史古 史则 色惹 莫色 莫洛 子莫 金古 安曲 且沙 约其 布吉
  罗洪 麦吉 海来 海乃 呷呷 呷日 伍呷 伍各 伍牛 古曲 土比 土火 地莫 加巴 加拉 石一 石则 久体 比布 比曲 依伙 依火 伍且 有呷 尔呷 尔西 尔聪 拉哈 拉火 木果 木加 木出 木呷 木牛 惹古 瓦西 瓦扎 佐木 子日 子伍 吉古 吉伍 吉觉 吉巴
  玉罕 玉香 玉波 玉叫 玉应 玉坎 岩温 岩罕 岩叫 岩香 岩甩 岩坎 岩糯 岩龙 岩说 依波 依香 依罕 帕哈 库尔班江 克孜尔 尼萨 古力 古里 汗曼 热汗 
`);

const parts = new Trie(PARTS.join('').length);
for (const part of PARTS) parts.set(part, 1);

/** Parts that are everyday words, and no name by themselves. */
const NOT_ALONE = new Set(
  words('地里 海来 加拉 木果 土火 石一 石则 夏木 多布 再同 比曲 伍各 有呷 瓦西 苏里 向秋 胡马 皮达 木明'),
);
export const isNoNameAlone = (part: string): boolean => NOT_ALONE.has(part);

/** Syllables that may close such a name or stand between its parts. */
const SYLLABLES = new Set([
  ...'江汗提尔木丽克别甫曼逊格勒图巴嘎珍措姆吉旦增玛布宗杰央桑扎西多加仁青孜娜热买努斯克力依艾拉古丽阿迪娅琴娃雅',
]);

/** Length of the longest part that begins at `i`; 0 when none does. */
export function partAt(s: string, i: number): number {
  let node = 0;
  let length = 0;
  for (let k = i; k < s.length; k++) {
    node = parts.next(node, s.charCodeAt(k));
    if (node === 0) break;
    if (parts.valueAt(node) >= 0) length = k + 1 - i;
  }
  return length;
}
export const isSyllable = (c: string | undefined): boolean => c !== undefined && SYLLABLES.has(c);

const LONGEST = 16;

/** Where the chain of parts that begins at `i` ends, and how many parts and loose syllables it has. */
export function chainAt(s: string, i: number): { end: number; parts: number; loose: number } {
  let end = i;
  let parts = 0;
  let loose = 0;
  while (end - i < LONGEST) {
    const part = partAt(s, end);
    if (part > 0) {
      parts++;
      end += part;
    } else if (parts > 0 && loose < 2 && isSyllable(s[end])) {
      loose++;
      end++;
    } else break;
  }
  return { end, parts, loose };
}
