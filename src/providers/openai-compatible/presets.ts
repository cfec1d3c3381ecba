import type { Preset } from '../catalogue.ts';

/** Services that speak OpenAI's protocol, with the base that their documentation names (read 2026-11). */
export const presets: readonly Preset[] = [
  { id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
  { id: 'together', name: 'Together AI', baseUrl: 'https://api.together.xyz/v1' },
  { id: 'groq', name: 'Groq', baseUrl: 'https://api.groq.com/openai/v1' },
  { id: 'sambanova', name: 'SambaNova', baseUrl: 'https://api.sambanova.ai/v1' },
  { id: 'cerebras', name: 'Cerebras', baseUrl: 'https://api.cerebras.ai/v1' },
  {
    id: 'fireworks',
    name: 'Fireworks',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    help: 'Model names are whole paths: accounts/fireworks/models/…',
  },
  { id: 'mistral', name: 'Mistral', baseUrl: 'https://api.mistral.ai/v1' },
  { id: 'xai', name: 'xAI', baseUrl: 'https://api.x.ai/v1' },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    help: 'Its list of models is open to everyone, so the key is checked apart from it.',
  },
];

/** Also OpenAI's own, which people reach by this way on purpose (seeds/002). */
export const knownBases: readonly string[] = [
  ...presets.map(({ baseUrl }) => baseUrl),
  'https://api.openai.com/v1',
];
