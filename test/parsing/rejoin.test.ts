import { describe, expect, it } from 'vitest';
import { rejoin } from '../../src/parsing/rejoin.ts';

const spread = (text: string): string => [...text].join(' ').replace(/ ?：/g, '：').replace(/： /g, '：');

describe('a line spread out character by character', () => {
  it.each([
    '会议名称：第二季度党员大会',
    '主持人：万建中',
    '应到人数：46',
    '场部办公室支部',
    '会议时间：6月9日14：30',
    '民主评议党员',
  ])('%s', (line) => {
    expect(rejoin(spread(line))).toBe(line);
    expect(rejoin(`通知\n${spread(line)}\n特此`)).toBe(`通知\n${line}\n特此`);
  });

  it.each(['张 三', '张 三 李 四', '1 2 3 4 5 6', '老 张 来 了'])('%s stays', (line) => {
    expect(rejoin(line)).toBe(line);
  });

  it('leaves a unit and the label behind it apart', () => {
    expect(rejoin('组别：住培党小组 会期：5月20日 记录 张三')).toContain('党小组 会期');
    expect(rejoin('昨天 的 党小组 会 开了')).toContain('党小组会');
  });

  it('joins the digits of a figure behind its label only', () => {
    expect(rejoin('应到：2 4\n实到：2 2')).toBe('应到：24\n实到：22');
    expect(rejoin('第 3 项 2 4 号')).toContain('2 4');
  });
});
