/** Who has to act so that it works again. */
export const actors = {
  you: 'You can mend this here.',
  administrator: 'Ask an administrator of your tenant.',
  operator: 'Ask the platform’s support.',
  wait: 'This passes by itself: try again in a moment.',
  platform: 'This is the platform’s to mend. Its log holds the cause under the request’s number.',
} as const;

interface ProblemText {
  title: string;
  actor: keyof typeof actors;
  /** Where the API’s own sentence says less than people need. */
  detail?: string;
}

/** By the code of the API (docs/errors.md), and four of our own. Codes that are missing show the API’s sentence. */
export const problems: Readonly<Record<string, ProblemText>> = {
  unreachable: {
    title: 'The server did not answer',
    actor: 'wait',
    detail: 'Check your connection. What you typed is kept.',
  },
  console_error: {
    title: 'This page came upon something it did not expect',
    actor: 'platform',
    detail: 'Loading it again usually helps.',
  },
  not_loaded: {
    title: 'A part of the console could not be loaded',
    actor: 'wait',
    detail: 'The console may have been updated meanwhile. Load the page again.',
  },
  wrong_address: {
    title: 'There is nothing at this address',
    actor: 'you',
    detail: 'What it names does not exist. Begin at the navigation.',
  },
  invalid_request: { title: 'Something in the form is not right', actor: 'you' },
  forbidden: { title: 'Your role does not allow this', actor: 'administrator' },
  administered_by_operator: { title: 'This tenant is administered for you', actor: 'operator' },
  plan_required: { title: 'Own models need the enterprise plan', actor: 'operator' },
  aborted: { title: 'Stopped before it was answered', actor: 'you', detail: 'You can have it answered now.' },
  llm_config_removed: {
    title: 'The model of this conversation was removed',
    actor: 'you',
  },
  llm_config_disabled: { title: 'The model of this conversation is switched off', actor: 'administrator' },
  llm_unavailable: { title: 'The model does not answer now', actor: 'wait' },
  upstream_error: { title: 'The provider’s answer was no good', actor: 'wait' },
  credential_invalid: { title: 'The provider refuses the key', actor: 'administrator' },
  context_length_exceeded: { title: 'The conversation is too long for this model', actor: 'you' },
  conversation_full: { title: 'This conversation is full', actor: 'you' },
  name_taken: { title: 'This name is taken', actor: 'you' },
  consent_required: {
    title: 'An administrator of the tenant itself has to agree first',
    actor: 'administrator',
  },
  locked: { title: 'The lock of this environment forbids it', actor: 'you' },
  second_administrator_required: {
    title: 'A second administrator has to confirm this',
    actor: 'administrator',
    detail: 'You asked for this loosening yourself. Until another one confirms it the lock stays as it is.',
  },
  feature_unsupported: { title: 'This model does not have what the feature needs', actor: 'you' },
  model_not_ready: { title: 'The model is not ready for this', actor: 'you' },
  model_not_found: { title: 'No model would answer this call', actor: 'you' },
  model_ambiguous: { title: 'Several models answer to this name', actor: 'you' },
  feature_off: { title: 'This feature is switched off here', actor: 'you' },
  target_locked: { title: 'The lock of this environment forbids this model', actor: 'you' },
  id_taken: { title: 'This id is taken', actor: 'you' },
  changed_meanwhile: { title: 'Somebody else changed this meanwhile', actor: 'you' },
  credential_in_use: { title: 'Models still use this account', actor: 'you' },
  service_request_state: { title: 'The request is at another step by now', actor: 'you' },
  service_request_not_found: { title: 'There is no such request', actor: 'you' },
  checks_red: { title: 'Checks have not passed', actor: 'you' },
  check_running: { title: 'Somebody else works on this environment now', actor: 'wait' },
  confirmation_required: { title: 'This breaks something', actor: 'you' },
  secret_in_text: {
    title: 'There is a credential in the text: nothing of it was kept',
    actor: 'you',
    detail:
      'Take it out, and make it invalid at the provider: it was shown where it does not belong. Credentials are handed over by a deposit link.',
  },
  no_membership: {
    title: 'You have no place here',
    actor: 'administrator',
    detail: 'You are known, but you have been given no tenant, or it is gone.',
  },
  tenant_not_found: { title: 'There is no such tenant', actor: 'you' },
  rate_limited: { title: 'Too many attempts', actor: 'wait' },
  unavailable: { title: 'The service cannot answer now', actor: 'wait' },
  internal_error: { title: 'Something went wrong on the server', actor: 'platform' },
};

export const otherProblem = 'This did not work';
