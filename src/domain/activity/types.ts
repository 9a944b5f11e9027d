// The kinds of organisation life a branch holds. config/activity-types.yaml says which there are; until it is read, and
// where a folder has no such file, the seven of the regulation hold.
import { createRegistry } from '../registry.ts';

/** A key of config/activity-types.yaml, as it is stored with every meeting. */
export type ActivityType = string;

/** Those a quorum is reckoned of. */
export type Voters = 'committee' | 'full_members';

export interface ActivityTypeRow {
  key: ActivityType;
  /** as answers, reminders and files write it */
  name: string;
  /** its short name: in questions of the bot and in config/cadence.yaml */
  short: string;
  /** what else people call it, longer ones first */
  words: readonly string[];
  /** what it is called where it is counted, and nowhere else: 谈话谈了几个 */
  everyday?: readonly string[];
  /** words that mean it right after the name of a unit: 第一支部委员会, 第二党小组会 */
  afterUnit: readonly string[];
  /** who holds it: a branch, or each 党小组 */
  level: 'branch' | 'group';
  /** 应到 */
  due: 'everyone' | 'committee';
  /** of whom at least half must be there */
  quorum: Voters | null;
  /** one of 三会一课 */
  threeMeetings: boolean;
  /** comes by itself on the fixed day of the branch; one type only, as a branch keeps one day */
  fixedDay: boolean;
  /** somebody lectures, and stands as host when nobody chairs */
  lecture: boolean;
  /** its words are also said of other things (志愿服务 as what a 主题党日 was about): beside another type they mean no type */
  yields: boolean;
  /** no longer arranged: its words are not read, what was stored keeps its name */
  stopped: boolean;
}

/** 支部工作条例 and what goes with it, in its order, which is the order figures list them in. Every config has these keys. */
export const REGULATION: readonly ActivityTypeRow[] = [
  {
    key: 'party_congress',
    name: '支部党员大会',
    short: '党员大会',
    words: ['全体党员大会', '全体党员会议', '全体党员会', '支部大会', '党员会'],
    afterUnit: ['党员大会', '大会'],
    level: 'branch',
    due: 'everyone',
    // 支部工作条例第十一条
    quorum: 'full_members',
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: false,
  },
  {
    key: 'committee_meeting',
    name: '支部委员会会议',
    short: '支委会',
    words: ['支部委员会议', '支部委员会', '支委扩大会', '支委会议'],
    afterUnit: ['委员会会议', '委员会'],
    level: 'branch',
    due: 'committee',
    // 第十二条
    quorum: 'committee',
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: false,
  },
  {
    key: 'group_meeting',
    name: '党小组会',
    short: '党小组会',
    words: ['党小组学习会', '党小组会议', '小组会议', '小组会'],
    afterUnit: ['会议', '会'],
    level: 'group',
    due: 'everyone',
    quorum: null,
    threeMeetings: true,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: false,
  },
  {
    key: 'party_lecture',
    name: '党课',
    short: '党课',
    words: ['专题党课', '廉政党课', '微党课'],
    everyday: ['课'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: true,
    fixedDay: false,
    lecture: true,
    yields: false,
    stopped: false,
  },
  {
    key: 'theme_day',
    name: '主题党日',
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
    yields: false,
    stopped: false,
  },
  {
    key: 'organization_life',
    name: '组织生活会',
    short: '组织生活会',
    words: ['专题组织生活会'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: false,
  },
  {
    key: 'democratic_review',
    name: '民主评议党员',
    short: '民主评议',
    words: ['党员民主评议', '党员评议'],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: false,
  },
];

interface Catalogue {
  keys: readonly ActivityType[];
  rows: ReadonlyMap<ActivityType, ActivityTypeRow>;
}

const catalogueOf = (rows: readonly ActivityTypeRow[]): Catalogue => ({
  keys: rows.map(({ key }) => key),
  rows: new Map(rows.map((row) => [row.key, row])),
});

const registry = createRegistry(catalogueOf(REGULATION));

/** Says which types there are, in the order figures list them in: once at start, before anything is read. */
export const defineActivityTypes = (rows: readonly ActivityTypeRow[]): void =>
  registry.define(catalogueOf(rows));

/** Something worked out from the types, kept as long as they stand. */
export const perTypes = <V>(make: () => V): (() => V) => registry.per(make);

/** All types, the stopped ones too: what was stored is still counted. */
export const activityTypes = (): readonly ActivityType[] => registry.current().keys;

/** What is said of a type. One that is in no file (stored by a server with another config) is a plain meeting of its key's name. */
export const typeRow = (type: ActivityType): ActivityTypeRow =>
  registry.current().rows.get(type) ?? {
    key: type,
    name: type,
    short: type,
    words: [],
    afterUnit: [],
    level: 'branch',
    due: 'everyone',
    quorum: null,
    threeMeetings: false,
    fixedDay: false,
    lecture: false,
    yields: false,
    stopped: true,
  };

/** 主题党日, as sentences and files write it. */
export const typeName = (type: ActivityType): string => typeRow(type).name;

/** `主题党日` or `主题党日暨党课`. */
export const meetingName = (types: readonly ActivityType[]): string => types.map(typeName).join('暨');

const perRows = <V>(make: (rows: readonly ActivityTypeRow[]) => V): (() => V) =>
  registry.per(({ rows }) => make([...rows.values()]));
const typesWith = (is: (row: ActivityTypeRow) => boolean) =>
  perRows((rows): readonly ActivityType[] => rows.filter(is).map(({ key }) => key));

/** The four meetings called 三会一课 together. */
export const threeMeetingsOneLecture = typesWith((row) => row.threeMeetings);
/** At these the committee alone is due. */
export const committeeTypes = typesWith((row) => row.due === 'committee');
const fixedDayTypes = typesWith((row) => row.fixedDay);
/** What comes by itself on a branch's fixed day. */
export const fixedDayType = (): ActivityType => fixedDayTypes()[0]!;

const SEVEN = new Set(REGULATION.map(({ key }) => key));
/** One of the seven, which every config has. */
export const isOfRegulation = (type: ActivityType): boolean => SEVEN.has(type);

/** Those that may be arranged. */
export const typesInUse = perRows((rows) => rows.filter(({ stopped }) => !stopped));

/** As the bot lists them when it asks which one. */
export const shortTypeWords = perRows((rows) =>
  rows.filter(({ stopped }) => !stopped).map(({ short }) => short),
);

/** All by which people call a type, its name among them. */
export const wordsOfType = ({ short, words, name }: ActivityTypeRow): readonly string[] => [
  ...new Set([short, ...words, name]),
];

/** Each word, and the type it means. */
export const typeOfWord = perRows(
  (rows): ReadonlyMap<string, ActivityType> =>
    new Map(
      rows
        .filter(({ stopped }) => !stopped)
        .flatMap((row) => wordsOfType(row).map((word) => [word, row.key] as const)),
    ),
);

// One meeting may be several (主题党日暨党课). It is for the wider circle: for everyone as soon as one of them is for
// everyone, of the branch as soon as one of them is the branch's; and every quorum among them must be reached.

/** 应到 is the committee alone; 支委会暨党课 is for everyone. */
export const isCommitteeOnly = (types: readonly ActivityType[]): boolean =>
  types.length > 0 && types.every((type) => typeRow(type).due === 'committee');

/** Held by a 党小组, and its leader's matter; 党小组会暨主题党日 is the branch's. */
export const isGroupMeeting = (types: readonly ActivityType[]): boolean =>
  types.length > 0 && types.every((type) => typeRow(type).level === 'group');

export const isLecture = (types: readonly ActivityType[]): boolean =>
  types.some((type) => typeRow(type).lecture);
