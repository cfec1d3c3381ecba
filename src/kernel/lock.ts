import type { FailurePolicy } from './failure-policy.ts';
import { coversHost } from './host-pattern.ts';
import type { Owner } from './records.ts';
import type { Actor, Environment } from './scope.ts';

/** What may never be reached from an environment, whatever any policy says. Null: anything may. */
export interface LockRules {
  managedNever: boolean;
  /** Ids of regions, or of groups of them; each allows exactly what is called so. */
  regions: string[] | null;
  /** Names of hosts; `*.example.com` stands for all below it, not for itself. */
  hosts: string[] | null;
}

/** Asked for by one administrator; in force once another one asks for the same. */
export interface PendingLoosening {
  rules: LockRules;
  requestedBy: Pick<Actor, 'kind' | 'id'>;
  /** Who stood behind it then: a token that was used and deleted hides nobody. */
  origin: Pick<Actor, 'kind' | 'id'>;
  at: number;
}

export interface LockRecord extends LockRules {
  tenantId: string;
  environment: Environment;
  pendingLoosening: PendingLoosening | null;
  updatedAt: number;
}

interface Reached {
  owner: Owner;
  /** By name, without ports: where the call goes, and where the token for it comes from. */
  hosts: readonly string[];
  /** Where the account lies; null where nothing says it. */
  region: string | null;
  model: string;
}

/** Why the lock forbids this target; undefined where it does not. */
export function findLockProblem(
  lock: LockRules | undefined,
  { owner, hosts, region, model }: Reached,
): string | undefined {
  if (!lock) return undefined;
  if (lock.managedNever && owner === 'managed') return 'managed models are never to be used';
  const outside = hosts.find((host) => isHostLocked(lock, host));
  if (outside !== undefined) {
    return `the host ${outside.toLowerCase()} is not among those that may be reached`;
  }
  return lock.regions ? findRegionProblem(lock.regions, region, model) : undefined;
}

/** By its name, without a port. */
export function isHostLocked(lock: LockRules | undefined, host: string): boolean {
  const name = host.toLowerCase();
  return lock?.hosts ? !lock.hosts.some((pattern) => coversHost(pattern, name)) : false;
}

function findRegionProblem(
  allowed: readonly string[],
  region: string | null,
  model: string,
): string | undefined {
  const reached = findAnsweringRegion(region, model);
  if (reached === 'several') return 'nothing says which regions the model’s inference profile reaches';
  if (reached === null) return 'nothing says in which region the account lies';
  if (reached === 'global') return 'it may be answered in any region of the world';
  if (allowed.includes(reached)) return undefined;
  return `the region ${reached} is not among those that may be reached`;
}

/** Where a call of that model on an account there is answered: a region, a group, `global` or `several`. */
export function findAnsweringRegion(region: string | null, model: string): string | null {
  return findProfileRegion(model) ?? region?.toLowerCase() ?? null;
}

/**
 * Bedrock answers a call of a cross-region profile wherever there is room in the profile’s group, whichever region was
 * called. The group stands before the vendor: `eu.anthropic.claude-…`. What lies behind an application’s own profile
 * cannot be told from its name.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html (November 2026)
 */
function findProfileRegion(model: string): string | undefined {
  if (/[:/]application-inference-profile\//.test(model)) return 'several';
  const id = model.slice(model.lastIndexOf('/') + 1);
  return /^(global|us-gov|[a-z]{2,4})\.[a-z][a-z0-9]+\.[^.]/.exec(id)?.[1];
}

/** Where an account lies: the region that its calls are sent to, else what its owner says. */
export function findAccountRegion(
  settings: Readonly<Record<string, string>>,
  dataRegion: string | null,
): string | null {
  return settings['aws_region'] ?? settings['gcp_location'] ?? dataRegion;
}

/** Whether anything may be reached afterwards that may not be now. */
export function isLoosened(before: LockRules, after: LockRules): boolean {
  return (
    (before.managedNever && !after.managedNever) ||
    isWider(before.hosts, after.hosts, coversHost) ||
    isWider(before.regions, after.regions, (known, region) => known === region)
  );
}

function isWider(
  before: readonly string[] | null,
  after: readonly string[] | null,
  includes: (known: string, other: string) => boolean,
): boolean {
  if (before === null) return false;
  return after === null || after.some((other) => !before.some((known) => includes(known, other)));
}

/** A policy that was set before the lock is not in effect under it, from the moment that the lock is. */
export function toEffectivePolicy(policy: FailurePolicy, lock: LockRules | undefined): FailurePolicy {
  return policy === 'managed' && lock?.managedNever ? 'fail_closed' : policy;
}
