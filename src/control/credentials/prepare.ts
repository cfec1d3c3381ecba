import type { CreateCredentialBody } from '../../contract/credentials.ts';
import { type FieldProblem, PlugboardError } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import { readOutboundUrl, readRequestUrl } from '../../kernel/outbound-url.ts';
import type { Environment } from '../../kernel/scope.ts';
import { findMisplacedKey } from '../../providers/key-shapes.ts';
import type { Connection, Healing, Secrets, Settings, Warning } from '../../providers/provider.ts';
import { listOfferedProviders } from '../../providers/registry.ts';
import { type Chosen, chooseVariant } from './choose-variant.ts';

/** A credential as somebody wrote it, read and checked, before anything of it is sealed or sent. */
export interface Prepared {
  /** Null while nothing says whose key it is. */
  chosen: Chosen | null;
  settings: Settings;
  secrets: Secrets;
  connection: Connection | null;
  healed: Healing[];
  warnings: Warning[];
}

export type CredentialFields = Partial<CreateCredentialBody> & Pick<CreateCredentialBody, 'creds_type'>;

const urlFields = ['base_url', 'token_url', 'azure_endpoint', 'azure_token_url'] as const;
/** Asked for as they stand, so a query in them is theirs; nothing is appended. */
const whole: ReadonlySet<string> = new Set(['token_url', 'azure_token_url']);

/** Where the credential shall live, as far as it decides what may stand in it. */
export interface Ground {
  environment: Environment;
  rules: readonly EgressRule[];
  /** Whether the built-in sandbox may be connected. */
  sandbox: boolean;
}

export function prepare(fields: CredentialFields, { environment, rules, sandbox }: Ground): Prepared {
  const chosen = chooseVariant(fields);
  if (chosen === 'unbound') return prepareUnbound(fields);
  if (!listOfferedProviders(sandbox).includes(chosen.provider)) {
    throw invalid([{ field: 'provider', detail: 'is not offered here: the sandbox is switched off' }]);
  }
  const reading = chosen.provider.read(chosen.variant, fields);
  if (!reading.ok) throw invalid(reading.problems);
  refuseForbiddenUrls(reading.settings, rules);
  refusePrivateAuthority(reading.settings, environment);
  const connection = chosen.provider.connect(chosen.variant.id, reading.settings);
  return {
    chosen,
    settings: reading.settings,
    secrets: reading.secrets,
    connection,
    healed: reading.healed,
    warnings: [...reading.warnings, ...connection.warnings],
  };
}

/** What may stand beside a bare key. */
const ownFields = new Set([
  'name',
  'creds_type',
  'api_key',
  'provider_id',
  'agent_id',
  'expires_at',
  'data_region',
]);

/** A bare key: nothing but its shape can be looked at, and it goes nowhere before it is bound. */
function prepareUnbound(fields: CredentialFields): Prepared {
  const { api_key } = fields;
  const foreign = Object.keys(fields).filter((field) => !ownFields.has(field));
  if (foreign.length > 0) {
    throw invalid(
      foreign.map((field) => ({ field, detail: 'goes with a provider or a base_url, and neither is named' })),
    );
  }
  if (api_key === undefined || api_key.trim() === '') {
    throw new PlugboardError('invalid_request', {
      detail: 'api_key is required for API_KEY creds type',
      errors: [{ field: 'api_key', detail: 'api_key is required for API_KEY creds type' }],
    });
  }
  const healedKey = api_key.trim().replace(/^(['"])(.*)\1$/, '$2');
  const misplaced = findMisplacedKey(healedKey);
  if (misplaced !== undefined) throw invalid([{ field: 'api_key', detail: misplaced }]);
  if (!/^[\x21-\x7e]+$/.test(healedKey)) {
    throw invalid([{ field: 'api_key', detail: 'must be printable ASCII without spaces' }]);
  }
  const healed =
    healedKey === api_key ? [] : [{ field: 'api_key', what: 'spaces and quotes around it were removed' }];
  return {
    chosen: null,
    settings: {},
    secrets: { api_key: healedKey },
    connection: null,
    healed,
    warnings: [],
  };
}

/** What is plainly forbidden is refused where it is typed; addresses behind names are looked at when they are used. */
export function refuseForbiddenUrls(settings: Settings, rules: readonly EgressRule[]): void {
  const problems: FieldProblem[] = [];
  for (const field of urlFields) {
    const text = settings[field];
    if (text === undefined) continue;
    const verdict = (whole.has(field) ? readRequestUrl : readOutboundUrl)(text, rules);
    if (!verdict.ok) problems.push({ field, detail: verdict.reason });
  }
  if (problems.length > 0) throw invalid(problems);
}

/** In `prod` whom to trust is the operators' to say, by a rule with the authority in it. */
export function refusePrivateAuthority(settings: Settings, environment: Environment): void {
  if (environment !== 'prod' || settings['ca_pem'] === undefined) return;
  throw invalid([
    {
      field: 'tls.ca_pem',
      detail: 'is not taken in prod: an operator can trust a private CA by an egress rule',
    },
  ]);
}

/** The messages that integrations match stand in `detail` as well, where there is just one thing wrong. */
export function invalid(errors: FieldProblem[]): PlugboardError {
  const [first] = errors;
  return new PlugboardError('invalid_request', {
    ...(errors.length === 1 && first && { detail: sentenceOf(first) }),
    errors,
  });
}

function sentenceOf({ field, detail }: FieldProblem): string {
  return detail.includes(field) || detail.includes('required') ? detail : `${field} ${detail}`;
}
