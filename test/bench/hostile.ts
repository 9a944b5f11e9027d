// Texts made to hurt the reader: its own words, digits, marks, blanks, brackets, line ends and names, repeated and mixed.

/** Fragments that rules begin, go on or end with. */
const FRAGMENTS = [
  ...'签到 到 已到 请假 病假 出差 补签 代签 收到 谁 没来 多少 哪些 到会率 整改 问题 完成 进展 延期 销号 延长至 号 条 项 第 应到 实到'.split(
    ' ',
  ),
  ...'缺席 列席 全到 人 名 位 都 都到 全员 除 外 因 因为 因公 生病 支部 第一支部 第二党支部 党小组 党员 同志 书记 组织委员'.split(
    ' ',
  ),
  ...'王书记 老王 小李 主持 主持人 记录 记录人 时间 地点 议题 主题 备注 类型 会议室 党课 主题党日 支部党员大会 组织生活会'.split(
    ' ',
  ),
  ...'11月 25日 11月25日 11.25 11-25 25号 下周三 昨晚 后天 月底前 年底前 中旬 下午 3点 3点半 15:00 14:30-17:00 每月 农历 初一'.split(
    ' ',
  ),
  ...'正月 国庆 重阳节 今天 上周 去年 上季度 至 延 改到 取消 由 从 为 没 没有 不 别 不是 可能 如果 和 的 了 吗 我 我的 他 帮 替'.split(
    ' ',
  ),
  ...'让 去 在 在开 是 张三 李四 王五 欧阳修 买买提 周九 吴十一 李 接龙 #接龙 【会议上报】 固定 提醒 导出 设置 统计 进度 60%'.split(
    ' ',
  ),
  ...'百分之六十 三分之二 一半 2/3 1/1/ 50 23 12 1 2 一 二 十 百 千 万 零 0 2026 2026年 2026-11-25 1. 2. 1、 (1) ① 一、 - · :'.split(
    ' ',
  ),
  ...'： , ， 。 ； ! ？ 、 ( ) （ ） 【 】 《 》 「 」 “ ” [ ] | / % @ # + = ~ … — × √ □ ☑ _ * [图片] [抱拳] 😀 OK +1 a A- X'.split(
    ' ',
  ),
  ...'某月某日 几人 时间: 地点：村部 应到：23人 实到20人 请假2人 议题： 编号 责任人 整改期限 12号问题 问题12 第十二条 整改#12'.split(
    ' ',
  ),
  ...[' ', '  ', '\t', '\n', '\n\n', '\n1.张三\n2.李四\n', ' 1 张三\t到\t\n', '\u2005', '\ue001', '\ud83d'],
];

/** In UTF-16 units; the lengths are spread evenly over their orders of magnitude. */
const SHORTEST = 10;
const LONGEST = 8192;

/** A repeatable stream of numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}

/** As many hostile texts as wanted, the same for the same seed. */
export function* generatedHostile(count: number, seed = 1): Generator<string> {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  const some = (most: number) =>
    Array.from({ length: 1 + below(most) }, () => FRAGMENTS[below(FRAGMENTS.length)]!).join('');
  for (let i = 0; i < count; i++) {
    const length = Math.round(SHORTEST * (LONGEST / SHORTEST) ** next());
    yield grow(i % 6, length, some, below).slice(0, length);
  }
}

function grow(
  kind: number,
  length: number,
  some: (most: number) => string,
  below: (n: number) => number,
): string {
  const unit = some(4);
  const few = Array.from({ length: 2 + below(5) }, () => some(1));
  let text = kind === 1 ? some(6) : '';
  for (let n = 1; text.length < length; n++) {
    if (kind <= 1) text += unit;
    else if (kind === 2) text += some(1);
    else if (kind === 3) text += some(3).repeat(1 + below(40));
    else if (kind === 4) text += few[below(few.length)];
    else text += `${n}${['. ', '、', '.', ') ', ' '][below(5)]}${some(4)}\n`;
  }
  return text;
}
