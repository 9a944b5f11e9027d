// Somebody of those responsible goes, and others take that place.
import type { Organisation, Person } from '../organisation/organisation.ts';
import { namesIn } from './cells.ts';
import { type Item, ownedBy, ownersOf } from './item.ts';

/**
 * Those responsible with others in the place of one of them, who may have left the roster; whoever else has left stays a
 * name.
 */
export function inPlaceOf(
  org: Organisation,
  item: Item,
  from: string,
  people: readonly Person[],
): ReturnType<typeof ownedBy> {
  const staying = ownersOf(item)
    .map((id) => org.person(id))
    .filter((p) => p !== undefined)
    .filter((p) => p.name !== from);
  const names = namesIn(item.ownerName ?? '', org);
  const inOrder = names.flatMap((name) => (name === from ? people : staying.filter((p) => p.name === name)));
  const written = names.flatMap((name) => (name === from ? people.map((p) => p.name) : [name]));
  return {
    ...ownedBy([...new Set([...inOrder, ...staying])]),
    ownerName: [...new Set(written)].join('、'),
  };
}

/** Those responsible for items that become one, each once. */
export function ownersTogether(org: Organisation, items: readonly Item[]): ReturnType<typeof ownedBy> {
  const people = items
    .flatMap(ownersOf)
    .map((id) => org.person(id))
    .filter((p) => p !== undefined);
  const names = items.flatMap((item) => namesIn(item.ownerName ?? '', org));
  return {
    ...ownedBy([...new Set(people)]),
    ownerName: names.length > 0 ? [...new Set(names)].join('、') : null,
  };
}
