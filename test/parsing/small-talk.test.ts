import { expect, it } from 'vitest';
import { isSmallTalk } from '../../src/parsing/small-talk.ts';

const GREETINGS = [
  '早',
  '早上好',
  '下午好',
  '晚上好',
  '晚安',
  '你好',
  '您好',
  '大家好',
  '在吗',
  '在不在',
  '嗨',
  '哈喽',
  '新年好',
];
const THANKS = ['谢谢', '多谢', '辛苦了', '感谢', '麻烦了', '不好意思'];
const TO = ['', '书记', '各位', '啊', '哈', '大家', '！！', '[抱拳]', '🙏', '，同志'];

it.each([...GREETINGS, ...THANKS])('%s is small talk, to whomever', (word) => {
  for (const to of TO) {
    expect(isSmallTalk(`${word}${to}`), `${word}${to}`).toBe(true);
    expect(isSmallTalk(`${word}，谢谢${to}`), `${word}，谢谢${to}`).toBe(true);
  }
});

it.each([
  '',
  '1',
  '👍',
  '[图片]',
  'ok',
  '？？',
  '。',
  '哈哈哈哈',
  '嗯嗯',
  '中秋快乐',
  '生日快乐',
  '收到',
  '好的收到',
])('%s asks for nothing', (text) => {
  expect(isSmallTalk(text)).toBe(true);
});

it.each([
  '周三去不成',
  '谢谢书记，周三我去不成',
  '早上好，那摊子赶不上趟',
  '在吗？12那个弄好了',
  '早上的会',
  '祝贺会几点',
  '中秋那天的会',
  '晚点到',
  '你好，我去县里',
  '辛苦了，21个在',
])('%s may ask for something', (text) => {
  expect(isSmallTalk(text)).toBe(false);
});
