// The kinds of organisation life a branch holds, as one table. A new one is a row here, its name in
// templates/activity_type.yaml, and where it is due again and again a requirement in config/cadence.yaml.

/** Those a quorum is reckoned of. */
export type Voters = 'committee' | 'full_members';

interface ActivityTypeRow {
  /** its short name: in questions of the bot and in config/cadence.yaml */
  short: string;
  /** what else people call it */
  words: readonly string[];
  /** words that mean it right after the name of a unit: 第一支部委员会, 第二党小组会 */
  afterUnit: readonly string[];
  /** who holds it: a branch, or each 党小组 */
  level: 'branch' | 'group';
  /** 应到 */
  due: 'everyone' | 'committee';
  /** of whom at least half must be there, and the article of 支部工作条例 that says so */
  quorum: { of: Voters; article: number } | null;
  /** one of 三会一课 */
  threeMeetings: boolean;
  /** comes by itself on the fixed day of the branch; one type only, as a branch keeps one day */
  fixedDay: boolean;
  /** somebody lectures, and stands as host when nobody chairs */
  lecture: boolean;
}

/** In the order of the regulation, which is the order figures list them in. */
const TABLE = {
  party_congress: {
    short: '党员大会',
    words: ['支部党员大会', '全体党员大会', '全体党员会议', '全体党员会', '支部大会', '党员会'],
    afterUnit: ['党员大会', '大会'],
    level: 'branch',
    due: 'everyone',
    quorum: { of: 'full_members', article: 11 },
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
  },
  committee_meeting: {
    short: '支委会',
    words: ['支部委员会会议', '支部委员会议', '支部委员会', '支委扩大会', '支委会议'],
    afterUnit: ['委员会会议', '委员会'],
    level: 'branch',
    due: 'committee',
    quorum: { of: 'committee', article: 12 },
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
  },
  group_meeting: {
    short: '党小组会',
    words: ['党小组学习会', '党小组会议', '小组会议', '小组会'],
    afterUnit: ['会议', '会'],
    level: 'group',
    due: 'everyone',
    quorum: null,
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
  },
  party_lecture: {
    short: '党课',
    words: ['专题党课', '廉政党课', '微党课'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: true,
    fixedDay: false,
    lecture: true,
  },
  theme_day: {
    short: '主题党日',
    words: [
      '党员固定活动日',
      '主题党日活动',
      '党员主题党日',
      '党员活动日',
      '主题党日暨',
      '党日活动',
      '固定党日',
      '党日',
    ],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: true,
    lecture: false,
  },
  organization_life: {
    short: '组织生活会',
    words: ['专题组织生活会'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: false,
    lecture: false,
  },
  democratic_review: {
    short: '民主评议',
    words: ['民主评议党员', '党员民主评议', '党员评议'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: false,
    lecture: false,
  },
} as const satisfies Record<string, ActivityTypeRow>;

export type ActivityType = keyof typeof TABLE;
export const ACTIVITY_TYPES: Readonly<Record<ActivityType, ActivityTypeRow>> = TABLE;
export const ACTIVITY_TYPE_NAMES = Object.keys(TABLE) as ActivityType[];
const typesWith = (is: (row: ActivityTypeRow) => boolean): readonly ActivityType[] =>
  ACTIVITY_TYPE_NAMES.filter((type) => is(ACTIVITY_TYPES[type]));

/** The four meetings called 三会一课 together. */
export const THREE_MEETINGS_ONE_LECTURE = typesWith((row) => row.threeMeetings);
/** At these the committee alone is due. */
export const COMMITTEE_TYPES = typesWith((row) => row.due === 'committee');
/** What comes by itself on a branch's fixed day. */
export const FIXED_DAY_TYPE = typesWith((row) => row.fixedDay)[0]!;

/** As the bot lists them when it asks which one. */
export const SHORT_TYPE_WORDS = ACTIVITY_TYPE_NAMES.map((type) => ACTIVITY_TYPES[type].short);

const wordsOfType = (type: ActivityType): readonly string[] => [
  ACTIVITY_TYPES[type].short,
  ...ACTIVITY_TYPES[type].words,
];

/** Each word, and the type it means. */
export const TYPE_OF_WORD: ReadonlyMap<string, ActivityType> = new Map(
  ACTIVITY_TYPE_NAMES.flatMap((type) => wordsOfType(type).map((word) => [word, type] as const)),
);

// One meeting may be several (主题党日暨党课). It is for the wider circle: for everyone as soon as one of them is for
// everyone, of the branch as soon as one of them is the branch's; and every quorum among them must be reached.

/** 应到 is the committee alone; 支委会暨党课 is for everyone. */
export const isCommitteeOnly = (types: readonly ActivityType[]): boolean =>
  types.length > 0 && types.every((type) => ACTIVITY_TYPES[type].due === 'committee');

/** Held by a 党小组, and its leader's matter; 党小组会暨主题党日 is the branch's. */
export const isGroupMeeting = (types: readonly ActivityType[]): boolean =>
  types.length > 0 && types.every((type) => ACTIVITY_TYPES[type].level === 'group');

export const isLecture = (types: readonly ActivityType[]): boolean =>
  types.some((type) => ACTIVITY_TYPES[type].lecture);
