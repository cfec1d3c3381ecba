import type { ValidationAnswer } from '../../contract/validation.ts';
import type { Failure, RequestPlan } from '../../providers/provider.ts';
import type { OpenCredential } from '../credentials/open-credential.ts';
import type { ProviderTransport, TransportFailure } from '../provider-ports.ts';

export type Rung = ValidationAnswer['checks'][number];
export type Owner = Rung['owner'];

export interface ClimbParts {
  transport: ProviderTransport;
  /** Milliseconds that only move forward. */
  elapsed: () => number;
  nowSeconds: () => number;
  scrub: (text: string) => string;
  egressIps: readonly string[];
}

export interface Target {
  credential: OpenCredential;
  model: string | undefined;
  isEmbedding: boolean;
  full: boolean;
  signal: AbortSignal;
}

/** What went wrong on a rung that asked the provider something: before there was an answer, or in the answer. */
export type Trouble =
  | { kind: 'transport'; failure: TransportFailure }
  | { kind: 'answer'; failure: Failure; status: number };

const upstreamLengthMax = 500;

export function passed(step: Rung['step'], ms: number, detail: string): Rung {
  return { step, status: 'passed', ms: Math.round(ms), owner: 'nobody', detail };
}

export function notPassed(
  step: Rung['step'],
  status: 'failed' | 'warned' | 'unknown' | 'skipped',
  ms: number,
  owner: Owner,
  detail: string,
): Rung {
  return { step, status, ms: Math.round(ms), owner, detail };
}

/** What the other side said, and how to ask it the same by hand. */
export function withEvidence(rung: Rung, parts: ClimbParts, trouble: Trouble, curl: string): Rung {
  const upstream =
    trouble.kind === 'answer'
      ? { status: trouble.status, message: trouble.failure.message }
      : trouble.failure.answer && {
          status: trouble.failure.answer.status,
          message: JSON.stringify(trouble.failure.answer.body) ?? '',
        };
  return {
    ...rung,
    ...(upstream && {
      upstream: { ...upstream, message: parts.scrub(upstream.message).slice(0, upstreamLengthMax) },
    }),
    curl,
  };
}

/** One line for a shell, with a variable where the secret would be. */
export function redactedCurl({ connection }: OpenCredential, plan: RequestPlan): string {
  const headers: Record<string, string> =
    plan.body === undefined ? {} : { 'content-type': 'application/json' };
  Object.assign(headers, plan.headers);
  const auth = connection.auth;
  if (auth.kind === 'header') headers[auth.header.toLowerCase()] = `${auth.prefix}$KEY`;
  if (auth.kind === 'oauth2' || auth.kind === 'google_jwt') headers['authorization'] = 'Bearer $TOKEN';
  const signing = auth.kind === 'aws_keys' || auth.kind === 'aws_role';
  const words = [
    'curl',
    ...(plan.method === 'POST' ? ['-X POST'] : []),
    quote(plan.url),
    ...(signing
      ? [`--aws-sigv4 "aws:amz:${auth.region}:${auth.service}" --user "$ACCESS_KEY:$SECRET_KEY"`]
      : []),
    ...Object.entries(headers).map(([name, value]) => `-H "${name}: ${value.replaceAll('"', '\\"')}"`),
    ...(plan.body === undefined ? [] : [`-d ${quote(bodyOf(plan.body))}`]),
  ];
  return words.join(' ');
}

const curlBodyMax = 2000;

function bodyOf(body: unknown): string {
  const text = JSON.stringify(body);
  return text.length > curlBodyMax ? `${text.slice(0, curlBodyMax)}…` : text;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
