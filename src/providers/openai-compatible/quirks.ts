import { remember } from '../remember.ts';
import { isHostOf } from '../url-parts.ts';

/** Where OpenAI-shaped servers differ in what they accept (reference/wire-protocols.md, section 11.1). */
export interface Quirks {
  /** OpenAI's reasoning models refuse `max_tokens`; most other servers know no other name, or ignore the new one. */
  tokenLimit: 'max_tokens' | 'max_completion_tokens';
  /** OpenAI's own roles and forms of messages; elsewhere they are refused. */
  ownParameters: boolean;
  /** Whether the model's name tells what the model refuses; a deployment's name tells nothing. */
  modelRules: boolean;
  /** Whether `stream_options` may be sent. */
  streamOptions: boolean;
  /** Parameters that go by another name here. */
  renamed?: Readonly<Record<string, string>>;
  /** Parameters that are refused here, or passed over in silence. */
  unsupported?: ReadonlySet<string>;
  /** The same, of some models only. */
  unsupportedBy?: { model: RegExp; parameters: ReadonlySet<string> };
  /** False where answers cannot be held to a schema. */
  jsonSchema?: false;
  /** False where `tool_choice: "none"` does not keep the model from calling: its tools are left out then. */
  toolChoiceNone?: false;
  /** False where a `stop` must be a list. */
  stopAsText?: false;
  /** False where messages may not say who speaks. */
  speakerNames?: false;
  /** False where an assistant's message without a word is refused. */
  emptyAnswers?: false;
  /** False where images come in the request or not at all. */
  fetchesImages?: false;
  /** Where the model's former thinking goes; undefined: as the caller sends it. */
  reasoning?: 'reasoning' | 'left_out' | 'echoed';
  /** What ids of calls must look like. */
  callIds?: 'nine_alphanumerics';
  /** Answers are not quite OpenAI's: they are put in order rather than handed on byte by byte. */
  rebuilt?: true;
}

export const openaiQuirks: Quirks = {
  tokenLimit: 'max_completion_tokens',
  ownParameters: true,
  modelRules: true,
  streamOptions: true,
};

const compatible: Quirks = {
  tokenLimit: 'max_tokens',
  ownParameters: false,
  modelRules: false,
  streamOptions: true,
};

/** A server of one’s own, vLLM or another: nothing is taken away from what its callers ask. */
const unknownServer: Quirks = {
  ...compatible,
  // Text Generation Inference (section 11.3); everybody else takes either.
  stopAsText: false,
};

const hosted: Quirks = { ...compatible, rebuilt: true };

/** What only OpenAI's own platform understands (section 1.1). */
const platformOnly = [
  'audio',
  'metadata',
  'modalities',
  'moderation',
  'prediction',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'store',
  'verbosity',
  'web_search_options',
];

function without(taken: readonly string[], ...more: string[]): ReadonlySet<string> {
  return new Set([...platformOnly.filter((name) => !taken.includes(name)), ...more]);
}

/** By domain, from the services' own pages (section 11.4; read 2026-11). */
const differences: Readonly<Record<string, Partial<Quirks>>> = {
  'deepseek.com': {
    unsupported: without([], 'n', 'logit_bias'),
    jsonSchema: false,
    reasoning: 'echoed',
  },
  // Refuses the first four and takes 1 alone for `n`; no model of its heeds the penalties. https://console.groq.com/docs/openai
  'groq.com': {
    unsupported: without(
      ['service_tier'],
      'logprobs',
      'top_logprobs',
      'logit_bias',
      'n',
      'presence_penalty',
      'frequency_penalty',
    ),
    speakerNames: false,
    reasoning: 'reasoning',
  },
  'together.xyz': { unsupported: without([]), toolChoiceNone: false, emptyAnswers: false },
  'together.ai': { unsupported: without([]), toolChoiceNone: false, emptyAnswers: false },
  'fireworks.ai': { unsupported: without([]) },
  // Ignores these three. https://docs.sambanova.ai/docs/en/features/openai-compatibility
  'sambanova.ai': {
    unsupported: without([], 'presence_penalty', 'frequency_penalty', 'logit_bias'),
    fetchesImages: false,
  },
  'cerebras.ai': { unsupported: without(['service_tier', 'prediction']), reasoning: 'reasoning' },
  // 422 `extra_forbidden` for every field that it does not know (openai/openai-agents-python#442,
  // charmbracelet/crush#1590). It sends usage unasked.
  'mistral.ai': {
    streamOptions: false,
    renamed: { seed: 'random_seed' },
    unsupported: without(['metadata', 'prediction'], 'user', 'logprobs', 'top_logprobs', 'logit_bias'),
    speakerNames: false,
    reasoning: 'left_out',
    callIds: 'nine_alphanumerics',
  },
  // Its reasoning models answer these with 400. https://docs.x.ai/docs/guides/reasoning
  'x.ai': {
    unsupported: without(['web_search_options'], 'logit_bias'),
    unsupportedBy: {
      model: /^grok-(3-mini|4|code)(?!.*non-reasoning)/,
      parameters: new Set(['presence_penalty', 'frequency_penalty', 'stop']),
    },
  },
  // They hand everything on to whatever serves the model.
  'openrouter.ai': {},
  'huggingface.co': {},
  'deepinfra.com': {},
  // Google's layer over Gemini: an unknown name is a 400, images come in the request.
  'googleapis.com': { unsupported: without([]), fetchesImages: false },
};

const services: ReadonlyMap<string, Quirks> = new Map([
  ['api.openai.com', openaiQuirks],
  ...Object.entries(differences).map(([domain, own]): [string, Quirks] => [domain, { ...hosted, ...own }]),
]);

/** A service's rules hold for every host below its domain. */
export const quirksOf: (baseUrl: string) => Quirks = remember((baseUrl) => {
  let { hostname: domain } = new URL(baseUrl);
  while (domain !== '') {
    const quirks = services.get(domain);
    if (quirks) return quirks;
    const dot = domain.indexOf('.');
    domain = dot === -1 ? '' : domain.slice(dot + 1);
  }
  return unknownServer;
});

/** OpenAI itself, also by one of its regional hosts (`eu.api.openai.com`). */
export const isOpenai: (baseUrl: string) => boolean = remember((baseUrl) =>
  isHostOf(baseUrl, 'api.openai.com'),
);
