import {
  COMPOUND_SURNAMES,
  MORE_COMPOUND_SURNAMES,
  NEVER_IN_NAME,
  RARE_SURNAMES,
  SURNAMES,
} from '../lexicon/surnames.ts';
import { isHan } from './people-text.ts';

const flags = new Uint8Array(65536);
const COMMON = 1;
const RARE = 2;
const NEVER = 4;
const GIVEN = 8;
const CLEAR = 16;
const PARTICLE = 32;
const PAIR = 64;
const THING = 128;
const mark = (list: string, flag: number) => {
  for (const c of list) flags[c.charCodeAt(0)]! |= flag;
};
mark(SURNAMES, COMMON);
mark(RARE_SURNAMES, RARE);
mark(NEVER_IN_NAME, NEVER);
// The commonest of those that are no word by themselves.
mark(
  '赵钱孙李周吴郑王冯陈褚蒋沈韩杨朱秦许吕张曹严魏姜戚谢邹喻苏潘葛范彭鲁韦马袁柳鲍史唐薛雷贺倪汤滕殷罗毕郝邬傅卞余顾孟黄穆萧尹姚邵汪祁毛宋庞熊纪舒屈祝董梁杜阮蓝闵席贾路娄江童颜郭梅林徐邱骆蔡田樊胡凌霍柯卢莫丁邓洪石崔龚程陆荣段侯武刘叶黎赖乔谭姬翟申温庄柴瞿阎廖聂曾饶吕肖闫佟岳覃丘佘竺邢裴冉郗郄郦靳甄苗巫焦',
  CLEAR,
);
// Characters of given names that seldom begin what follows a name.
mark(
  '伟强军华平刚勇毅俊峰磊超波涛斌辉鹏健杰宇浩凯亮洋飞龙海洪鑫旭栋楠晨阳阔博宁彬翔泽轩霖瑞昊然涵熙睿铭锋钧锐钢铁锦镇琦琳琪瑶瑾璐珊珍玲玉珠环芳芬芝英莲莉萍菊梅兰艳霞丽娟娜婷婵媛妍妮嫣婉娥娇婧静敏慧惠洁淑雅雯雪霜霄云虹露晴晓春夏秋冬松柏桂桃柳枫荣贵富财发福禄寿喜庆祥瑞康安宁泰和顺达兴旺昌盛隆茂丰仁义礼智信忠孝廉德诚良善美才文武艺学书诗画琴棋理哲思源清江河湖水泉溪洲川山岩石林森木草花叶竹苗生明光辉耀亮灿煌炎焕炳煜熠星辰月日东南西北中国民族邦家邑城乡村农军兵卫士杰雄豪英俊彦圣贤祖宗先世代传承继志远长久永恒新立建成功业创开启展宏伟大小凤凰鸾鹤燕莺鹃雁鸿鹏虎彪豹麟骏骥驰万千百友朋亲爱心怡悦欣欢乐笑颖悟聪巧秀香馨芸萱蓉薇蔓藤荷菲蕾蕊',
  GIVEN,
);
// Surnames that begin clauses as verbs and adverbs far more often.
mark('都别从应终相全过来把时和有那由经却养须能束钻查练通管利连包关向成代强莫越却', PARTICLE);
// Surnames that are animals, crops and things of the house as well.
mark('牛羊车路房井鱼米花水雷管皮门谷豆麻桑', THING);
/** What befalls a thing, or is done to it: 牛下崽, 路封了, 给牛打针. */
const BEFALLS = new Set([...'打下病死坏封漏断塌倒堵丢跑产吃喂放卖割摘收抢修装运押送拉着被没要犯掉淹塞撞爆']);
const pairOf = (s: string, i: number) => (s.charCodeAt(i) << 16) | s.charCodeAt(i + 1);
const compound = new Set([...COMPOUND_SURNAMES, ...MORE_COMPOUND_SURNAMES].map((name) => pairOf(name, 0)));
for (const name of [...COMPOUND_SURNAMES, ...MORE_COMPOUND_SURNAMES]) mark(name[0]!, PAIR);

export const isSurname = (code: number): boolean => (flags[code]! & COMMON) !== 0;
export const isRareSurname = (code: number): boolean => (flags[code]! & (COMMON | RARE)) === RARE;
/** A surname that is no word by itself, unlike 和, 于 or 高. */
export const isClearSurname = (code: number): boolean => (flags[code]! & CLEAR) !== 0;
/** A surname that is mostly a verb or an adverb: 都, 别, 关, 包. */
export const isParticle = (code: number): boolean => (flags[code]! & PARTICLE) !== 0;
/** 牛下崽, 路封了: an animal or a thing, and what became of it. */
export const isThingDone = (s: string, i: number): boolean =>
  (flags[s.charCodeAt(i)]! & THING) !== 0 && BEFALLS.has(s[i + 1]!);
/** Never inside a given name: particles, pronouns, auxiliaries. */
export const isNever = (code: number): boolean => (flags[code]! & NEVER) !== 0;
/** Common in given names, and seldom the beginning of what follows a name. */
export const isGiven = (code: number): boolean => (flags[code]! & GIVEN) !== 0;
/** A surname of two characters begins at `i`. */
export const isCompound = (s: string, i: number): boolean =>
  (flags[s.charCodeAt(i)]! & PAIR) !== 0 && compound.has(pairOf(s, i));
/** A character that may stand inside a given name is at `i`. */
export const inGiven = (s: string, i: number): boolean => isHan(s.charCodeAt(i)) && !isNever(s.charCodeAt(i));
