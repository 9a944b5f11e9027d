import type { Filled } from '../../domain/intent.ts';

const MORE =
  /^(?:请|再)?(?:继续|接着)(?:看|列|显示|往下)?(?:吧|呢|一下)?$|^(?:看|翻到?|请?看)?(?:下一?页|后一页|下面的)(?:呢|吧)?$|^(?:看|还有)?更多(?:的)?(?:呢|吧)?$/;

/** 继续, 下一页, 更多: goes on with a table; where none is open it is talk. */
export function readContinue(s: string): Filled | undefined {
  return MORE.test(s.trim()) ? { intent: 'none', more: true } : undefined;
}
