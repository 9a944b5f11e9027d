import { expect, it } from 'vitest';
import { personNamed } from '../../src/conversation/handlers/ledger/person.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { isLinear, repeated } from '../support/cost.ts';

it.each(['(', '（', 'a('])(
  'looks for a person named %j over and over in time linear in its length',
  (unit) => {
    const nobody = new Organisation([], [], []);
    const look = (name: string) => {
      expect(personNamed(nobody, name, undefined).kind).toBe('none');
    };
    expect(isLinear(look, (n) => `张${repeated(unit)(n)}三`, 8192)).toBe(true);
  },
);
