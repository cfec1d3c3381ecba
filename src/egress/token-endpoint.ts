import { limits } from '../kernel/limits.ts';
import type { Answer } from '../providers/provider.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { type ProviderClient, readWhole } from './provider-client.ts';
import type { TlsIdentity } from './tls-identity.ts';

/** A token was asked for and not given. `answer` is absent where the question could not even be put. */
export class TokenRefused extends Error {
  readonly answer: Answer | undefined;

  constructor(message: string, answer?: Answer, cause?: unknown) {
    super(message, { cause });
    this.name = 'TokenRefused';
    this.answer = answer;
  }
}

/** How token endpoints are reached: as the tenant reaches everything else. */
export interface TokenWay {
  client: ProviderClient;
  policy: TenantPolicy;
  tls: TlsIdentity;
}

/** No caller's signal: many may wait for one token, and the one who asked first may leave. */
export async function postForm(
  { client, policy, tls }: TokenWay,
  url: string,
  body: Uint8Array,
  headers: Record<string, string>,
): Promise<{ status: number; headers: Readonly<Record<string, string>>; text: string }> {
  const { firstByteMs, totalMs, answerBytesMax } = limits.egress;
  const answer = await client.send({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': formContentType },
    body,
    policy,
    tls,
    firstByteMs,
    betweenBytesMs: firstByteMs,
    totalMs,
    bodyBytesMax: answerBytesMax,
  });
  return {
    status: answer.status,
    headers: answer.headers,
    text: (await readWhole(answer)).toString('utf8'),
  };
}

export const formContentType = 'application/x-www-form-urlencoded';
