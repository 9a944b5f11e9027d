// 弄好没有, 报到百分之几了, 为啥退回来: what is asked of one item, behind the words that name it.
import { asksOfStory, mayAskOfStory } from '../../../parsing/asked/item-story.ts';
import type { Span } from '../../../parsing/spans/span.ts';
import type { Turn } from '../../turn.ts';

const DOING = '(?:整改|处理|解决|落实|完成|推进|办理|弄|办|做|改|搞|修|换|报|补)';
const WHY = '(?:因为|是)?(?:为什么|为啥|为何|怎么|咋|(?:什么|啥)(?:原因|理由|问题|事)?)';
const BACK = '(?:退回|打回|退|驳回|没有?通过|不通过|没有?批|没有?销号?|不合格|不行)(?:来|去|过来)?';
const ASKS = [
  `${DOING}?(?:了|到|得|成|的|完成)*(?:哪(?:里|儿|一?步|个?阶段)?|什么程度|啥程度|百分之(?:几|多少)|(?:多少|几)%?|几成|怎么?样|咋样|如何|(?:什么|啥)情况)`,
  '(?:进展|进度|情况|状态)(?:到|是|得|的)*(?:哪(?:里|儿|一?步)?|怎么?样|咋样|如何|多少|百分之(?:几|多少)|什么程度|呢)',
  `(?:${DOING}(?:好|完|成|到位)?|[好完]|销号?|销掉|通过|批)(?:下来)?了?(?:没有?|吗|么)(?:${DOING}?[好完]?)`,
  `${DOING}?(?:还)?[差剩](?:多少|几天|啥|什么)(?:时间|没${DOING})?`,
  `(?:什么时候|啥时候|几号|哪一?天|何时)(?:到期|截止|${DOING}[好完]?)`,
  `${WHY}(?:又|会|给|被|就|还|再)*${BACK}`,
  `(?:被|给|又|会)*${BACK}(?:了|的)*(?:是|因为|有)*(?:(?:原因|理由|意见|问题)(?:是)?(?:什么|啥|在哪)?|${WHY})`,
  `(?:哪里|哪儿|什么地方|啥地方)(?:不合格|不行|没有?${DOING}好|有问题|不对)`,
].join('|');
const HOW_IT_IS = new RegExp(
  `^(?:我|我们|咱们?|他|她|人家|现在|目前|上次|上回|最近|到底|究竟|已经|一共|都|还|又|被|给|是|有|的|[,，\\s])*(?:${ASKS})(?:了|呢|啊|呀|吧|的)*[?？]*$`,
  'u',
);

/** Whether it is asked how one item stands; how far, whether it is done, and why it came back are all of its story. */
export const asksHowItIs = (rest: string, names: readonly Span[] = []): boolean =>
  HOW_IT_IS.test(rest.trim()) || asksOfStory(rest.trim(), names);

/** That one matter is pointed at: 灭火器那事, 签名的整改. */
const POINTED = /那[个条项件桩事]|这[个条项件事]|整改|问题|(?<=\p{Script=Han}{2})的?事|我的?(?:那|这)/u;
/** Said of nothing else that is kept. */
const BY_ITS_WORDS =
  /期限|时限|责任领导|牵头|督办|措施|销[号的了]|退回|打回|驳回|谁退|进展|责任人|逾期|超期|延期|复查|立的?项/u;
const ENDS = new RegExp(`(?:${ASKS})(?:了|呢|啊|呀|吧|的)*[?？]*$`, 'u');

/** Whether a line may ask of one item that it names by words. */
export const mayAskOfOne = (line: string): boolean =>
  (POINTED.test(line) || BY_ITS_WORDS.test(line)) && (ENDS.test(line.trim()) || mayAskOfStory(line));

/** 顾明远退回去为啥: whom the question names beside the item. */
export function whomItNames({ org }: Pick<Turn, 'org'>, text: string): Span[] {
  const found: Span[] = [];
  for (let at = 0; at < text.length; at++)
    for (let end = Math.min(text.length, at + LONGEST_NAME); end > at + 1; end--)
      if (org.named(text.slice(at, end)).length > 0) {
        found.push({ at, end });
        at = end - 1;
        break;
      }
  return found;
}
const LONGEST_NAME = 4;
