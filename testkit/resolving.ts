import { resolve } from '../src/gateway/routing/resolve.ts';
import type { Question, Route } from '../src/gateway/routing/route.ts';
import { PlugboardError } from '../src/kernel/errors.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';

export const now = Date.UTC(2026, 10, 21);

/** A chat call of `acme` in `dev` that names nothing, with what else is said of it. */
export const asked = (more: Partial<Question> = {}): Question => ({
  tenantId: 'acme',
  environment: 'dev',
  agentId: null,
  operation: 'chat',
  model: undefined,
  providerId: undefined,
  featureId: undefined,
  ...more,
});

export const resolved = (snapshot: Snapshot, more: Partial<Question>): Route =>
  resolve(snapshot, asked(more), now);

/** The config’s name, or the model’s where there is no config, and the rule that found it. */
export function served(snapshot: Snapshot, more: Partial<Question>): [name: string, rule: string] {
  const { rule, targets } = resolved(snapshot, more);
  return [targets[0].config?.name ?? targets[0].model, rule];
}

/** The code, and the field that it is about. */
export function refused(
  snapshot: Snapshot,
  more: Partial<Question>,
): [code: string, field: string | undefined] {
  try {
    const [name] = served(snapshot, more);
    throw new Error(`${JSON.stringify(more)} was served by ${name}`);
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return [error.code, error.errors?.[0]?.field];
  }
}
