import { randomBytes } from 'node:crypto';
import type { CreateDepositBody } from '../../contract/deposits.ts';
import type { DepositRecord } from '../../kernel/deposits.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { Environment } from '../../kernel/scope.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Settings } from '../../providers/provider.ts';
import { listOfferedProviders } from '../../providers/registry.ts';
import { hashOf } from '../authentication/sessions.ts';
import { toFields } from '../credentials/change-credential.ts';
import { type Chosen, chooseVariant, pick } from '../credentials/choose-variant.ts';
import {
  type CredentialParts,
  type EnvironmentScope,
  getCredential,
  rulesOfEnterprise,
} from '../credentials/credentials.ts';
import {
  type CredentialFields,
  invalid,
  refuseForbiddenUrls,
  refusePrivateAuthority,
} from '../credentials/prepare.ts';
import type { Act, AuditEntry, TenantRepositories } from '../ports.ts';
import { refuseSecrets } from '../service-requests/refuse-secrets.ts';
import { isHolders, listAskedFields, listMainSecrets, listOrigins } from './asked-fields.ts';

type Asked = Pick<DepositRecord, 'name' | 'catalogueId' | 'variant' | 'settings' | 'origins' | 'replaces'>;

/** What the body says, or what knows more fills in. */
export type DepositWish = { [Field in keyof CreateDepositBody]: CreateDepositBody[Field] | undefined };

/** For whom a link is made beyond the environment: what it is part of learns of it in the same transaction. */
export interface OnBehalf {
  serviceRequestId: string;
  alongside(
    tenant: TenantRepositories,
    audit: (entry: AuditEntry) => void,
    record: DepositRecord,
  ): Promise<void>;
}

/** The token is told this one time; only its hash is kept. */
export async function createDeposit(
  parts: CredentialParts,
  act: Act,
  scope: EnvironmentScope,
  wish: DepositWish,
  onBehalf?: OnBehalf,
): Promise<{ record: DepositRecord; token: Secret }> {
  const rules = await rulesOfEnterprise(parts, scope);
  const asked =
    wish.llm_credentials_id === undefined
      ? askForNew(parts, scope, rules, wish)
      : await askForOther(parts, scope, rules, wish.llm_credentials_id, wish);
  refuseWrittenSecrets(wish);
  const token = new Secret(`pbd_${randomBytes(32).toString('base64url')}`);
  const now = parts.clock();
  const hours = wish.expires_in_h ?? limits.deposits.lifetimeDefaultHours;
  const record: DepositRecord = {
    ...scope,
    ...asked,
    id: uuidV7(now),
    tokenHash: hashOf(token.reveal()),
    serviceRequestId: onBehalf?.serviceRequestId ?? null,
    modelName: wish.model_name ?? null,
    createdBy: { kind: act.actor.kind, id: act.actor.id },
    createdAt: now,
    expiresAt: now + hours * 60 * 60_000,
    openedAt: null,
    revokedAt: null,
    test: null,
    received: null,
  };
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    if ((await tenant.deposits.countOpen(now)) >= limits.deposits.openMax) {
      const detail = `would be one more than ${limits.deposits.openMax} links that wait`;
      throw invalid([{ field: 'name', detail }]);
    }
    await tenant.deposits.insert(record);
    const { id, environment, name, variant, origins, replaces } = record;
    audit({
      action: 'deposit.created',
      target: { kind: 'deposit', id },
      environment,
      detail: { name, auth: variant, hosts: origins, replaces, expires_at: record.expiresAt },
    });
    await onBehalf?.alongside(tenant, audit, record);
  });
  return { record, token };
}

/**
 * What is fixed is shown to whoever asks, and may be no secret. Names and ids of accounts often look like one, so only
 * what is one beyond doubt is refused; certificates are public.
 */
function refuseWrittenSecrets({ name, model_name, settings = {} }: DepositWish): void {
  const { 'tls.ca_pem': _authority, ...plain } = settings;
  refuseSecrets({ name, model_name, settings: plain, confirm_no_secrets: true });
}

/** Read as a credential is, so that what is wrong shows now and not to whoever opens the link. */
function askForNew(
  parts: CredentialParts,
  { environment }: EnvironmentScope,
  rules: readonly EgressRule[],
  wish: DepositWish,
): Asked {
  const chosen = choose(parts, wish);
  const typed = readSettings(chosen, wish.settings ?? {});
  const name = wish.name ?? chosen.provider.name;
  const record = { credsType: chosen.variant.credsType, provider: chosen.provider.provider, name };
  const asked = { name, catalogueId: chosen.provider.id, variant: chosen.variant.id, replaces: null };
  const fields = toFields(record, typed, new Map(), {});
  const settings = readFixed(chosen, asked, fields, typed, { environment, rules });
  return { ...asked, settings, origins: listOrigins(chosen, settings) };
}

/** What is fixed, healed; whatever is wrong with it is refused, but for what the holder of the key is yet to enter. */
function readFixed(
  chosen: Chosen,
  asked: Omit<Asked, 'settings' | 'origins'>,
  fields: CredentialFields,
  typed: Settings,
  { environment, rules }: { environment: Environment; rules: readonly EgressRule[] },
): Settings {
  const reading = chosen.provider.read(chosen.variant, fields);
  if (!reading.ok) {
    const theirs = new Set(listAskedFields({ ...asked, settings: typed }).map((field) => field.name));
    const problems = reading.problems.filter(({ field }) => !theirs.has(field));
    if (problems.length > 0) throw invalid(problems.map(inSettings));
  }
  refuseForbiddenUrls(reading.settings, rules);
  refusePrivateAuthority(reading.settings, environment);
  const { secret_names: _none, ...settings } = reading.settings;
  return settings;
}

const inSettings = ({ field, detail }: { field: string; detail: string }) => ({
  field: `settings.${field}`,
  detail,
});

function choose(
  { sandbox }: CredentialParts,
  { provider, creds_type, variant, settings }: DepositWish,
): Chosen {
  if (provider === undefined || creds_type === undefined) {
    const missing = provider === undefined ? 'provider' : 'creds_type';
    throw invalid([{ field: missing, detail: `${missing} is required, or llm_credentials_id` }]);
  }
  const offered = listOfferedProviders(sandbox).filter((known) => known.provider === provider);
  const usual = chooseVariant({ ...settings, provider, creds_type });
  const chosen =
    usual !== 'unbound' && (variant === undefined || usual.variant.id === variant)
      ? usual
      : offered
          .flatMap((known) => known.variants.map((one) => ({ provider: known, variant: one })))
          .find((one) => one.variant.id === variant && one.variant.credsType === creds_type);
  if (!chosen || !offered.includes(chosen.provider)) {
    throw invalid([{ field: 'variant', detail: 'is none that this provider offers for this creds_type' }]);
  }
  if (listMainSecrets(chosen).length === 0) {
    throw invalid([{ field: 'variant', detail: 'holds no secret, so there is nothing to deposit' }]);
  }
  return chosen;
}

function readSettings(
  { variant }: Chosen,
  settings: NonNullable<CreateDepositBody['settings']>,
): Record<string, string> {
  const problems = Object.keys(settings).flatMap((name) => {
    const field = variant.fields.find((known) => known.name === name);
    if (!field) return [{ field: 'settings', detail: 'holds a field that this way of authenticating lacks' }];
    const isTheirs = field.secret || (isHolders(field) && field.multiline);
    return isTheirs ? [{ field: `settings.${name}`, detail: 'is for whoever opens the link to enter' }] : [];
  });
  if (problems.length > 0) throw invalid(problems);
  const { 'tls.ca_pem': authority, ...others } = settings;
  return { ...others, ...(authority !== undefined && { ca_pem: authority }) };
}

/** To rotate an account; with settings, to move it to where these say, for which its secrets are entered again. */
async function askForOther(
  { store }: CredentialParts,
  scope: EnvironmentScope,
  rules: readonly EgressRule[],
  id: string,
  { provider, creds_type, variant, name, settings }: DepositWish,
): Promise<Asked> {
  const { record } = await getCredential(store, scope, id);
  const said = Object.entries({ provider, creds_type, variant, name }).filter(
    ([, value]) => value !== undefined,
  );
  if (said.length > 0) {
    throw invalid(said.map(([field]) => ({ field, detail: 'is the account’s own, which is named already' })));
  }
  if (record.catalogueId === '') {
    throw invalid([{ field: 'llm_credentials_id', detail: 'names a key that nothing says the provider of' }]);
  }
  const chosen = pick(record.catalogueId, record.variant);
  if (listMainSecrets(chosen).length === 0) {
    throw invalid([{ field: 'llm_credentials_id', detail: 'names an account without a secret' }]);
  }
  const { catalogueId, variant: variantId } = record;
  const asked = { name: record.name, catalogueId, variant: variantId, replaces: id };
  if (settings === undefined) return { ...asked, settings: {}, origins: originsNow(record) };
  const typed = { ...record.settings, ...readSettings(chosen, settings) };
  const { environment } = scope;
  const fields = toFields(record, typed, new Map(), {});
  const moved = readFixed(chosen, asked, fields, typed, { environment, rules });
  return { ...asked, settings: moved, origins: listOrigins(chosen, moved) };
}

/** Where an account’s secrets go as it stands. */
export function originsNow({
  catalogueId,
  variant,
  settings,
}: {
  catalogueId: string;
  variant: string;
  settings: Settings;
}): string[] {
  return listOrigins(pick(catalogueId, variant), settings);
}
