import type { Environment } from '../../kernel/scope.ts';
import type { RequestChange, RequestKind } from '../../kernel/service-requests.ts';

export const changeWords: Readonly<Record<RequestChange, string>> = {
  add_model: 'Add a model',
  rotate_credentials: 'Rotate credentials',
  set_enabled: 'Enable or disable a configuration',
  change_endpoint: 'Change an endpoint',
  remove: 'Remove a configuration',
  managed_fallback: 'Fall back to managed models',
};

/** In the form that every request of its kind has, so that a queue can be read at a glance. */
export function subjectOf(
  organization: string,
  kind: RequestKind,
  change: RequestChange | null,
  environment: Environment | null,
): string {
  if (kind === 'setup') return `BYO LLM Configuration Request — ${organization}`;
  if (kind === 'provider') return `BYO LLM Provider Request — ${organization}`;
  const what = change === null ? 'Change' : changeWords[change];
  const where = environment === null ? '' : ` in ${environment.toUpperCase()}`;
  return `BYO LLM Change Request — ${organization}: ${what}${where}`;
}
