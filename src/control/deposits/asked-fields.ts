import type { DepositRecord } from '../../kernel/deposits.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import type { Field } from '../../providers/catalogue.ts';
import type { Settings } from '../../providers/provider.ts';
import { type Chosen, pick } from '../credentials/choose-variant.ts';

/** Who the key says it is: no secret, and known to whoever holds the key. None of it decides where a secret goes. */
const identities: ReadonlySet<string> = new Set([
  'client_id',
  'azure_client_id',
  'aws_access_key_id',
  'gcp_project',
]);

/** Public, and of no use to anybody without its key. */
const certificate = 'tls.client_cert_pem';

export const isHolders = ({ name, secret }: Field): boolean =>
  secret || name === certificate || identities.has(name);

/** What the holder of the key is asked for, and nothing beside it. */
export function listAskedFields(
  record: Pick<DepositRecord, 'catalogueId' | 'variant' | 'settings' | 'replaces'>,
): Field[] {
  const { variant } = pick(record.catalogueId, record.variant);
  return variant.fields
    .filter((field) => isHolders(field) && (record.replaces !== null || !(field.name in record.settings)))
    .map((field) => ({ ...toAsked(field), required: isRequired(field, record.replaces !== null) }));
}

/** Some servers want no key; nobody makes a link to ask for none. */
function toAsked(field: Field): Field {
  const isOptionalKey = field.name === 'api_key' && !field.required;
  return isOptionalKey ? { ...field, help: 'As the server takes it.' } : field;
}

/** With a new key of AWS comes a new id; other identities mostly stay, and what is left out is kept. */
function isRequired({ name, secret, required }: Field, isRotation: boolean): boolean {
  if (name === 'api_key') return true;
  return required && (secret || !isRotation || name === 'aws_access_key_id');
}

/** What of an account does not come from the holder of its key, under the names that a form has for it. */
export function listFixed({
  catalogueId,
  variant,
  settings,
}: Pick<CredentialRecord, 'catalogueId' | 'variant' | 'settings'>): Record<string, string> {
  const fixed = pick(catalogueId, variant).variant.fields.filter((field) => !isHolders(field));
  return Object.fromEntries(
    fixed.flatMap(({ name }) => {
      const value = settings[name.replace(/^tls\./, '')];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What the account’s own secrets are called, without those that only some servers want. */
export function listMainSecrets({ variant }: Chosen): string[] {
  return variant.fields.filter(({ secret, advanced }) => secret && !advanced).map(({ name }) => name);
}

/** Where the secrets will go, before there are any. */
export function listOrigins(chosen: Chosen, settings: Settings): string[] {
  const names = listMainSecrets(chosen).join(' ');
  const { origins } = chosen.provider.connect(chosen.variant.id, { ...settings, secret_names: names });
  return [...new Set(Object.values(origins).flat())].toSorted();
}
