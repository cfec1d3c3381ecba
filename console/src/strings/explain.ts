export const explain = {
  description: 'Where a call would go, by the very rules that calls go by. Nothing is called.',
  question: 'The call',
  fields: {
    model: 'Model',
    modelHelp: 'the default',
    feature: 'Feature',
    noFeature: 'None',
    agent: 'Agent',
    noAgent: 'None',
    operation: 'Operation',
    operations: { chat: 'Chat', embedding: 'Embeddings' },
  },
  ask: 'Explain',
  route: 'The route',
  loading: 'route',
  mode: {
    byo: 'Own models serve this caller where none is named.',
    bundled: (platform: string) => `${platform}’s models serve this caller where none is named.`,
  },
  rules: {
    config_id: 'The call names this model by its id.',
    config_name: 'The call names this model.',
    model_name: 'The call names what the provider calls it.',
    feature_alias: 'The name is an alias of a feature, and this model serves that feature.',
    feature: 'This model serves the feature.',
    default: 'No model is named, and this is the default.',
    provider_and_model: 'The call names the account and the model.',
    further_target: 'The failure policy names it as a further model.',
    managed_fallback: 'The failure policy lets the platform’s models step in.',
  },
  labels: {
    payer: 'Who pays',
    host: 'Goes to',
    account: 'Account',
    model: 'Model there',
    region: 'Region',
  },
  owners: { own: 'Yours', managed: (platform: string) => `${platform}’s` },
  payers: {
    tenant_provider: 'You, on your provider’s bill',
    subscription: 'Included in the subscription',
    metered: 'Metered by the platform',
  },
  leaves: 'Leaves your network',
  stays: 'Stays in your network',
  fails: 'If it fails',
  next: (name: string) =>
    `Unreachable, overloaded, limited, out of quota or its key refused: it is tried again where that can help, then ${name} answers.`,
  nextManaged: (name: string) =>
    `Unreachable or overloaded: it is tried again shortly, then ${name} answers. For anything else the call ends with an error.`,
  nextManagedOn: (name: string, classes: string) =>
    `Unreachable or overloaded: it is tried again shortly, then ${name} answers; also if ${classes}.`,
  last: {
    fail_closed:
      'Unreachable or overloaded: it is tried again shortly. Then the call ends with “unavailable”; nothing else is asked.',
    queue_and_retry:
      'Unreachable, overloaded or limited: the call waits in the queue and is tried again from there.',
    managed:
      'Unreachable or overloaded: it is tried again shortly. Then the call ends with “unavailable”: no model of the platform’s stands in for it.',
    managedItself: 'The call ends with “unavailable”.',
    embedding: 'Embeddings never move to another model: the call ends with “unavailable”.',
  },
  never:
    'What the provider refuses as a wrong request, as too long or by its content filter goes back to the caller as it is: nothing else is asked.',
  change: 'Change what happens on failure',
  none: { title: 'No model would answer this call' },
} as const;
