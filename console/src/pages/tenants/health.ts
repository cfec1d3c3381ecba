import type { CredentialStatus } from '../../api/credentials.ts';
import type { EnvironmentHealth, TenantHealth } from '../../api/tenants.ts';
import type { Tone } from '../../components/badge.tsx';
import { statuses } from '../../strings/statuses.ts';
import { tenants } from '../../strings/tenants.ts';

const texts = tenants.health;

/** What somebody has to see to, in the order in which it matters. */
const troubles: readonly CredentialStatus[] = [
  'needs_reentry',
  'auth_failed',
  'expired',
  'quota',
  'unreachable',
];

export interface Finding {
  tone: Tone;
  text: string;
}

const countOf = ({ credentials }: EnvironmentHealth, status: CredentialStatus): number =>
  credentials.find((one) => one.status === status)?.count ?? 0;

/** What is not as it should be in an environment; nothing where all is well. */
export function listFindings(health: EnvironmentHealth): Finding[] {
  const found: Finding[] = troubles.flatMap((status) => {
    const count = countOf(health, status);
    return count === 0 ? [] : [{ tone: 'broken', text: texts.accounts(count, statuses[status].name) }];
  });
  if (health.waiting > 0) found.push({ tone: 'waiting', text: texts.waiting(health.waiting) });
  return found;
}

export const isTroubled = (health: TenantHealth): boolean =>
  health.stops > 0 ||
  health.queue !== 'running' ||
  health.environments.some((environment) => listFindings(environment).length > 0);

export function summarise(all: readonly TenantHealth[]) {
  const environments = all.flatMap((one) => one.environments);
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    tenants: all.length,
    troubled: all.filter(isTroubled).length,
    accounts: sum(environments.flatMap(({ credentials }) => credentials.map(({ count }) => count))),
    healthy: sum(environments.map((environment) => countOf(environment, 'healthy'))),
    broken: sum(environments.flatMap((one) => troubles.map((status) => countOf(one, status)))),
    waiting: sum(environments.map(({ waiting }) => waiting)),
    stopped: all.filter(({ stops }) => stops > 0).length,
  };
}
