import type { Authenticator } from '../control/authentication/authenticator.ts';
import type { Issuer } from '../control/authentication/issuers.ts';
import type { ConversationParts } from '../control/conversations/conversations.ts';
import type { KeyAdministration } from '../control/keys.ts';
import type { LedgerChains } from '../control/ledger-ports.ts';
import type { OidcSignin } from '../control/oidc/oidc-signin.ts';
import type { OidcSettings } from '../control/oidc/settings.ts';
import type { AuditReader, Store, TenantKeys, TombstoneFile } from '../control/ports.ts';
import type { Signer } from '../control/signing.ts';
import type { ValidateParts } from '../control/validation/validate.ts';
import type { Turn } from '../gateway/conversations/answer-turn.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';

export interface PlatformFacts {
  name: string;
  version: string;
  /** Known for certain once the server listens. */
  publicUrl: string;
  supportUrl: string | null;
  egressIps: readonly string[];
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
  /** Brings into the database what this process has answered, as far as that goes in a moment. */
  shipAttempts(): Promise<void>;
  tombstones: TombstoneFile;
  deploymentId: string;
  /** Everything that credentials and their checks take. */
  credentials: ValidateParts;
  conversations: ConversationParts;
  /** The way of every chat call, for what is said in a conversation. */
  answerTurn(turn: Turn): Promise<void>;
  platform: PlatformFacts;
  /** Whether a mail server is configured. */
  isMailAvailable: boolean;
  clock: Clock;
  telemetry: Telemetry;
  checkReadiness(): Promise<ReadinessCheck[]>;
  isStopping(): boolean;
}
