import type { Credential } from '../../api/credentials.ts';
import { models } from '../../strings/models.ts';
import { openaiCompatible, providers } from '../../strings/providers.ts';

export function describeProvider({ provider, settings }: Credential): string {
  if (provider === null) return models.anyProvider;
  return provider === 'openai' && 'base_url' in settings ? openaiCompatible : providers[provider];
}

export const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');
