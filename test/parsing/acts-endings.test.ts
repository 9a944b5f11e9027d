// What is said at the end of a line, or before it, makes no question of an act: whoever wants something recorded hears of it.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const ACTS = `签到
我到了
签到 张三
代签 李四
补签 主题党日 11月25日
请假 出差
我请假，老人住院
明天党课我去不了，要带孩子看病
王五请假 生病
李四、王五都到了
今天主题党日 应到13人 实到11人
上报 主题党日 11月25日 应到13 实到10
上报 党课 全员到齐
安排 主题党日 下周三下午3点 三楼会议室
安排周五下午3点党课
党课改到周五下午3点
取消主题党日
主题党日推迟一天
整改3 进展50% 已联系厂家
整改3 完成
整改3 申请延期到12月20日 货没到
整改12 同意销号
整改5 退回 缺照片
登记整改 第一党支部 门口路灯不亮 责任人赵六 12月20日前
主题党日固定每月25日`.split('\n');
const ENDINGS =
  ' 。 ！ 哈 ，谢谢 ，麻烦了 ，辛苦 ，可以吗 ，行不行 ，好不好 ，能不能批 ，看行不 ，对吧 ，大家看对不对 ，多长时间都行 ，还是老地方 ，多谢书记'.split(
    ' ',
  );
/** Whoever stands at the door and asks whether that is well asks. */
const ASKS = new Set(['我到了，可以吗', '@支部通 我到了，可以吗']);
const LEADS = ['', '@支部通 '];
const QUESTIONS = /^(?:query|query_more|rule|offices|export|help|my|elsewhere|fixed_day_show)$/;

const knowledge = knowledgeOf({
  people: ['张三', '李四', '王五', '赵六', '吴国栋', '李晓红'],
  units: ['第一党支部', '第二党支部'],
});
const read = (text: string) =>
  understand(text, Date.parse('2026-12-01T10:00:00+08:00'), { knowledge, botNames: ['支部通'] });

describe('an act', () => {
  it.each(ACTS)('%s is no question, however it ends', (act) => {
    const questions = LEADS.flatMap((lead) => ENDINGS.map((ending) => `${lead}${act}${ending}`)).filter(
      (text) => {
        const { certainty, intent, asFarAsRead } = read(text);
        if (ASKS.has(text)) return false;
        return asFarAsRead !== undefined || (certainty === 'clear' && QUESTIONS.test(intent.intent));
      },
    );
    expect(questions).toEqual([]);
  });
});
