import type { Filled } from '../../domain/intent.ts';
import { mask } from '../message.ts';
import { written } from '../slots/written.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const SUBJECT =
  /整改|台账|销号|[没未]销|问题清单|哪些问题|(?:一个月|好久|很久|长期|半天)[^,，。]{0,3}没有?(?:动静|进展)(?:过?的)|销掉?了(?:多少|几)[条项个]|新[增提立报登来][^,，。]{0,4}问题|问题[^,，。]{0,4}新[增提立]/;
/** 本月整改报告: the paper itself is asked for, and nothing is said of it. */
const PAPER = /^[^,，。:：谁没交]{0,10}整改(?:工作|情况)*(?:报告|小结|汇报)[吧呢?？。]?$/;
const PHRASES: readonly [RegExp, Partial<Filled>][] = [
  // 本月新增整改几条: each of them, and with what was closed the month's report.
  [
    /新(?:增|提|立|报|登记?|来|挂号?|开)(?:加|出)?(?:了|的)?[^,，。]{0,4}(?:(?:多少|几)[条项个]|哪些)|(?:整改|问题)(?:事项)?新(?:增|提|立)(?:了|的)?(?:有)?(?:(?:多少|几)[条项个]?|哪些)/,
    { metric: 'rectify_rate', what: 'opened' },
  ],
  [PAPER, { metric: 'rectify_rate', what: 'month' }],
  [
    /月报|(?:情况|月底|月末|工作)(?:报告|汇报|小结)|汇报材料|上报材料/,
    { metric: 'rectify_rate', what: 'month' },
  ],
  [
    /零进展|没有?进展|没有?动静|无进展|整改.{0,4}没有?动(?!员)|(?:[一个]月|好久|很久|一直|半天|老|长期|这么久)(?:以?来)?(?:都|就|也|还)?(?:没有?|未|不)(?:动|推进|更新|报进展|变化|见动)/,
    { metric: 'rectify_open', what: 'stale' },
  ],
  [
    /(?:多少|几)[条项个]?[,，、\s]*(?:已经?)?(?:办结|销号|完成|整改完|办完|销)了?(?:的)?(?:有)?(?:多少|几)[条项个]|(?:多少|几)[条项个][,，、\s]*(?:还)?(?:剩|有)?下?(?:多少|几)[条项个]?(?:没有?|未)(?:销号|完成|办结|整改|完)|(?:多少|几)[条项个][,，、\s]*(?:有没有|有几[条个]|其中)?(?:逾期|超期|过期)|(?<![没未]有?)(?:办结|销号|完成|整改完|办完|销掉?)了?(?:的)?(?:有)?(?:多少|几)[条项个]?/,
    { metric: 'rectify_rate' },
  ],
  [
    /(?:完成|销号|办结|整改|改完)了?(?:的)?(?:有)?(?:百分之(?:多少|几)|几成|多大比例|(?:多少|什么)比例)|(?:百分之(?:多少|几)|几成)(?:都|已经)?(?:完成|销号|办结|改完)/u,
    { metric: 'rectify_rate' },
  ],
  [
    /(?:哪|几|多少|有没有|谁)[^,，。:：]{0,8}(?:退回|打回)|(?:退回|打回)(?:来)?(?:的|了)*(?:整改|问题|事项)?(?:都|还)?(?:有|是)*(?:哪|几|多少|谁)/u,
    { metric: 'rectify_open', what: 'returned' },
  ],
  [/待销号|待审核|等(?:待|着)?审核|申请销号的|待审批/, { metric: 'rectify_open', what: 'waiting' }],
];
const FILES =
  /^(?:看|查看|要|发)?(?:一下)?\s*(?:整改|问题)?\s*[#第]?[\w\ue001-]{1,20}\s*[号条项]?的?(?:(?:整改|施工|修缮|维修)?(?:现场|之?前后?|之?后|对比)的?)*(?:佐证|材料|照片|相片|图片|图(?=$|[。已])|附件|证明)(?:材料|照片)?(?:发(?:给)?我|发来|看看|看一下|已?(?:经)?(?:上传|发|补|拍)(?:上|好)?了?)?[。?]?$/;
const INTO = /(?:整改|问题)?\s*#?(\d{1,5})号?(?:并入|合并到|归并到|并到|归入)(?:整改|问题)?\s*#?(\d{1,5})/;
/** Both may have left the roster, so that no name is looked for. */
const HAND_OVER =
  /^(\S{2,8}?)(?:同志)?(?:负责|名下|手上|承办)?的?(?:全部|所有)?整改(?:事项|问题)?(?:都|全部|全)?(?:转|移|交|转交|移交)给(\S{2,24}?)(?:同志)?[。!]*$/;
/** The ledger by its bare name: its list. */
const BARE =
  /^(?:看|查|看看|看一下|查一下|查看)?(?:问题)?(?:整改|台账|整改台账|交办)(?:事项|任务|工作)?(?:情况)?[。?？!]?$/u;
/** 哪条快到期了, 有几个超期的: nothing but the ledger has a deadline. */
const DUE =
  /^(?:看看?|查一?下?|还|现在|我们|咱们?|俺们?|(?:党?支部)的?|都|\s)*(?:有没有|有哪?些?|有?哪?几|哪)[条项个些]?(?:整改|问题|事项)?(?:是|都|已经?)?(?:((?:快|就|马上|即将)要?到期)|(?:逾期|超期|过期|到期没完成|超时))了?的?(?:整改|问题|事项)?(?:[,，、\s]*(?:都|各|分别|是)*(?:逾期|超期|超|拖|过|还?[剩差])了?(?:几|多少)天)?[吗呢了啊?？]*$/u;
const OWN =
  /^(?:我|本人)(?:还)?(?:有|负责)(?:哪些|几个|多少|什么)?(?:的)?(?:没完成的|未完成的|没整改完的)?整改/;
const OF_PERSON =
  /^(?:责任领导|责任人|领导)?\ue001{2,12}(?:同志)?(?:负责|牵头)?的整改(?:清单|事项|问题|情况)?[?。]?$/;
/** 赵六的整改到哪了, 李四那个弄得咋样了: what is theirs, with how far it is. */
const HOW_FAR_OF_PERSON =
  /^(?:请问|看看|查一?下|问一?下)*\ue001{2,12}(?:同志)?(?:负责|名下|手[上里头])?(?:的|那[个条项件]|这[个条项件])+(?:整改|问题|事项|任务)*(?:现在|目前)?(?:(?:弄|办|做|改|搞|整改|进展|推进|完成|处理)?(?:到|得)?(?:哪(?:里|儿|一步|步)?|什么程度|怎么?样|咋样|如何)|进展|进度|(?:(?:弄|办|做|改|搞|完成|处理)(?:好|完)?|完)了?(?:没有|没|吗)|(?:逾期|超期|过期|拖)了?(?:没有?|吗|(?:几|多少)天)|还?[剩差](?:几|多少)天|(?:什么时候|啥时候|几号|哪一?天|何时)(?:要|就)?(?:到期|截止|完成)|(?:快|要)?到期了?(?:没有?|吗))(?:了|呢)*[?？。]*$/u;
/** 整改有几条, 还有几条整改 */
const HOW_MANY =
  /^(?:请问|我们|咱们?|俺们?|(?:党?支部)的?|现在|目前|还|一共|总共|都)*(?:(?:整改|问题)(?:事项)?(?:一共|总共|现在|目前|还|都)*有?(?:多少|几)[条项个]|有(?:多少|几)[条项个](?:整改|问题)(?:事项)?)[了呢啊?？]*$/u;
/** 还有多少条没销号，各支部几条 */
const STILL_OPEN = /(?:多少|几)[条项个](?:整改|问题)?(?:还|都)?(?:没有?|未)(?:销号?|整改完?|完成|办结|解决)/u;
/** 哪条最急: told most urgent first */
const PRESSING =
  /^(?:那|现在|目前|整改|问题|事项|里面?|其中|我们|咱们?|(?:党?支部)的?)*(?:哪[一]?[条项个件](?:整改|问题|事项)?(?:是)?(?:最|更)(?:急|着急|紧急?|要紧|紧迫)|(?:最|更)(?:急|着急|紧急?|要紧|紧迫)的(?:整改|问题)?(?:是|有)?哪[一]?[条项个件]|(?:该|要|应该|得)?先(?:办|改|弄|抓|做)哪[一]?[条项个件]|哪[一]?[条项个件](?:最先|先|最早)到期)[的呢啊?？]*$/u;
const EACH = '(?:(?:各个?|每个?|按|分)(?:党?支部|单位)|(?:党?支部|单位)各)';
const NOT_DONE = '(?:没有?|未)(?:销号|解决|整改完?|完成|办完|办结|改完|了结|销掉?)';
/** 各支部没销号的有几条, 各支部还剩几条, 每个支部逾期几条整改 */
const COUNT_OF_EACH = new RegExp(
  `^(?:请问|看看|查一?下|统计一?下?|列一?下|现在|目前|那|我想知道)*${EACH}(?:的|都|还|现在|目前|各|分别|整改|问题|事项|有|剩|下|台账)*(?:(?:${NOT_DONE}|(?<late>逾期|超期|过期)(?:没有?销号|没有?办完)?)了?(?:的|整改|问题|事项|任务|都|各|分别|还|有|是|剩|下)*(?:(?:多少|几)[条项]?|数量?|条数|情况)|(?<=还?剩|还有|剩下)(?:(?:多少|几)[条项](?:${NOT_DONE})?|(?:多少|几)[条项个]?(?:整改|问题|事项)(?:还|都)*(?:${NOT_DONE})?|(?:多少|几)个(?:还|都)*${NOT_DONE}))(?:整改|问题|事项)*[了呢啊吗?？]*$|^(?:把|请|看看|现在|目前)*(?:${NOT_DONE}|(?<late2>逾期|超期|过期)|(?<soon>快到期|临期|要到期))了?的?(?:整改|问题|事项|任务)*(?:${EACH}|(?:按照?|分)(?:各个?|每个)?(?:党?支部|单位))(?:来|分|列|排|统计|汇总|说|看|一下|出来?|几[条项]|多少[条项]?|各|有|分别|的|开)*[呢吧?？]*$`,
  'u',
);
/** 各支部几条, 按支部分 */
const OF_EACH = /(?:各个?|每个?|按|分)(?:党?支部|单位)/u;
const SOURCE = '(?:巡察|巡视|审计|督查|检查|信访|上级(?:检查|督查)|群众反映|自查)';
const TOLD = '(?:反馈|发现|指出|交办)?';
const BY_SOURCE = new RegExp(
  `(?:按照?|分|各|以)(?:问题)?(?:来源|渠道)|(?:来源|渠道)(?:统计|分布|构成|分类|情况)|哪些(?:来源|渠道)|^(?:请问|现在|目前)*${SOURCE}${TOLD}的?(?:整改|问题)?(?:[、,，和与及跟]+${SOURCE}${TOLD}的?(?:整改|问题)?)+(?:一共|总共|分别|各|都)*有?(?:多少|几)[条项个]`,
  'u',
);
const OF_SOURCE = new RegExp(
  `^(?:那|请问|现在|目前)*(?<source>${SOURCE})${TOLD}的?(?:[那这](?:几|些)?[条项个]?的?)?(?:整改|问题)?(?:事项)?(?:还|都|现在|全部?|已经)*(?:(?:有|是|剩)?(?:哪些|(?:多少|几)[条项个])?(?:呢|啊|没有?(?:销号?|整改完?|改完?|解决|办完?|处理完?))*|(?:(?:整改|改|办|处理|弄|解决)(?:完|好|到位)?|销号|完成)了?(?:没有?|吗|么|多少|几[条项个]))[?？]*$`,
  'u',
);

/** 群众反映的问题一共几个，解决了几个 */
const SHARE_OF_SOURCE = new RegExp(
  `^(?:那|请问|现在|目前|今年|到现在)*(?<source>${SOURCE})${TOLD}的?(?:整改|问题|事项)*(?:一共|总共|总的|共)?(?:有|是)?(?:多少|几)[条项个件][,，、\\s]*(?:其中|现在|目前|已经|都)*(?:(?:解决|整改|改|办|销|处理|完成|了结)(?:完|好|掉|到位|号|结)?(?:了|的)*(?:有|是)?(?:多少|几)[条项个件]?|(?:多少|几)[条项个件](?:已经|都)?(?:解决|整改|改|办|销|处理|完成|了结)(?:完|好|掉|到位|号|结)?了?)[呢啊?？]*$`,
  'u',
);
/** 整改平均要多少天才能销号 */
const CLOSING_DAYS =
  /平均[^,，。]{0,8}(?:(?:多少|几)(?:个)?天|多久|多长时间)|(?:(?:多少|几)天|多久|多长时间)[^,，。]{0,8}平均/u;

/** 整改按来源分一分, 巡察的有哪些: by where items come from, or of one of these. */
function sourcesOf({ s, ...h }: Heard): Filled | undefined {
  const said = s.trim();
  if (h.items.length + h.times.length > 0 || /[:：]/u.test(said)) return undefined;
  if (BY_SOURCE.test(said) && (/整改|问题|台账/u.test(said) || new RegExp(SOURCE, 'u').test(said)))
    return { intent: 'query', metric: 'rectify_rate', what: 'by_source', ...scopeOf({ ...h, s }) };
  const share = SHARE_OF_SOURCE.exec(said)?.groups;
  if (share)
    return { intent: 'query', metric: 'rectify_rate', source: share.source!, ...scopeOf({ ...h, s }) };
  const of = /哪些|多少|几|呢|[没吗么][有]?$|[?？]$/u.test(said) ? OF_SOURCE.exec(said)?.groups : undefined;
  return of && { intent: 'query', metric: 'rectify_open', source: of.source!, ...scopeOf({ ...h, s }) };
}
/** 有哪些要我审批的, 等我批的: what is asked for and waits to be decided. */
const FOR_ME =
  /^(?:请问|现在|目前|今天|还|都|有|是|\s)*(?:没有?|哪些|哪几[个条项]|几[个条项]|什么|啥)?(?:整改|问题|事项?|东西)?(?:是|需要|要|等着?|待|该|得)+(?:我|本人)(?:来|去)?(?:审批|审核|批准?|同意|审|签字)(?:的|了)*(?:整改|问题|事项?|东西|申请)?(?:都|还)?(?:有|是)?(?:没有?|哪些|哪几[个条项]|几[个条项]|多少[个条项]?|什么|啥)?[吗呢么啊?？]*$/u;
/** 有没有申请延期的: what is asked for and not decided. */
const ASKED_FOR =
  /^(?:请问|现在|目前|还|都|是)*(?:有没有|有哪些|有几[个条项]|哪些|哪几[个条项]|谁)(?:整改|问题|事项|人|支部)*(?:是|在|要|想)*申请了?(?:延期|销号|办结)了?的?(?:整改|问题|事项)?[吗呢么啊?？]*$/u;
/** 整改12什么时候到期, 还剩几天: its story says so. */
const WHEN_DUE =
  '(?:的|还|离|距|现在|目前|是|要|就|都|负责|名下|手[上里]|[那这][个条项]|整改|问题|任务|事项|时限|期限|截止(?:时间|日期)?|到期(?:时间|日期|日)?|完成|办完)*(?:(?:什么|啥)时(?:候|间)|哪一?天|几号|何时|(?:有|剩|差)?(?:几|多少)天|多久)(?:前|之前|以前|就|要|该|得|应该)*(?:到期|截止|完成|办完|交|改完)?';
const DUE_OF_ITEM = new RegExp(`^(?:请问)?\ue001{1,20}[号条项]?${WHEN_DUE}[了呢啊的?？]*$`, 'u');
const DUE_OF_PERSON = new RegExp(`^(?:请问)?\ue001{2,12}(?:同志)?${WHEN_DUE}[了呢啊的?？]*$`, 'u');
/** Whoever reports on an item asks nothing. */
const LONGEST = 60;

/** 李四、王五; 李四和王五 where that is nobody's name. */
const receivers = (text: string, known: readonly string[]): string[] =>
  text.split(/(?:同志)?[、,;]/).flatMap((part) => {
    const names = part.split(/(?:同志)?[和与及跟]/);
    return names.every((name) => known.includes(name)) ? names : [part];
  });

const CLOSED_THEN =
  /^(?!.*(?:率|百分|没|未|逾期|新增|登记|总数|一共有|[各每按分]个?支部)).*(?:(?:销|消)(?:号|掉)?了?(?:的)?(?:有)?(?:多少|几)[条项个件]?号?|(?:多少|几)[条项个件](?:销|消)(?:号|掉)?了?|(?:销号|消号|办结)(?:了|的)*(?:有)?(?:哪些|哪几[条项个]))/u;

/** Lists and papers of the ledger asked for under a name of their own. */
export function readLedgerQuestion(h: Heard): Filled | undefined {
  const { s } = h;
  if (s.length > LONGEST || /除[了去开]|排除|抛开|没人[管负]|[没无]有?写?责任人/u.test(s)) return undefined;
  const into = INTO.exec(s);
  if (into) return { intent: 'rectify_manage', what: 'merge', itemNo: `${into[2]},${into[1]}` };
  if (FOR_ME.test(s.trim()) || ASKED_FOR.test(h.shape))
    return { intent: 'query', metric: 'rectify_open', what: 'waiting', ...scopeOf(h) };
  if (h.itemNo !== undefined && !h.itemNo.includes(',') && DUE_OF_ITEM.test(mask(s, h.items).trim()))
    return { intent: 'query', metric: 'rectify_item', itemNo: h.itemNo };
  if (h.itemNo !== undefined)
    return FILES.test(mask(s, h.items).trim())
      ? { intent: 'query', metric: 'rectify_item', itemNo: h.itemNo, what: 'evidence' }
      : undefined;
  const names = h.people.map((p) => written(h, { at: p.nameAt, end: p.nameEnd }));
  const handOver = HAND_OVER.exec(s.trim());
  if (handOver)
    return {
      intent: 'rectify_manage',
      what: 'transfer',
      names: [handOver[1]!.replace(/^(?:请|把|将)+/u, ''), ...receivers(handOver[2]!, names)],
    };
  const due = DUE.exec(s.trim());
  if (due) return { intent: 'query', metric: due[1] ? 'rectify_due_soon' : 'rectify_overdue', ...scopeOf(h) };
  if (BARE.test(s.trim())) return { intent: 'query', metric: 'rectify_open' };
  const each = names.length + h.times.length === 0 ? COUNT_OF_EACH.exec(s.trim())?.groups : undefined;
  if (each)
    return {
      intent: 'query',
      metric: (each.late ?? each.late2) ? 'rectify_overdue' : each.soon ? 'rectify_due_soon' : 'rectify_open',
      what: 'by_unit',
      ...scopeOf(h),
    };
  const isKnown = h.people.length === 1 && h.people[0]!.source === 'roster';
  const ofPerson = mask(s, h.people).trim();
  const isOfItems = HOW_FAR_OF_PERSON.test(ofPerson) || (SUBJECT.test(s) && DUE_OF_PERSON.test(ofPerson));
  if (isKnown && h.types.length === 0 && isOfItems) return { intent: 'query', metric: 'rectify_open', names };
  const bySource = sourcesOf(h);
  if (bySource) return bySource;
  if (PRESSING.test(h.shape))
    return {
      intent: 'query',
      metric: 'rectify_open',
      what: 'pressing',
      ...scopeOf(h),
      ...(h.units.length === 0 && { follows: true }),
    };
  if (HOW_MANY.test(h.shape)) return { intent: 'query', metric: 'rectify_open', ...scopeOf(h) };
  if (!SUBJECT.test(s)) return undefined;
  if (CLOSING_DAYS.test(s) && names.length === 0) {
    const within = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
    return {
      ...{ intent: 'query', metric: 'rectify_rate', what: 'closing_days', ...scopeOf(h) },
      ...(within && { period: within }),
    };
  }
  if (OWN.test(s)) return { intent: 'query', metric: 'rectify_open', mine: true };
  if (names.length === 1 && OF_PERSON.test(mask(s, h.people).trim())) {
    const leads = /领导|牵头|分管|包抓/.test(s);
    return { intent: 'query', metric: 'rectify_open', names, ...(leads && { what: 'led' }) };
  }
  if (names.length + h.times.length === 0 && STILL_OPEN.test(s) && OF_EACH.test(s))
    return { intent: 'query', metric: 'rectify_open', what: 'by_unit', ...scopeOf(h) };
  const found = PHRASES.find(([pattern]) => pattern.test(s))?.[1];
  if (!found || /\d{1,3}%/.test(s)) return undefined;
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  // 十月销了几个号: those that were closed then, and no rate of what stood open.
  const isMoved = period !== undefined && found.metric === 'rectify_rate' && CLOSED_THEN.test(s);
  if (isMoved) return { intent: 'query', ...found, what: 'closed', ...scopeOf(h), period };
  if (found.what === 'opened' && /销|消号|办结|完成|改完|解决/u.test(s))
    return { intent: 'query', ...found, what: 'month', ...scopeOf(h), ...(period && { period }) };
  const isOfEach = found.what === undefined && OF_EACH.test(s);
  return {
    intent: 'query',
    ...found,
    ...(isOfEach && { what: 'by_unit' }),
    ...scopeOf(h),
    ...(period && { period }),
  };
}
