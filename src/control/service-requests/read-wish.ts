import type { EnvironmentWishBody } from '../../contract/service-requests.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import { readOutboundUrl, readRequestUrl } from '../../kernel/outbound-url.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { EnvironmentWish } from '../../kernel/service-requests.ts';
import type { Warning } from '../../providers/provider.ts';

/** What the prerequisites of one environment say, read and checked before anything is asked of anybody. */

/** A field that a form left empty is one that is missing. */
export function toWish(body: EnvironmentWishBody): EnvironmentWish {
  const { auth_type: authType, models, ip_allowlisting: ipAllowlisting } = body;
  const providerName = filled(body.provider_name);
  const endpointUrl = filled(body.endpoint_url);
  const tokenUrl = filled(body.token_url);
  return {
    ...(providerName !== undefined && { providerName }),
    ...(endpointUrl !== undefined && { endpointUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    ...(authType !== undefined && { authType }),
    ...(models !== undefined && models.length > 0 && { models }),
    ...(ipAllowlisting !== undefined && { ipAllowlisting }),
  };
}

export function filled(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

const required = {
  providerName: 'provider_name',
  endpointUrl: 'endpoint_url',
  authType: 'auth_type',
  models: 'models',
  ipAllowlisting: 'ip_allowlisting',
} as const;

/** What keeps the wish from being handed in; `at` stands before the name of each field. */
export function listWishProblems(
  wish: EnvironmentWish,
  environment: Environment,
  rules: readonly EgressRule[],
  at: string,
): FieldProblem[] {
  const missing = Object.entries(required)
    .filter(([key]) => wish[key as keyof typeof required] === undefined)
    .map(([, field]) => ({ field: `${at}${field}`, detail: 'is required' }));
  return [...missing, ...listAuthProblems(wish, at), ...listFaults(wish, environment, rules, at)];
}

function listAuthProblems({ authType, tokenUrl }: EnvironmentWish, at: string): FieldProblem[] {
  if (authType !== 'oauth2_client_credentials' || tokenUrl !== undefined) return [];
  return [{ field: `${at}token_url`, detail: 'is required with oauth2_client_credentials' }];
}

/** What is wrong whatever else may still be missing: a draft is refused for it too. */
export function listFaults(
  { endpointUrl, tokenUrl, models }: EnvironmentWish,
  environment: Environment,
  rules: readonly EgressRule[],
  at: string,
): FieldProblem[] {
  const names = (models ?? []).map(({ name }) => name);
  return [
    ...findUrlProblem(endpointUrl, environment, rules, `${at}endpoint_url`, readOutboundUrl),
    ...findUrlProblem(tokenUrl, environment, rules, `${at}token_url`, readRequestUrl),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ field: `${at}models`, detail: `names ${name} twice` })),
  ];
}

function findUrlProblem(
  text: string | undefined,
  environment: Environment,
  rules: readonly EgressRule[],
  field: string,
  read: typeof readOutboundUrl,
): FieldProblem[] {
  if (text === undefined) return [];
  const verdict = read(text, rules);
  if (!verdict.ok) return [{ field, detail: verdict.reason }];
  // An operator’s rule may open plain http for development; in production nothing does.
  if (environment === 'prod' && verdict.target.plainHttp) return [{ field, detail: 'must be https in prod' }];
  return [];
}

/** What is no reason to refuse it, and worth knowing before anybody is asked for credentials. */
export function listWishWarnings(wish: EnvironmentWish): Warning[] {
  const { endpointUrl, authType, tokenUrl, models = [] } = wish;
  const still = models.filter(({ streaming }) => !streaming).map(({ name }) => name);
  return [
    ...(endpointUrl !== undefined && !endpointUrl.endsWith('/chat/completions')
      ? [
          {
            field: 'endpoint_url',
            detail:
              'does not end in /chat/completions: calls go to the endpoint with that path unless the credential says another one',
          },
        ]
      : []),
    ...(authType !== undefined && authType !== 'oauth2_client_credentials' && tokenUrl !== undefined
      ? [{ field: 'token_url', detail: `is not used with ${authType}` }]
      : []),
    ...(still.length > 0
      ? [
          {
            field: 'models',
            detail: `${still.join(', ')} answer in one piece: users see the whole answer at its end, in a stream that is emulated`,
          },
        ]
      : []),
  ];
}

/** The base that calls are appended to: what a credential for this endpoint takes as `base_url`. */
export function toBaseUrl(endpointUrl: string): string {
  return endpointUrl.replace(/\/chat\/completions\/?$/, '');
}
