import type { Actor, Environment, KeyHolder } from './scope.ts';

/** A tenant’s requests to the operators, as they are stored. Times are milliseconds since 1970. */

export const requestKinds = ['setup', 'change', 'provider'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestChanges = [
  'add_model',
  'rotate_credentials',
  'set_enabled',
  'change_endpoint',
  'remove',
  'managed_fallback',
] as const;
export type RequestChange = (typeof requestChanges)[number];

export const requestStates = [
  'draft',
  'submitted',
  'assigned',
  'awaiting_credentials',
  'configuring',
  'validating',
  'active',
  'done',
  'rejected',
  'cancelled',
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestAuthTypes = ['oauth2_client_credentials', 'api_key', 'aksk'] as const;

/** Who wrote, assigned or is assigned, with the name that people know. */
export type RequestActor = (Actor | KeyHolder) & { name: string };

/** What is wished for one environment; in a draft anything may be missing yet. */
export interface EnvironmentWish {
  providerName?: string;
  endpointUrl?: string;
  tokenUrl?: string;
  authType?: (typeof requestAuthTypes)[number];
  models?: { name: string; streaming: boolean }[];
  ipAllowlisting?: boolean;
}

/** What a change says beside its kind and its target. */
export interface ChangeDetails {
  text?: string;
  modelName?: string;
  name?: string;
  provider?: string;
  streaming?: boolean;
  enabled?: boolean;
  endpointUrl?: string;
  tokenUrl?: string;
  reason?: string;
}

export interface ServiceRequestRecord {
  tenantId: string;
  id: string;
  kind: RequestKind;
  change: RequestChange | null;
  subject: string;
  state: RequestState;
  notes: string;
  /** The model config or credential that a change is about, as it was named. */
  target: string | null;
  details: ChangeDetails | null;
  /** The maker’s own environment: there it is told, where the request names none. */
  toldIn: Environment;
  madeBy: RequestActor;
  assignee: RequestActor | null;
  /** Why it was rejected or cancelled. */
  reason: string | null;
  createdAt: number;
  updatedAt: number;
  submittedAt: number | null;
  closedAt: number | null;
}

/** One line of a check: of the way to the endpoint, of a model, of a call, of where calls go. */
export interface RequestCheck {
  /** What was looked at. */
  part: 'endpoint' | 'token' | 'credential' | 'model' | 'call' | 'routing';
  /** The model that it is about. */
  model: string | null;
  step: string;
  status: 'passed' | 'failed' | 'warned' | 'skipped' | 'unknown';
  ms: number;
  /** Whose move it is. */
  owner: string;
  detail: string;
}

/** What was found out of an endpoint before there was any credential. */
export interface Reachability {
  at: number;
  finding: ReachabilityFinding;
  detail: string;
  checks: RequestCheck[];
}

export type ReachabilityFinding =
  | 'reachable'
  | 'perhaps_not_allowlisted'
  | 'unknown_name'
  | 'nothing_listens'
  | 'no_answer'
  | 'tls'
  | 'redirect'
  | 'wrong_path'
  | 'not_allowed'
  | 'trouble';

/** The newest run of all checks of an environment that was configured. */
export interface EnvironmentChecks {
  at: number;
  by: RequestActor;
  checks: RequestCheck[];
  /** From when on the ledger was looked through. */
  ledger: LedgerFinding | null;
}

/** What the ledger says of the run, as the signed statement of that period. */
export interface LedgerFinding {
  from: number;
  to: number;
  own: number;
  managed: number;
  hosts: string[];
  signed: string;
  signature: string;
  keyId: string;
}

export interface RequestedEnvironmentRecord {
  environment: Environment;
  wish: EnvironmentWish;
  reachability: Reachability | null;
  /** The credential that came by deposit, or that an operator named. */
  credentialId: string | null;
  /** How often its secrets had been replaced when the request was submitted. */
  secretVersionBefore: number | null;
  configIds: string[];
  configuredAt: number | null;
  checks: EnvironmentChecks | null;
  activatedAt: number | null;
  override: { at: number; by: RequestActor; reason: string; red: string[] } | null;
}

export interface RequestMessage {
  id: string;
  at: number;
  by: RequestActor;
  text: string;
}

/** One step in the life of a request. */
export interface RequestEvent {
  id: string;
  at: number;
  by: RequestActor;
  action: string;
  from: RequestState | null;
  to: RequestState;
  environment: Environment | null;
  detail: Record<string, unknown>;
  /** Of the call that did it: rows of the audit log with the same id are what it did. */
  requestId: string;
}

export function listRed(checks: readonly RequestCheck[]): RequestCheck[] {
  return checks.filter(({ status }) => status === 'failed');
}

/** A time for which a tenant has operators rerun its checks. */
export interface SupportWindow {
  id: string;
  reason: string;
  grantedBy: RequestActor;
  createdAt: number;
  until: number;
  /** Before its time, by the tenant. */
  endedAt: number | null;
}
