// Contacts as an application sees them (docs 90196, 90200, 90208, 95350, 95351).
import { departments, findPerson } from '../directory.ts';
import type { Json } from '../json.ts';
import { type ApiCall, ApiError, done } from './call.ts';

export function departmentIds(call: ApiCall): Json {
  const department_id = chosen(call).map(({ id, parentid }) => ({ id, parentid, order: 1000 - id }));
  return done({ department_id });
}

export function departmentList(call: ApiCall): Json {
  const department = chosen(call).map(({ id, parentid, name }) => ({ id, parentid, name, order: 1000 - id }));
  return done({ department });
}

export function departmentDetail(call: ApiCall): Json {
  const id = call.query.get('id');
  assertNumber(id);
  const found = departments(call.world.directory()).find((d) => String(d.id) === id);
  if (!found) throw new ApiError(60003, 'department not found');
  return done({
    department: { id: found.id, parentid: found.parentid, name: found.name, department_leader: [] },
  });
}

/** One level only, as `fetch_child` is no longer documented. */
export function membersOfDepartment({ world, query }: ApiCall): Json {
  assertNumber(query.get('department_id'));
  const all = departments(world.directory());
  const found = all.find((d) => String(d.id) === query.get('department_id'));
  if (!found) throw new ApiError(60003, 'department not found');
  const userlist = world
    .directory()
    .people.filter((p) => p.unit === found.path)
    .map((p) => ({ userid: p.userId, name: p.name, department: [found.id] }));
  return done({ userlist });
}

export function userDetail({ world, query }: ApiCall): Json {
  if (!query.get('userid')) throw new ApiError(40003, 'invalid userid');
  const person = findPerson(world.directory(), query.get('userid')!);
  if (!person) throw new ApiError(60111, 'userid not found');
  const department = departments(world.directory()).find((d) => d.path === person.unit);
  return done({
    userid: person.userId,
    name: person.name,
    department: department ? [department.id] : [],
    main_department: department?.id,
    position: person.roles.join('、'),
    is_leader_in_dept: [person.roles.length > 0 ? 1 : 0],
    status: 1,
  });
}

/** @throws ApiError 40066 for what is no department number */
function assertNumber(id: string | null): void {
  if (!/^[1-9]\d*$/.test(id ?? '')) throw new ApiError(40066, 'invalid department');
}

/** The department asked for and everything below it, or all of them. */
function chosen({ world, query }: ApiCall) {
  const all = departments(world.directory());
  const id = query.get('id');
  if (!id) return all;
  assertNumber(id);
  const root = all.find((d) => String(d.id) === id);
  if (!root) throw new ApiError(60003, 'department not found');
  return all.filter((d) => d === root || d.path.startsWith(`${root.path}/`));
}
