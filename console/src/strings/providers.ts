/** Whose wire an account speaks, by the name that the API has for it. */
export const providers = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  azure_openai: 'Azure OpenAI',
  bedrock: 'AWS Bedrock',
  google: 'Google',
  ollama: 'Ollama',
  sandbox: 'Sandbox',
} as const;

/** An account that speaks OpenAI's wire at an address of its own. */
export const openaiCompatible = 'OpenAI-compatible';
