// 党员总数多少，预备的是哪几位: how many there are in all, and who is of one kind among them.
import type { Grasp } from '../grasp.ts';

const KINDS = /(?:预备期?|正式|流动|外出|在外)的?(?:党员|同志)?|(?:入党)?积极分子/gu;
const IN_ALL =
  /党员(?:一共|总共|共|总|的|有|是|在册|现有|现在)*(?:人?数|多少|几|好多)|(?:多少|几|好多)(?:个|名|位)?(?:在册|在籍)?党员|(?:一共|总共|总计|拢共)(?:有|是)*(?:多少|几|好多)(?:个|名|位)?(?:人|同志|[,，\s]|$)|总人数/u;
const WHO = /谁|哪|名单|姓名|名字|叫(?:什么|啥)/u;

/** Beside those of one kind all of them are counted too. */
export function asksTotalToo(text: string): boolean {
  const s = text.normalize('NFKC');
  return (
    s.search(KINDS) >= 0 &&
    IN_ALL.test(s.replace(KINDS, '◇').replace(/◇[一总共有是的]{0,3}[几多]少?[个名位]?党员/u, ''))
  );
}

/** 几个党员，正式的几个: the count of all says both, where nobody asks for names. */
export function withTotal(s: string, said: Grasp): Grasp {
  const { intent } = said;
  if (intent.intent !== 'query' || !OF_ROSTER.has(intent.metric ?? '') || intent.also) return said;
  if (intent.what !== 'formal' || !asksTotalToo(s)) return said;
  const { what, ...whole } = intent;
  return { ...said, intent: { ...whole, metric: 'member_count', ...(WHO.test(s) && { what }) } };
}
const OF_ROSTER: ReadonlySet<string> = new Set(['member_list', 'member_count']);
