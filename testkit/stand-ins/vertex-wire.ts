import { dimensions, geminiWire, type Reply, type Wire } from './provider-wires.ts';

interface Place {
  project: string;
  location: string;
}

/** Gemini's models under Vertex AI's paths, with its own embedding call and no list. */
export function vertexWire({ project, location }: Place): Wire {
  const folder = `/v1/projects/${project}/locations/${location}/publishers/google/models/`;
  const embeddingModel = 'text-embedding-005';
  return {
    chatModel: geminiWire.chatModel,
    embeddingModel,
    refuseKey: () => failed(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
    answer(request) {
      const { method, path } = request;
      if (method !== 'POST' || !path.startsWith(folder)) return undefined;
      const rest = path.slice(folder.length);
      if (rest !== `${embeddingModel}:predict`) {
        return geminiWire.answer({ ...request, path: `/v1beta/models/${rest}` });
      }
      const values = Array.from({ length: dimensions }, (_, index) => index / 4);
      const prediction = { embeddings: { values, statistics: { token_count: 1, truncated: false } } };
      return { status: 200, body: { predictions: [prediction] } };
    },
  };
}

function failed(code: number, status: string, message: string): Reply {
  return { status: code, body: { error: { code, message, status } } };
}
