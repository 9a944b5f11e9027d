import type { Filled } from '../domain/intent.ts';
import { type Field, fieldOf } from './fields.ts';
import { asWritten, trimEdges } from './message.ts';
import type { Reading } from './reading.ts';

const PLACE_NOUNS =
  '会议室|活动室|报告厅|礼堂|广场|服务中心|办公室|村部|村委会|居委会|大院|党校|教室|文化站|会场|祠堂|食堂|大厅|书屋|基地|纪念馆|讲堂|小院|阵地|学习室|党员之家|工作站|礼堂|党群中心|会客厅|操场|公园|陵园|展览馆|博物馆';
const AT =
  /(?:在|(?<![应实签报迟])到|于)(?=[^,。;\n\ue001]{0,12}[\u4e00-\u9fffA-Za-z])([^,。;\n在到\ue001]{1,30}?)(?:准时|集中|统一|现场|准备|要|将|一起)?(?:召开|举行|开展|举办|开(?!放)|组织|进行|上(?=[\s\ue001党专])|集合|学习|参加|观看|参观|宣讲|\ue001)/;
const PLACE = /地点(?:在|是|为|:|设在|定在)?\s?([^,。;\n\ue001:]{2,30})/;
const IN = /[,。\s]在([^,。;\n\ue001]{2,16})(?=$|[,。;!\n])/;
const NOUN = new RegExp(`[\\u4e00-\\u9fffA-Za-z\\d]{0,14}(?:${PLACE_NOUNS})`);
const TOPIC = /(?:主题|议题|内容|议程|题目|课题)(?:是|为|:)\s?[:“]?([^。;\n]{2,200})/;
const SUBJECT = /[,。\s](?:主题|议题|题目|内容)(?!党日|教育|丰富|如下|见)([^,。;\n:]{2,40})/;
const VERBS =
  /(?:^|[,。;\n\s:\ue001!了会]|主要|重点|集中|一起|共同|议题|先|并|会上|就|将)(?<verb>学习|讨论|研究|传达|审议|围绕|观看|参观|部署|总结|选举|推选|酝酿|专题学习|重温|开展|通过了?|听取|交流|通报|宣讲|商议|商量|评议|表决|落实|谋划|安排(?=部署|下|近|年|春|冬|工作)|解读|贯彻|慰问|清理|打扫|义务|走访|志愿)/;

/** Where the content begins: 学习…, 讨论…; none where a label holds it. */
export function topicVerb(r: Reading): { at: number } | undefined {
  if (fieldOf(r.fields, 'topic')) return undefined;
  const m = VERBS.exec(r.rest);
  if (!m) return undefined;
  const at = m.index + m[0].length - m.groups!.verb!.length;
  // 经支委会研究，定于…: who decided is no content.
  return /(?:经|根据|按照?)[^,。;\n]{0,10}$/.test(r.s.slice(Math.max(0, at - 12), at)) ? undefined : { at };
}

/** Place and content: by label, else by the words around them. */
export function readFreeText(r: Reading, fields: Field[], intent: Omit<Filled, 'intent'>): void {
  const place =
    fieldOf(fields, 'place')?.value ??
    PLACE.exec(r.rest)?.[1] ??
    AT.exec(r.rest)?.[1] ??
    loosePlace(r) ??
    IN.exec(r.rest)?.[1];
  if (place !== undefined && trimEdges(place) !== '') intent.place = asWritten(r.m, trimEdges(place));
  const topic =
    fieldOf(fields, 'topic')?.value ?? TOPIC.exec(r.s)?.[1] ?? SUBJECT.exec(r.s)?.[1] ?? contentOf(r);
  if (topic !== undefined && trimEdges(topic) !== '')
    intent.topic = asWritten(r.m, cutTopic(trimEdges(topic)));
}

function loosePlace(r: Reading): string | undefined {
  const word = NOUN.exec(r.rest)?.[0];
  return word?.replace(/^(?:地点|就在|还是|老地方|在|到|于|改在|设在|安排在)/, '');
}

function contentOf(r: Reading): string | undefined {
  const verb = topicVerb(r);
  if (!verb) return undefined;
  const text = r.s.slice(verb.at, verb.at + 200);
  const end = text.search(/[。;\n]/);
  return end < 0 ? text : text.slice(0, end);
}

const cutTopic = (topic: string) =>
  topic.replace(
    /[,。\s](?:请(?:大家|各位|全体|准时|假|党员|同志)|应到|实到|主持|记录|地点|时间|参加人|请假|缺席|不能|望|收到|务必|主讲|到会|出席)[\s\S]*$/,
    '',
  );
