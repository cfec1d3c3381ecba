import type { Address } from './address-shape.ts';
import { originOfPieces, type UrlPieces } from './url-pieces.ts';

const bedrockHost =
  /^(vpce-[a-z0-9-]{1,100}\.)?bedrock(-runtime)?(-fips)?\.([a-z]{2,6}(?:-[a-z]{1,12}){1,3}-\d)\.(vpce\.)?(amazonaws\.(com|com\.cn|eu)|api\.aws)$/;

export function findBedrockAddress(pieces: UrlPieces): Address | undefined {
  const [, vpce, , fips, region] = bedrockHost.exec(pieces.hostname) ?? [];
  if (region === undefined) return undefined;
  const own = vpce !== undefined || fips !== undefined;
  const model = pieces.segments[0] === 'model' ? pieces.segments.slice(1) : [];
  const verb = model.findIndex((part) => /^(converse|invoke)/.test(part));
  return {
    title: 'AWS Bedrock',
    detail: region,
    provider: 'bedrock',
    credsType: 'AWS',
    fields: { aws_region: region, ...(own && { base_url: originOfPieces(pieces) }) },
    // An ARN that was not encoded has slashes of its own.
    model: verb > 0 ? model.slice(0, verb).join('/') : model[0],
  };
}

/** `…/models/gemini-2.5-pro:generateContent`: the model's name ends before the verb. */
function modelBeforeVerb(segments: readonly string[]): string | undefined {
  const named = segments[segments.indexOf('models') + 1];
  if (!segments.includes('models') || named === undefined) return undefined;
  const colon = named.lastIndexOf(':');
  return colon > 0 ? named.slice(0, colon) : named;
}

export function findGeminiAddress({ hostname, segments }: UrlPieces): Address | undefined {
  if (hostname !== 'generativelanguage.googleapis.com') return undefined;
  return {
    title: 'Gemini',
    provider: 'google',
    credsType: 'GCP',
    fields: {},
    model: modelBeforeVerb(segments),
    ...(segments.includes('openai') && {
      notes: [
        'The address of Google’s OpenAI layer was pasted: Gemini is called by its own protocol instead.',
      ],
    }),
  };
}

const vertexHost =
  /^(?:([a-z]+-[a-z]+\d{1,2})-aiplatform\.googleapis\.com|aiplatform\.googleapis\.com|aiplatform\.(us|eu)\.rep\.googleapis\.com)$/;

export function findVertexAddress(pieces: UrlPieces): Address | undefined {
  const { hostname, segments } = pieces;
  const match = vertexHost.exec(hostname);
  if (!match) return undefined;
  const project = after(segments, 'projects');
  if (project === undefined && segments.includes('publishers')) return expressMode(pieces);
  const location = after(segments, 'locations') ?? match[1] ?? match[2];
  return {
    title: 'Vertex AI',
    ...(project !== undefined && { detail: project }),
    provider: 'google',
    credsType: 'GCP',
    fields: {
      ...(project !== undefined && { gcp_project: project }),
      gcp_location: location ?? 'global',
    },
    model: modelBeforeVerb(segments),
  };
}

/** Vertex AI with an API key and no project speaks like Gemini, under another base. */
function expressMode(pieces: UrlPieces): Address {
  const [version = 'v1'] = pieces.segments;
  return {
    title: 'Vertex AI express mode',
    provider: 'google',
    credsType: 'GCP',
    fields: { base_url: `${originOfPieces(pieces)}/${version}/publishers/google` },
    model: modelBeforeVerb(pieces.segments),
  };
}

function after(segments: readonly string[], folder: string): string | undefined {
  const at = segments.indexOf(folder);
  return at === -1 ? undefined : segments[at + 1];
}
