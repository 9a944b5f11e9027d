import { OFFICES } from '../lexicon/offices.ts';
import { REASON_STARTS } from '../lexicon/reasons.ts';
import { words } from '../lexicon/words.ts';
import { Trie } from './people-trie.ts';

/** Words right before a name. */
const BEFORE = words(`
  替 帮 代 给 和 跟 与 及 同 叫 是 让 请 由 为 除 除了 除开 代签 补签 漏签 替签 主持 主持人 记录 记录人 记录员 主讲 主讲人 授课 授课人 宣讲
  讲课 讲课人 领学 缺 缺席 就缺 只缺 还缺 还有 以及 暨 我叫 名叫 本人 责任人 联系人 申请人 请假人 经办人 负责人 证明人 名单 同志 收到 签到 报到
  请假 到 实到 未到 没到 没来 缺的 名字 姓名 应为 误写 加上 外加 连同 包括 分别 找 问 叫做 就是 但是 派 委托 拜托 麻烦 劳烦 通知 联系 老师 教授
  老伴 爱人 老婆 老公 妻子 丈夫 父亲 母亲 爸爸 妈妈 爸 妈 哥哥 哥 姐姐 姐 弟弟 弟 妹妹 妹 儿子 女儿 同事 邻居 大哥 大姐 战友 媳妇 岳父 岳母 大爷
  大娘 大叔 大婶 叔叔 阿姨 老乡 室友 舅舅 姑父 老汉 娘 爹 奶奶 爷爷 书记 科室 同科室 组员 成员 党员 群众 补 签 我 俺 咱 系 乃 另 家属 侄子 老头子
  主持者 缺席者 记录者 讲授人 讲授者 讲课老师 讲课的是 主讲的是 讲的是 记录的是 主持的是 主讲是 签一下 签个 签下 打个 打卡 补个 记上 算上 就是说 的是 邀请 特邀 聘请 请来 补登 补录 加 弟媳 儿媳 嫂子 嫂嫂 姑姑 姨妈 舅妈 婆婆 公公 婶子 叔父 侄女 外甥 孙女 孙子 女婿 学生 办公室 列席 值日 带队 监票人 计票人 唱票人 发言人 参会 参加 到会 出席 汇报人 审核人 推荐 表决 接收 确定 选举 同意
`);
/** Words right before a name that stand before much else besides. */
const BEFORE_WEAK = words(
  '的 了 在 向 对 将 把 到 家 里 人 们 有 听 看 见 陪 接 送 说 去 即 而 因 从 等 个 位 名 俩 两',
);

/** Words right behind a name. */
const AFTER = words(`
  同志 老师 主持 记录 主讲 授课 讲课 宣讲 领学 带领 传达 汇报 发言 召集 负责 参加 缺席 请假 请个假 告假 签到 报到 打卡 签个到 报个到 补签 代签
  已签 已到 到了 到会 到场 到位 在场 准时 按时 迟到 早退 没来 没到 未到 来了 来不了 去不了 到不了 不来 不能 无法 没法 不到 不去 回不来 去不成 来不成
  两位 三位 四位 等人 二人 两人 三人 几人 俩 讲的 来讲 讲党课 讲了 作报告 作辅导 做记录 作记录 写记录 以及 还有 因 因为 由于 今天 明天 后天 昨天 前天
  今早 明早 今晚 昨晚 上午 下午 中午 晚上 周一 周二 周三 周四 周五 周六 周日 本周 下周 上周 国庆 春节 报名 代表 通报 介绍 组织 主动 一起 一同 分别 昨日
  家里 家中 本人 于 签 签的 签了 签一下 签下 签个 补个 补一下 补上 补 代 替 因公 因病 因事 因故 确认 收到 已阅 知悉 宣读 解读 辅导 总结 点评 讲话 讲授 讲解
  没签 忘签 忘了 漏签 忘记 他 她 今年 去年 现 现在 目前 正在 刚 刚刚 才 先 还 还没 没 不 未 已 已经 均 都 也 请 来 到 在 和 跟 与 及 同 等 要 说 让 被 对 向 为
  于是 则 就 能 会 想 把 给 由 从 是 兄弟 夫妇 夫妻 父子 姐妹 母子 同学 校长 院长 处 这边 那边 家 上报 报 报送 申请 提出 审核 牵头 落实 整改 完成 联系 处长 局长
  应到 实到 出差 外出 生病 住院 探亲 培训 值班 务工 缺 列席 出席 参会 带队 值守 转场 下乡 拟 于今 将于 将 拟于 我 你 咱 啊 呀 哈 吧 呢 嘛 了 的 个人 个 一个 一人 一位 两个 三个 四个 五个 六个 两人 四人 五人 八十 七十 六十 带孙 收玉米 回娘家 临时有事 路上 有事 晚到 这次 那天 名下 提前 前来 托我 让我 托 外 以外 之外 打个卡 打个 没打卡 没签到 没点到 没签上 没打上 帮我 谨上 呈上 敬上 产检 公出 赴 前头 走亲戚 走不开 打工 陪床 陪护 值守 迎检 跟车 喝喜酒 忘签 拉肚子 在此 算上 也来 也到 也算 光顾 有没有 是不是 当时 其实 后来 原来 本来 儿子 女儿 老婆 名字 的手机 摁 签退 出差 前天
`);
/** Of these, the ones that may as well be the last character of a name or begin another word. */
const AFTER_WEAK = new Set(
  words(
    '于 现 刚 才 先 还 未 等 要 对 向 为 则 能 会 给 由 从 是 处 家 拟 将 同 的 个 补 代 替 俩 报 已 被 均 让 想 缺 签 因 来 和 及 与 跟 我 你 咱',
  ),
);
const STRONG_ONE = new Set(words('到 请 没 在 不 也 都 说 未 因 等 已 均 俩 签 报 来 他 她 了 要'));

/** Words in a trie, the last character first when `backwards`; the value is what the word counts. */
function trieOf(list: ReadonlyMap<string, number>, backwards: boolean): Trie {
  const trie = new Trie([...list.keys()].join('').length);
  for (const [word, value] of list) trie.set(backwards ? [...word].reverse().join('') : word, value);
  return trie;
}

/** The longest word that begins at `i`, or ends there when `step` is −1: how long, and its value. */
function longest(trie: Trie, s: string, i: number, step: 1 | -1): { length: number; value: number } {
  let node = 0;
  let length = 0;
  let value = 0;
  for (let k = 0; k < 12; k++) {
    const at = step === 1 ? i + k : i - 1 - k;
    if (at < 0 || at >= s.length) break;
    node = trie.next(node, s.charCodeAt(at));
    if (node === 0) break;
    const here = trie.valueAt(node);
    if (here >= 0) {
      length = k + 1;
      value = here;
    }
  }
  hit.length = length;
  hit.value = value;
  return hit;
}
// Reused: this is asked for nearly every character of every message.
const hit = { length: 0, value: 0 };

const before = trieOf(
  new Map([...BEFORE_WEAK.map((w) => [w, 1] as const), ...BEFORE.map((w) => [w, 2] as const)]),
  true,
);
/** In tenths. */
const after = trieOf(
  new Map(
    [...AFTER, ...REASON_STARTS].map((w) => [
      w,
      w.length > 1 ? 20 : STRONG_ONE.has(w) ? 15 : AFTER_WEAK.has(w) ? 10 : 12,
    ]),
  ),
  false,
);

const reasonsBack = trieOf(new Map(REASON_STARTS.filter((w) => w.length > 1).map((w) => [w, 1])), true);

/** Offices without the unit they are held in: the unit is read by itself. */
const TITLES = words(`
  第一书记 副书记 书记 老支书 村支书 支书 组织委员 宣传委员 纪检委员 统战委员 青年委员 群众委员 生活委员 学习委员 保密委员 委员 小组长 副组长 组长 网格员 联络员
  指导员 副主任 主任 村长 副镇长 镇长 副乡长 乡长 副局长 局长 副处长 处长 副科长 科长 副主席 主席 站长 所长 队长 班长 副校长 校长 副院长 院长 会计 文书 干事 助理
  讲师 教授 老师 工程师 师傅 经理 厂长 副部长 部长 政委 常委 教导员 秘书长 秘书 社长 董事长 组织员 主管 护士长 队员 馆长 台长 园长 行长 总监 会长 副会长 理事长
  司机 医生 大夫 护士 律师 法官 检察官 同志 教师 技术员 保管员 出纳 场长 辅导员 村医 积极分子 预备党员 党员 乡贤 专家 代表 组员 室主任
`);
const titlesBack = trieOf(new Map([...TITLES, ...OFFICES].map((w) => [w, 1])), true);
const titlesAhead = trieOf(new Map(TITLES.map((w) => [w, 1])), false);
const NOT_TITLE_BEHIND =
  /^(?:会计(?=[划算师])|代表(?=[会大])|党员|专家|组长(?=会)|委员(?=会)|书记(?=处)|主席(?=台)|主任(?=会)|积极|预备|队员|组员|护士|医生|助理|同志(?=们?好))/;

/** The office that ends at `i`, with at most one blank or colon between. */
export function officeBefore(s: string, i: number): string | undefined {
  const end = s[i - 1] === ' ' || s[i - 1] === ':' ? i - 1 : i;
  const { length } = longest(titlesBack, s, end, -1);
  return length === 0 ? undefined : s.slice(end - length, end);
}
/** The office or form of address that begins at `i`. */
export function officeAfter(s: string, i: number): string | undefined {
  const { length } = longest(titlesAhead, s, i, 1);
  return length === 0 || NOT_TITLE_BEHIND.test(s.slice(i, i + 4)) ? undefined : s.slice(i, i + length);
}

/** What stands before `i`: 2 calls for a name, 1 allows one, 0 does neither. Marks and edges of spans are not its matter. */
export const wordBefore = (s: string, i: number): number =>
  longest(titlesBack, s, i, -1).length > 0 ? 2 : longest(before, s, i, -1).value;

/** What begins at `i`: 2 follows names, between 1 and 2 may do so, 0 does neither. */
export function wordAfter(s: string, i: number): number {
  const { length, value } = longest(after, s, i, 1);
  return length > 0 ? value / 10 : officeAfter(s, i) === undefined ? 0 : 2;
}

/** A word that follows names begins at `i` and is longer than one character: 带孩子 in 李四带孩子. */
export const longWordAt = (s: string, i: number): boolean => longest(after, s, i, 1).length > 1;
/** A word of two or more that stands before names, or an office, ends at `i`: 爱人 in 和爱人, 组员 in 代组员. */
export const longWordBefore = (s: string, i: number): boolean =>
  longest(before, s, i, -1).length > 1 || longest(titlesBack, s, i, -1).length > 0;
/** 张三出差李四…: a reason ends at `i`, and the next name may follow without a mark. */
export const reasonBefore = (s: string, i: number): boolean => longest(reasonsBack, s, i, -1).length > 0;
