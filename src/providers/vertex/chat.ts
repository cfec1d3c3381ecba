import { isObject } from '../../kernel/json-values.ts';
import { endpointUrl, postJson } from '../common-options.ts';
import { fitToOwnRule } from '../openai-compatible/model-rules.ts';
import type { ChatWire, Connection, RequestPlan, Settings } from '../provider.ts';
import { failureInMessage } from '../wire-anthropic/errors.ts';
import { toMessages } from '../wire-anthropic/request.ts';
import { fromMessage } from '../wire-anthropic/response.ts';
import { beginMessageStream, decodeMessageEvent, type MessageStream } from '../wire-anthropic/stream.ts';
import { failureInContent } from '../wire-gemini/errors.ts';
import { verbPath } from '../wire-gemini/paths.ts';
import { serviceTierOf, toGenerateContent } from '../wire-gemini/request.ts';
import { fromGenerateContent } from '../wire-gemini/response.ts';
import {
  beginContentStream,
  type ContentStream,
  decodeContentEvent,
  endContentStream,
} from '../wire-gemini/stream.ts';

/** Structured outputs and images by URL are behind Anthropic’s own host here. */
const claudeHost = { structuredOutputs: false, imageUrls: false, serviceTiers: false };

const geminiHost = 'vertex_ai';
const tierHeader = 'x-vertex-ai-llm-shared-request-type';

type VertexStream = { claude: MessageStream } | { gemini: ContentStream };

export const chat: ChatWire<VertexStream> = {
  framing: 'sse',
  request(connection, settings, model, asked, extras) {
    const request = fitToOwnRule(model, asked, extras);
    const stream = request.stream === true;
    const accept = stream ? 'text/event-stream' : 'application/json';
    if (!isClaude(model)) {
      const path = verbPath(settings['chat_path'] ?? geminiPath(settings, model), stream);
      const body = toGenerateContent(request, model, geminiHost, extras);
      const plan = post(connection, path, model, body, accept);
      const tier = serviceTierOf(request);
      return tier ? { ...plan, headers: { ...plan.headers, [tierHeader]: tier } } : plan;
    }
    const otherwise = modelPath(settings, 'anthropic', ':rawPredict');
    const path = settings['chat_path'] ?? otherwise;
    const body = {
      // In the body here, where Anthropic's own host has a header; the model is in the path alone.
      anthropic_version: 'vertex-2023-10-16',
      ...toMessages(request, model, claudeHost, extras),
      ...(stream && { stream }),
    };
    const verb = stream ? path.replace(/:rawPredict$/, ':streamRawPredict') : path;
    return post(connection, verb, model, body, accept);
  },
  response: (answer, context) =>
    isMessage(answer.body) ? fromMessage(answer, context) : fromGenerateContent(answer, context, geminiHost),
  failureIn: (answer) => (isMessage(answer.body) ? failureInMessage(answer) : failureInContent(answer)),
  beginStream: (context) =>
    isClaude(context.model)
      ? { claude: beginMessageStream(context) }
      : { gemini: beginContentStream(context, geminiHost) },
  decode: (state, event) =>
    'claude' in state ? decodeMessageEvent(state.claude, event) : decodeContentEvent(state.gemini, event),
  endStream: (state) => ('claude' in state ? { chunks: [], done: false } : endContentStream(state.gemini)),
};

const publisherFolder = /^publishers\/[a-z0-9-]+\/models\//;

export function bareModel(model: string): string {
  return model.replace(publisherFolder, '').replace(/^endpoints\/(?=\d+$)/, '');
}

/** Tuned models are endpoints of the project, known by their number. */
function geminiPath(settings: Settings, model: string): string {
  const verb = ':generateContent';
  if (!/^\d+$/.test(bareModel(model))) return modelPath(settings, 'google', verb);
  const { gcp_project: project, gcp_location: location } = settings;
  return `/projects/${project}/locations/${location}/endpoints/{model}${verb}`;
}

function isClaude(model: string): boolean {
  return /^claude/i.test(bareModel(model));
}

/** The two wires answer in shapes that share no key. */
function isMessage(body: unknown): boolean {
  return isObject(body) && (body['type'] === 'message' || body['type'] === 'error');
}

export function modelPath(settings: Settings, publisher: string, verb: string): string {
  const { gcp_project: project, gcp_location: location } = settings;
  return `/projects/${project}/locations/${location}/publishers/${publisher}/models/{model}${verb}`;
}

function post(
  connection: Connection,
  path: string,
  model: string,
  body: unknown,
  accept: string,
): RequestPlan {
  // Claude's versions follow an @, which stands in the path as it is.
  const url = endpointUrl(connection, undefined, path, bareModel(model)).replaceAll('%40', '@');
  return postJson(url, body, accept);
}
