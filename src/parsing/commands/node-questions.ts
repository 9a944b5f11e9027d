// 任务进度, 三化建设进度 表格, 各支部按节点进度: how far what was handed out is, by its name.
import type { Filled } from '../../domain/intent.ts';
import { itemKinds, kindRow, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { asWritten } from '../message.ts';
import type { Heard } from './rest.ts';

const LONGEST = 40;
const FORMS: readonly [RegExp, NonNullable<Filled['format']>][] = [
  [/(?:导出|下载|打印)(?:一下|一份)?|(?:的)?(?:excel|电子表格?|文件)/iu, 'file'],
  [/(?:画|出|做|用|来)?(?:个|张|成|一张)?图(?:表|片)?(?=$|\s)/u, 'chart'],
  [/(?:列|做|出|弄)?(?:个|成|一?张|一个)?表格?(?=$|\s)/u, 'table'],
];
const LEAD = /^(?:请|帮我|麻烦|看看?|查看?|看一下|查一下|查询|列一下|列出|发我|给我|我要|要|\s)+/u;
const ASKED =
  /^(?<topic>.*?)(?<units>各个?(?:党)?(?:支部|村|单位|社区))?的?(?<nodes>按?各?(?:时间)?节点)?(?:的|完成|落实|上报)*进度(?:情况|如何|怎么样|怎样|到哪了?|表)*[呢吗]?$/u;
/** What has figures of its own, or is asked in another way. */
const OTHER = /^(?:我|本人)|整改|销号|^台账|签到|到会|出勤|集结|会议|党课|支部|学习|问题|本月|今年|[?,。;:]/u;

const handed = perKinds(() => {
  const rows = itemKinds()
    .map(kindRow)
    .filter(({ perBranch }) => perBranch);
  return new Set(rows.flatMap((row) => [...wordsOfKind(row), row.noun]));
});

/** @param s without what ends the sentence */
export function readNodeQuestion(h: Heard, s: string): Filled | undefined {
  if (s.length > LONGEST || !s.includes('进度') || h.people.length > 0 || h.types.length > 0)
    return undefined;
  const form = FORMS.find(([pattern]) => pattern.test(s.replace('进度表', '进度')));
  const plain = (form ? s.replace(form[0], ' ') : s).trim().replace(LEAD, '');
  const groups = ASKED.exec(plain)?.groups;
  if (!groups) return undefined;
  const asked: Filled = {
    intent: 'query',
    metric: 'rectify_item',
    what: 'nodes',
    ...(form && { format: form[1] }),
  };
  if (h.itemNo !== undefined) return form || groups.nodes ? { ...asked, itemNo: h.itemNo } : undefined;
  const topic = groups.topic!.trim().replace(/的$/, '');
  const isAny = handed().has(topic);
  if (topic === '' ? !groups.units && !groups.nodes : !isAny && !isName(topic)) return undefined;
  return topic === '' || isAny ? asked : { ...asked, topic: asWritten(h.m, topic) };
}

const isName = (topic: string): boolean =>
  topic.length >= 2 && /^[\u4e00-\u9fffA-Za-z\d“”"]+$/u.test(topic) && !OTHER.test(topic);
