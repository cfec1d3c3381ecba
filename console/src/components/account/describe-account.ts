import type { Credential } from '../../api/credentials.ts';
import type { Catalogue, Variant } from '../../api/providers.ts';
import { models } from '../../strings/models.ts';
import { openaiCompatible, providers } from '../../strings/providers.ts';

export function describeProvider({ provider, settings }: Credential): string {
  if (provider === null) return models.anyProvider;
  return provider === 'openai' && 'base_url' in settings ? openaiCompatible : providers[provider];
}

export const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');

/** Where its secrets may go; without any, where its calls go. */
export function describeHosts({ hosts, settings }: Pick<Credential, 'hosts' | 'settings'>): string {
  if (hosts.length > 0) return hosts.map(hostOf).join(', ');
  return settings['base_url'] === undefined ? '' : new URL(settings['base_url']).host;
}

/** The form that an account was made with; undefined while nothing says whose key it is. */
export function findVariant(catalogue: Catalogue, { provider, creds_type, auth, settings }: Credential) {
  const variants = catalogue
    .filter((entry) => entry.provider === provider)
    .flatMap((entry) => entry.variants)
    .filter((variant) => variant.creds_type === creds_type && variant.auth === auth);
  const required = ({ fields }: Variant) => fields.filter((field) => field.required && !field.secret);
  // OpenAI's own form and that of compatible servers differ by the address alone.
  return (
    variants.find((variant) =>
      required(variant).some(({ name }) => name === 'base_url' && name in settings),
    ) ?? variants[0]
  );
}

/** What is not secret, by the names of the form: certificates stand in a group of their own there. */
export function toStoredValues({ settings }: Credential): Record<string, string> {
  const { ca_pem: ca, client_cert_pem: certificate, ...plain } = settings;
  return {
    ...plain,
    ...(ca !== undefined && { 'tls.ca_pem': ca }),
    ...(certificate !== undefined && { 'tls.client_cert_pem': certificate }),
  };
}
