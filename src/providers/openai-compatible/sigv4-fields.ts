import type { Field } from '../catalogue.ts';
import type { AuthScheme, Settings } from '../provider.ts';
import { type DraftFields, listSecretNames } from '../read-fields.ts';
import { isUrlPart } from '../url-parts.ts';

/** A gateway on AWS that speaks OpenAI's protocol and wants its requests signed. */
export const sigv4Fields: readonly Field[] = [
  {
    name: 'aws_access_key_id',
    label: 'Access key ID',
    required: true,
    secret: false,
    help: 'AKIA… or ASIA…',
    pattern: '^(AKIA|ASIA)[A-Z0-9]{16}$',
  },
  {
    name: 'aws_secret_access_key',
    label: 'Secret access key',
    required: true,
    secret: true,
    help: 'Signs requests; it is never sent.',
  },
  {
    name: 'aws_session_token',
    label: 'Session token',
    required: false,
    secret: true,
    help: 'For temporary keys (ASIA…) only.',
  },
  {
    name: 'aws_region',
    label: 'Region',
    required: true,
    secret: false,
    help: 'Such as us-west-2.',
    pattern: '^[a-z0-9\\-]{1,63}$',
  },
  {
    name: 'aws_service',
    label: 'Service',
    required: false,
    secret: false,
    help: 'The name in the signature; execute-api for API Gateway, which is what is meant if nothing is given.',
  },
];

/** What the signature itself sets. */
export const signedHeaders = ['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'];

export function takeSigv4(draft: DraftFields): void {
  const id = draft.takeText('aws_access_key_id', {
    required: true,
    matches: { pattern: /^[A-Za-z0-9]{10,128}$/, detail: 'must be an access key id such as AKIA…' },
  });
  draft.takeSecret('aws_secret_access_key', { required: true });
  const token = draft.takeSecret('aws_session_token');
  if (id?.startsWith('ASIA') && token === undefined) {
    draft.refuse('aws_session_token', 'aws_session_token is required for temporary keys (ASIA…)');
  }
  const region = draft.takeText('aws_region', { required: true });
  if (region !== undefined && !isUrlPart(region)) {
    draft.refuse('aws_region', 'aws_region must be a region such as us-west-2');
  }
  const service = draft.takeText('aws_service') ?? 'execute-api';
  if (isUrlPart(service)) draft.keep('aws_service', service);
  else draft.refuse('aws_service', 'aws_service must be the name of a service such as execute-api');
}

export function sigv4Auth(settings: Settings): AuthScheme {
  const sessionToken = 'aws_session_token';
  return {
    kind: 'aws_keys',
    service: settings['aws_service'] ?? '',
    region: settings['aws_region'] ?? '',
    accessKeyId: settings['aws_access_key_id'] ?? '',
    secret: 'aws_secret_access_key',
    ...(listSecretNames(settings).includes(sessionToken) && { sessionToken }),
  };
}
