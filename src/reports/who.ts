// 流动党员, 正式党员, 党委本级: which people of the roster a question is about.
import type { Organisation, Person } from '../domain/organisation/organisation.ts';

type Meant = (person: Person, org: Organisation) => boolean;

export const isMember = ({ kind }: Pick<Person, 'kind'>): boolean => kind !== '入党积极分子';

const MEANT: Readonly<Record<string, Meant | undefined>> = {
  formal: ({ kind }) => kind === '正式党员',
  mobile: (person) => isMember(person) && person.mobile,
  at_home: (person) => isMember(person) && !person.mobile,
  probationary: ({ kind }) => kind === '预备党员',
  activists: (person) => !isMember(person),
  /** officers of the committee itself, who are in no branch */
  above: ({ branchId }) => branchId === null,
  /** in two places, or with two offices */
  /** with more offices than one, or one that is not of the unit they are in */
  twice: ({ id, branchId, groupId }, org) => {
    const offices = org.officesOf(id);
    const home = groupId ?? branchId;
    const isAway = ({ unitId }: { unitId: number }) => home !== null && unitId !== home;
    return offices.length > 1 || offices.some(isAway);
  },
};

/** Whom a word of the question means; undefined: it is no such word. */
export const meantBy = (who: string | undefined): Meant | undefined => MEANT[who ?? ''];
