import type { ActivityType } from '../../domain/intent.ts';

/** Words for each activity type, longest first inside a type. Add a word here and a line in test/fixtures/parsing/checkin.jsonl. */
export const ACTIVITY_WORDS: Readonly<Record<ActivityType, readonly string[]>> = {
  party_congress: ['支部党员大会', '全体党员大会', '全体党员会议', '支部大会', '党员大会'],
  committee_meeting: ['支部委员会会议', '支部委员会', '支部委员会议', '支委会议', '支委会', '支委扩大会'],
  group_meeting: ['党小组会议', '党小组会', '党小组学习会', '小组会议', '小组会'],
  party_lecture: ['专题党课', '微党课', '廉政党课', '党课'],
  theme_day: [
    '主题党日活动',
    '党员主题党日',
    '主题党日',
    '党日活动',
    '党员活动日',
    '固定党日',
    '党员固定活动日',
    '主题党日暨',
  ],
  organization_life: ['专题组织生活会', '组织生活会'],
  democratic_review: ['民主评议党员', '党员民主评议', '民主评议', '党员评议'],
};

/** Look like a type and are none of the seven. */
export const NOT_ACTIVITY_WORDS: readonly string[] = ['民主生活会', '三会一课', '一课三会'];
