import { Secret } from '../kernel/secret.ts';
import type { Config } from './config.ts';

/**
 * Every secret of the configuration, and the parts of it that travel alone: a database driver's error names the
 * password, not the URL. For the scrubber, before anything else runs.
 */
export function listSecrets(config: Config): Secret[] {
  const { databaseUrl, operatorToken, oidc, traces, mail } = config;
  const texts = [...(databaseUrl === null ? [] : passwordsOf(databaseUrl)), ...masterKeyTexts(config)];
  const secrets = [
    databaseUrl,
    operatorToken,
    oidc?.clientSecret,
    mail?.password,
    ...Object.values(traces?.headers ?? {}),
  ];
  for (const header of Object.values(traces?.headers ?? {})) texts.push(...header.reveal().split(' '));
  return [...secrets, ...kmsSecrets(config), ...texts.map((text) => new Secret(text))].filter(
    (secret) => secret instanceof Secret,
  );
}

function passwordsOf(databaseUrl: Secret): string[] {
  const url = new URL(databaseUrl.reveal());
  const inQuery = url.searchParams.get('password');
  return [url.password, decode(url.password), ...(inQuery === null ? [] : [inQuery])];
}

/** Several keys are written as `version:base64`, with commas or lines between. */
function masterKeyTexts({ masterKey }: Config): string[] {
  if (masterKey.kind !== 'text') return [];
  const whole = masterKey.value.reveal();
  return [whole, ...whole.split(/[\s,]+/).map((part) => part.slice(part.indexOf(':') + 1))];
}

function kmsSecrets({ masterKey }: Config): (Secret | null)[] {
  if (masterKey.kind !== 'kms') return [];
  if (masterKey.service === 'aws-kms') return [masterKey.secretAccessKey, masterKey.sessionToken];
  return masterKey.token.kind === 'text' ? [masterKey.token.value] : [];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
