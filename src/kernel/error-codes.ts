import { conversationErrors } from './conversation-errors.ts';
import { serviceRequestErrors } from './service-request-errors.ts';

/**
 * The one registry of errors. A code is a promise to integrators: it is never renamed, and docs/errors.md is
 * tested to say the same. `message` is what anyone may read; what happened inside goes into `cause`.
 */
export const registry = {
  invalid_request: {
    status: 400,
    message: 'The request is not valid.',
    remedy: 'Read `errors`: it names each field.',
  },
  environment_required: {
    status: 400,
    message: 'Name the environment to act in.',
    remedy: 'Send `X-Plugboard-Environment: dev`, `test` or `prod`.',
  },
  tenant_required: {
    status: 400,
    message: 'Name the tenant to act in.',
    remedy: 'Send `X-Plugboard-Tenant` with the tenant’s id.',
  },
  ambiguous_credentials: {
    status: 400,
    message: 'More than one way to authenticate was used at once.',
    remedy: 'Send exactly one of `Authorization`, `api-key`, `x-api-key` or a session cookie.',
  },
  model_ambiguous: {
    status: 400,
    message: 'Several models answer to this name and none of them is the default.',
    remedy: 'Name one by its config’s id or name, or send `provider_id`.',
  },
  context_length_exceeded: {
    status: 400,
    message: 'The conversation is longer than the model takes.',
    remedy: 'Send less, or use a model with a larger context.',
  },
  content_filter: {
    status: 400,
    message: 'The provider’s content filter refused the request.',
    remedy: 'Change the text; the tenant’s provider account sets the filter.',
  },
  invalid_one_time_token: {
    status: 400,
    message: 'This link is not valid, was already used, or has expired.',
    remedy: 'Ask whoever sent it for a new one. Links for signing in: `plugboard signin-link`.',
  },
  signin_failed: {
    status: 400,
    message: 'The sign-in could not be completed.',
    remedy: 'Start again from the sign-in page; the server’s log holds the cause.',
  },
  invalid_token: {
    status: 401,
    message: 'The token is missing or not valid.',
    remedy: 'Send `Authorization: Bearer <token>` with a current token.',
  },
  feature_off: {
    status: 403,
    message: 'This feature is switched off in this environment.',
    remedy: 'An administrator can assign a model to it, or set it to the default.',
  },
  forbidden: {
    status: 403,
    message: 'This role may not do that.',
    remedy: 'See the table of roles in docs/permissions.md.',
  },
  plan_required: {
    status: 403,
    message: 'The tenant’s plan does not include this.',
    remedy: 'Bringing own models needs plan `enterprise`.',
  },
  administered_by_operator: {
    status: 403,
    message: 'This tenant is administered by the platform; its own administrators view only.',
    remedy: 'Ask the platform’s operators for the change.',
  },
  cross_site: {
    status: 403,
    message: 'A request with a session cookie must come from the console’s own pages.',
    remedy: 'Use a token for calls from elsewhere.',
  },
  no_membership: {
    status: 403,
    message: 'You are signed in, but the platform has given you no tenant here.',
    remedy: 'Ask whoever manages your account at the platform.',
  },
  credential_bound: {
    status: 400,
    message: 'This credential belongs to another provider.',
    remedy: 'Name the provider that it was first used with, or make another credential.',
  },
  credential_not_found: {
    status: 404,
    message: 'There is no such credential.',
    remedy: 'Check the credential’s id.',
  },
  deposit_not_found: {
    status: 404,
    message: 'There is no such deposit link.',
    remedy: 'Check the link’s id.',
  },
  deposit_filled: {
    status: 409,
    message: 'A key has come by this link already.',
    remedy:
      'There is nothing left to revoke. If the key should not be here, delete the account that it made.',
  },
  egress_rule_not_found: {
    status: 404,
    message: 'There is no such egress rule.',
    remedy: 'Check the rule’s id.',
  },
  stop_not_found: { status: 404, message: 'There is no such stop.', remedy: 'Check the stop’s id.' },
  not_found: { status: 404, message: 'There is nothing here.', remedy: 'Check the path and the id.' },
  call_not_found: {
    status: 404,
    message: 'Nothing is written down of such a call.',
    remedy:
      'Check the id. A call that was refused before any model was asked is in the log alone, under this id; one that was answered again by its `Idempotency-Key` has the id in `x-plugboard-original-request-id`.',
  },
  export_not_found: { status: 404, message: 'There is no such export.', remedy: 'Check its id.' },
  queued_call_not_found: { status: 404, message: 'There is no such call.', remedy: 'Check its id.' },
  tenant_not_found: { status: 404, message: 'There is no such tenant.', remedy: 'Check the tenant’s id.' },
  target_locked: {
    status: 403,
    message: 'The environment’s lock forbids this model.',
    remedy: 'Choose a model that the lock allows; two administrators together can loosen it.',
  },
  model_not_found: {
    status: 404,
    message: 'There is no such model.',
    remedy: '`GET /v1/models` lists what this token can call.',
  },
  model_not_chat: {
    status: 400,
    message: 'This model takes no chat calls.',
    remedy:
      'Realtime, speech, image and moderation models are not served here yet. Name a chat model, or an embedding model with `is_embedding`.',
  },
  agent_not_found: { status: 404, message: 'There is no such agent.', remedy: 'Check the agent’s id.' },
  feature_not_found: { status: 404, message: 'There is no such feature.', remedy: 'Check the feature’s id.' },
  token_not_found: { status: 404, message: 'There is no such token.', remedy: 'Check the token’s id.' },
  person_not_found: { status: 404, message: 'There is no such person.', remedy: 'Check the person’s id.' },
  webhook_not_found: { status: 404, message: 'There is no such webhook.', remedy: 'Check the webhook’s id.' },
  delivery_not_found: {
    status: 404,
    message: 'There is no such message to this webhook.',
    remedy: 'Check its id; messages are kept for 30 days.',
  },
  llm_config_not_found: {
    status: 404,
    message: 'There is no such model config.',
    remedy: 'Check the model config’s id.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This path does not take that method.',
    remedy: 'The OpenAPI document lists the methods.',
  },
  id_taken: {
    status: 409,
    message: 'This id is taken.',
    remedy: 'Choose another id; ids are never used again, even after a deletion.',
  },
  name_taken: { status: 409, message: 'This name is taken.', remedy: 'Choose another name.' },
  credential_in_use: {
    status: 409,
    message: 'Model configs still refer to this credential.',
    remedy: 'Delete those first, or send `?cascade=true`.',
  },
  agent_in_use: { status: 409, message: 'The agent has models of its own.', remedy: 'Send `?cascade=true`.' },
  changed_meanwhile: {
    status: 409,
    message: 'Somebody else changed this at the same time.',
    remedy: 'Read it again and repeat the change.',
  },
  model_not_ready: {
    status: 409,
    message: 'The model has not passed its check.',
    remedy: 'Do what `detail` says, validate the credential with the model’s name, and repeat.',
  },
  feature_unsupported: {
    status: 409,
    message: 'The model does not have what this feature needs.',
    remedy: 'Read `errors`: it names each need. Assign another model, or the default.',
  },
  consent_required: {
    status: 409,
    message: 'An administrator of the tenant itself must agree that data leaves its network.',
    remedy: 'That administrator calls `PUT /fallback/consent`; nobody else can, operators neither.',
  },
  locked: {
    status: 409,
    message: 'The environment is locked: managed models are never to be used.',
    remedy: 'See `GET /lock`. Loosening it takes two administrators.',
  },
  second_administrator_required: {
    status: 409,
    message: 'You asked for this loosening yourself; another administrator must confirm it.',
    remedy: 'Have another administrator send the same `PUT /lock` before the pending change expires.',
  },
  check_running: {
    status: 409,
    message: 'A check of this credential is running already, and has not ended for a while.',
    remedy: 'Try again later.',
  },
  idempotency_key_reused: {
    status: 409,
    message: 'This `Idempotency-Key` was used for another request.',
    remedy: 'Send a new key with each new request, and the same key only with the same request.',
  },
  idempotency_in_progress: {
    status: 409,
    message: 'The first call with this `Idempotency-Key` is still running.',
    remedy: 'Wait as `Retry-After` says and repeat: once that call has its answer, you get the same.',
  },
  reserved_id: {
    status: 409,
    message: 'This id is reserved.',
    remedy: 'Choose another id; `platform` holds what is the platform’s own.',
  },
  key_version_in_use: {
    status: 409,
    message: 'Stored secrets still depend on this key version.',
    remedy: 'Run `plugboard rewrap-keys` to the end, then retire it.',
  },
  primary_key_version: {
    status: 409,
    message: 'The primary key version cannot be retired.',
    remedy: 'Make another version the primary first.',
  },
  request_too_large: { status: 413, message: 'The request is too large.', remedy: 'Send less.' },
  unsupported_media_type: {
    status: 415,
    message: 'The body must be JSON.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  budget_exceeded: {
    status: 429,
    message: 'A budget for this is spent.',
    remedy: '`resets_at` says until when. Whoever set the budget (`limit_owner`) can raise it.',
  },
  budget_not_found: { status: 404, message: 'There is no such budget.', remedy: 'Check the budget’s id.' },
  rate_limited: { status: 429, message: 'Too many requests.', remedy: 'Wait as `Retry-After` says.' },
  internal_error: {
    status: 500,
    message: 'Something went wrong on our side.',
    remedy: 'The log line with this request id holds the cause.',
  },
  upstream_error: {
    status: 502,
    message: 'A server that Plugboard called did not answer as it should.',
    remedy: 'Look at that server; the log line with this request id holds the cause.',
  },
  upstream_redirect: {
    status: 502,
    message: 'A server that Plugboard called answered with a redirect, which is never followed.',
    remedy: 'Configure the address that the redirect points to, if it is right.',
  },
  egress_denied: {
    status: 502,
    message: 'Plugboard may not connect to this address.',
    remedy: 'An operator can allow private targets; metadata addresses never.',
  },
  credential_invalid: {
    status: 503,
    message: 'The provider does not accept the credential of this model any more.',
    remedy: 'An administrator must connect a valid key; then calls work again within a second.',
  },
  llm_unavailable: {
    status: 503,
    message: 'The model cannot answer now.',
    remedy: 'Try again later; the tenant’s failure policy allows nothing else to answer in its place.',
  },
  vault_unavailable: {
    status: 503,
    message: 'The key service cannot be reached, so stored secrets cannot be opened.',
    remedy: 'Restore the key service; readiness turns green by itself.',
  },
  needs_reentry: {
    status: 503,
    message: 'A stored secret was destroyed, or does not open any more.',
    remedy: 'Enter it again. `doctor` says whether a key is missing.',
  },
  queued: { status: 503, message: 'The call waits for its model.', remedy: 'Poll `GET /v1/queue/{id}`.' },
  queued_call_cancelled: { status: 503, message: 'The call was cancelled.', remedy: 'Repeat it.' },
  unavailable: {
    status: 503,
    message: 'The service cannot answer now.',
    remedy: 'Try again soon; `/readyz` says what is missing.',
  },
  ...conversationErrors,
  ...serviceRequestErrors,
} as const satisfies Record<string, { status: number; message: string; remedy: string }>;
