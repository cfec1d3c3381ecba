import { presets } from '../../providers/openai-compatible/presets.ts';
import type { Address } from './address-shape.ts';
import { originOfPieces, type UrlPieces } from './url-pieces.ts';

const key = { credsType: 'API_KEY' } as const;

/** Ends that belong to one call, not to the base. Longest first. */
const operations = [
  ...['/chat/completions', '/completions', '/embeddings', '/responses', '/models', '/images/generations'],
  ...['/audio/transcriptions', '/moderations'],
];

export function findAnthropicAddress(pieces: UrlPieces): Address | undefined {
  const base = { title: 'Anthropic', provider: 'anthropic', ...key } as const;
  if (pieces.hostname === 'api.anthropic.com') return { ...base, fields: {} };
  const path = trimSlashes(pieces.path);
  const ending = ['/v1/messages', '/v1/messages/count_tokens'].find((end) => path.endsWith(end));
  if (ending === undefined) return undefined;
  return {
    ...base,
    detail: pieces.hostname,
    fields: { base_url: originOfPieces(pieces) + path.slice(0, -ending.length) },
    notes: ['The path is that of Anthropic’s protocol, so the server is called by that.'],
  };
}

export function findOpenaiAddress(pieces: UrlPieces): Address | undefined {
  const { hostname } = pieces;
  const base = { title: 'OpenAI', provider: 'openai', ...key } as const;
  if (hostname === 'api.openai.com') return { ...base, fields: {} };
  if (hostname.endsWith('.api.openai.com')) {
    return { ...base, detail: hostname.split('.')[0] ?? '', fields: { base_url: `https://${hostname}/v1` } };
  }
  const preset = presets.find(({ baseUrl }) => new URL(baseUrl).hostname === hostname);
  return preset && { ...base, title: preset.name, fields: { base_url: preset.baseUrl } };
}

const ollamaPaths = new Set([
  'chat',
  'generate',
  'tags',
  'embed',
  'embeddings',
  'show',
  'ps',
  'version',
  'pull',
]);

export function findOllamaAddress(pieces: UrlPieces): Address | undefined {
  const { host, hostname, segments } = pieces;
  const [verb = '', folder = ''] = segments.toReversed();
  const isNative = segments.length <= 3 && folder === 'api' && ollamaPaths.has(verb);
  const isHost = host.endsWith(':11434') || hostname === 'ollama.com' || hostname === 'api.ollama.com';
  if (!isHost && !isNative) return undefined;
  const prefix = isNative ? segments.slice(0, -2) : [];
  return {
    title: 'Ollama',
    detail: hostname,
    provider: 'ollama',
    ...key,
    fields: { base_url: [originOfPieces(pieces), ...prefix.map(encodeURIComponent)].join('/') },
    ...(segments.includes('v1') && {
      notes: ['Ollama is called by its own protocol, so /v1 was taken away from the address.'],
    }),
  };
}

/** Anything else is taken for a server that speaks OpenAI's protocol, with everything before the call as its base. */
export function findGeneralAddress(pieces: UrlPieces): Address {
  const path = trimSlashes(pieces.path);
  const ending = operations.find((end) => path.toLowerCase().endsWith(end));
  const base = ending === undefined ? path : path.slice(0, -ending.length);
  return {
    title: 'OpenAI-compatible',
    detail: pieces.hostname,
    provider: 'openai',
    ...key,
    fields: { base_url: originOfPieces(pieces) + trimSlashes(base) },
    notes: [
      (show) => `${show(pieces.hostname)} is no host that is known: it is taken to speak OpenAI’s protocol.`,
      ...(pieces.query.size > 0 ? ['What stood after ? in the address was left out.'] : []),
    ],
  };
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
