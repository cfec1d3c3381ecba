import type { Person } from '../../api/people.ts';
import { environments } from '../../areas/scope.ts';
import { Names } from '../../components/names.tsx';
import { common } from '../../strings/common.ts';
import { people } from '../../strings/people.ts';

/** Where somebody may act and as what: a line for each tenant and role. */
export function Places({ memberships }: Pick<Person, 'memberships'>) {
  const roles = Map.groupBy(memberships, ({ tenant, role }) => `${tenant}/${role}`);
  const names = [...roles.values()].map((alike) => {
    const [{ tenant, role }] = alike as [Person['memberships'][number]];
    const theirs = environments.filter((one) => alike.some(({ environment }) => environment === one));
    const where = theirs.length === 0 ? people.wholePlatform : `${tenant} (${theirs.join(', ')})`;
    return `${where}: ${common.roles[role]}`;
  });
  return <Names names={names} none={people.nowhere} />;
}
