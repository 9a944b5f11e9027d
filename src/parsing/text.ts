import { clauses } from './absent.ts';
import { MASK, trimEdges } from './message.ts';

const POLITE =
  /^(?:收到|好的?|签到|谢谢|感谢|辛苦|抱歉|不好意思|对不起|麻烦|请批准|望批准|恳请批准|请领导批准|请批示|请审批|请知悉|特此请假|特此申请|特此报告|此致|敬礼|您好|你好|大家好|各位好|书记好|请谅解|望谅解|敬请谅解|请见谅|收到请回复|妥否|妥否请批示|请审核|请指示|请假一次|请假一天|报告|书记|谢谢书记|谢谢领导|领导|领导好|请核实|请查收|请各位领导审核|望准|望批|请准假|请予批准|准假|ok|OK|好的|麻烦了|拜托|通知|请假条|请假单|特请假|可以吗|行吗|行不|好吗|可否|哈|哦|啊|呢|嗯|那个|唉|哎)[!。~的了啊哦]*$/;
const FILLER = new RegExp(`[${MASK}\\s]+`, 'g');

/** Clauses of a masked text that still say something, masked parts dropped. */
export function remaining(masked: string, strip?: RegExp): string[] {
  const out: string[] = [];
  for (const clause of clauses(masked)) {
    let text = strip ? clause.replace(strip, ' ') : clause;
    text = trimEdges(text.replace(FILLER, ' ').trim());
    if (text.length >= 2 && !POLITE.test(text)) out.push(text);
  }
  return out;
}

const CAUSE =
  /(?:因为|由于|原因是|原因:|理由是|理由:|事由:|缘由:|(?<![原])因(?!此|而|素|公司))([^,。;\n\ue001]{2,60})/;

/** What is said to be the cause. */
export const cause = (s: string): string | undefined => {
  const found = CAUSE.exec(s)?.[1];
  return found && trimEdges(found);
};

const JUNK =
  '能不能把?|能否把?|可否把?|请求|把|请假条|请假单|请假申请|请假报告|申请|特此|向您|跟您|向组织|向支部|向书记|因为|由于|所以|因此|但是|不过|就|恳请|批准|我们|我(?![妈爸爹娘儿女孙家老媳奶爷岳婆公哥姐弟妹爱外])|他们?|她们?|本人|俺|自己|想|需要|麻烦|您好|你好|不好意思|抱歉|实在|确实|可能|恐怕|怕是|估计|大概|只能|只好|也|再|那|这|的会议?|的|会议|活动|今天的会|这次会?|本次会?|一次|一下|一个|同志|书记|组长|支书|主任|领导|了|下(?![乡地村县田岗矿水])|吧|啊|呢|哈|要|从|起|开始|都|均|给|帮|替|为|向|跟|和|是|因|个|说|故|为此|现|到时候|到时|当天|那天|暂时|[0-9]{1,2}天|[一二两三四五六七八九十几半]{1,2}天|\\s|[\\ue001,.:;。、!?~()\\-—]';
const HEAD_JUNK = new RegExp(`^(?:${JUNK})+`);
const TAIL_JUNK =
  /(?:申请|特此|因此|所以|故|我们|我|本人|想|需要|麻烦|实在|确实|可能|恐怕|也|的会议?|的|会议|一次|一下|了|下|吧|啊|呢|哈|要|就|特|向您|向书记|跟您|还|都|均|因此|无法|不能|\s|[\ue001,.:;。、!?~(\-—])+$/;

/** The longest stretch that says something once keywords and masked parts are taken out. */
export function longestPiece(text: string, keywords: RegExp): string | undefined {
  let best: string | undefined;
  for (const clause of clauses(text)) {
    for (const piece of clause.replace(keywords, MASK).split(FILLER_MASK)) {
      const bare = piece.replace(HEAD_JUNK, '').replace(TAIL_JUNK, '');
      if (bare.length >= 2 && !POLITE.test(bare) && (best === undefined || bare.length > best.length))
        best = bare;
    }
  }
  return best;
}
const FILLER_MASK = new RegExp(`${MASK}+`);
