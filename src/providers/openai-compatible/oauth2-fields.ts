import type { Field } from '../catalogue.ts';
import { headerPlace } from '../common-options.ts';
import { takeTokenUrl } from '../heal-url.ts';
import type { AuthScheme, Settings } from '../provider.ts';
import type { DraftFields } from '../read-fields.ts';

const styles = ['basic', 'post', 'private_key_jwt'] as const;

/** Client credentials at a corporate gateway (reference/wire-protocols.md, sections 4.1 and 13). */
export const oauth2Fields: readonly Field[] = [
  {
    name: 'token_url',
    label: 'Token URL',
    required: true,
    secret: false,
    help: 'Where tokens are asked for.',
  },
  {
    name: 'client_id',
    label: 'Client ID',
    required: true,
    secret: false,
    help: 'As the identity provider registered it.',
  },
  {
    name: 'client_secret',
    label: 'Client secret',
    required: true,
    secret: true,
    multiline: true,
    help: 'The secret, or the private key in PEM for private_key_jwt.',
  },
  { name: 'scope', label: 'Scope', required: false, secret: false, help: 'Several are separated by spaces.' },
  {
    name: 'audience',
    label: 'Audience',
    required: false,
    secret: false,
    help: 'Where the identity provider wants one (Auth0).',
  },
  {
    name: 'client_auth',
    label: 'Client authentication',
    required: false,
    secret: false,
    options: styles,
    help: 'How the client proves itself at the token URL; basic unless chosen otherwise.',
  },
];

export function takeOauth2(draft: DraftFields): void {
  takeTokenUrl(draft, 'token_url');
  draft.takeText('client_id', { required: true });
  const style = draft.takeChoice('client_auth', styles, 'basic');
  if (style === 'private_key_jwt') {
    draft.takeSecret('client_secret', {
      required: true,
      multiline: true,
      matches: {
        pattern:
          /^-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+\n-----END \1PRIVATE KEY-----\n?$/,
        detail: 'must be a private key in PEM, without a passphrase, for private_key_jwt',
      },
    });
  } else draft.takeSecret('client_secret', { required: true });
  draft.takeText('scope');
  draft.takeText('audience');
}

export function oauth2Auth(settings: Settings): AuthScheme {
  const { scope, audience } = settings;
  return {
    kind: 'oauth2',
    tokenUrl: settings['token_url'] ?? '',
    clientId: settings['client_id'] ?? '',
    secret: 'client_secret',
    style: styles.find((style) => style === settings['client_auth']) ?? 'basic',
    ...(scope !== undefined && { scope }),
    ...(audience !== undefined && { audience }),
    ...headerPlace(settings, { header: 'Authorization', prefix: 'Bearer ' }),
  };
}
