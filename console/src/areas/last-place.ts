import type { Place } from './area.tsx';
import { parseEnvironment } from './scope.ts';

const key = 'plugboard.last-place';

/** Where this browser was last, so that the front door leads back there. */
export function rememberPlace({ tenant, environment }: Place): void {
  localStorage.setItem(key, `${tenant}/${environment}`);
}

export function findLastPlace(): Place | undefined {
  const [tenant = '', name = ''] = (localStorage.getItem(key) ?? '').split('/');
  const environment = parseEnvironment(name);
  return tenant !== '' && environment ? { tenant, environment } : undefined;
}
