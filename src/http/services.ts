import type { AuditReader } from '../control/audit-ports.ts';
import type { Authenticator } from '../control/authentication/authenticator.ts';
import type { Issuer } from '../control/authentication/issuers.ts';
import type { RateList } from '../control/billing/rates.ts';
import type { ConversationParts } from '../control/conversations/conversations.ts';
import type { KeyAdministration } from '../control/keys.ts';
import type { LedgerChains } from '../control/ledger-ports.ts';
import type { OidcSignin } from '../control/oidc/oidc-signin.ts';
import type { OidcSettings } from '../control/oidc/settings.ts';
import type { Store, TenantKeys, TombstoneFile } from '../control/ports.ts';
import type { TryModel } from '../control/service-requests/witness.ts';
import type { Signer } from '../control/signing.ts';
import type { ValidateParts } from '../control/validation/validate.ts';
import type { Turn } from '../gateway/conversations/answer-turn.ts';
import type { BudgetSums } from '../kernel/budgets.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { BudgetScale } from '../providers/prices/budget-scale.ts';
import type { PriceList } from '../providers/prices/price-list.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';

export interface PlatformFacts {
  name: string;
  version: string;
  /** Known for certain once the server listens. */
  publicUrl: string;
  supportUrl: string | null;
  egressIps: readonly string[];
  /** Whose pages may hold a frame of ours. */
  embedOrigins: readonly string[];
}

export interface SigninFacts {
  oidc: Omit<OidcSettings, 'clientSecret'> | null;
  issuers: readonly Issuer[];
  hasOperatorToken: boolean;
}

export interface ReadinessCheck {
  name: string;
  ok: boolean;
  detail: string;
}

/** What the routes work with; app.ts puts it together. */
export interface Services {
  authenticator: Authenticator;
  /** Null where no identity provider is configured. */
  oidc: OidcSignin | null;
  /** What of the configuration of sign-ins may be shown. */
  signin: SigninFacts;
  keeper: SnapshotKeeper;
  store: Store;
  tenantKeys: TenantKeys;
  keyAdministration: KeyAdministration;
  signer: Signer;
  auditReader: AuditReader;
  ledgerChains: LedgerChains;
  /** What the platform charges; null where it does not say. */
  rates: RateList | null;
  budgetSums: BudgetSums;
  budgetScale: BudgetScale;
  /** Resolves once budgets that were changed are in force on this replica. */
  catchUpWithBudgets(): Promise<void>;
  /** What models cost at their providers. */
  prices: PriceList;
  /** Which master key version wraps the tenant’s data key now. */
  findKekVersion(tenantId: string): Promise<string | undefined>;
  /** Brings into the database what this process has answered, as far as that goes in a moment. */
  shipAttempts(): Promise<void>;
  /** The same for the keys that this process has opened. */
  flushKeyOpenings(): Promise<void>;
  tombstones: TombstoneFile;
  deploymentId: string;
  /** Everything that credentials and their checks take. */
  credentials: ValidateParts;
  conversations: ConversationParts;
  /** The way of every chat call, for what is said in a conversation. */
  answerTurn(turn: Turn): Promise<void>;
  /** The same for a call that nobody waits for: it shows that one would be answered. */
  tryModel: TryModel;
  platform: PlatformFacts;
  /** Whether a mail server is configured. */
  isMailAvailable: boolean;
  clock: Clock;
  telemetry: Telemetry;
  checkReadiness(): Promise<ReadinessCheck[]>;
  isStopping(): boolean;
}
