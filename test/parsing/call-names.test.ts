// What people around call somebody, and the line with the whole name in its place.
import { describe, expect, it } from 'vitest';
import { indexCalls, inFull } from '../../src/parsing/call-names.ts';

const index = indexCalls([
  '唐振华',
  '田小军',
  '李四',
  '李晓红',
  '欧阳文静',
  '卢秋月',
  '师建国',
  '冯积极',
  '王国庆',
]);

describe('in full', () => {
  it.each([
    ['老唐请了几次假', '唐振华请了几次假'],
    ['小田来了没', '田小军来了没'],
    ['秋月上周五来没来', '卢秋月上周五来没来'],
    ['唐委员请过假没', '唐振华请过假没'],
    ['欧阳老师来了没', '欧阳文静来了没'],
    ['小军和老唐谁没来', '田小军和唐振华谁没来'],
  ])('%s', (text, whole) => expect(inFull(text, index)).toEqual([whole]));

  it('is a line for each who may be meant', () =>
    expect(inFull('小李来了几次', index)).toEqual(['李四来了几次', '李晓红来了几次']));
});

describe('nothing to be put in full', () => {
  it.each([
    ['老师来了没', 'a word, though somebody is called 师'],
    ['积极分子有几个', 'a given name that is a word'],
    ['国庆前开了几次会', 'a given name that is a day'],
    ['唐振华请了几次假', 'a whole name'],
    ['老唐见不着人，唐振华来了几回', 'somebody who is named besides'],
    ['小组会几点', 'a word'],
    ['11月到会率', 'nobody'],
  ])('%s: %s', (text) => expect(inFull(text, index)).toEqual([]));

  it('is a larger roster, where every name is borne by several', () => {
    const many = indexCalls(Array.from({ length: 3000 }, (_, i) => `张${'一二三四五'[i % 5]}${i % 10}`));
    expect(inFull('老张来了没', many)).toEqual([]);
  });
});
