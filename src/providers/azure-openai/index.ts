import { listOf, objectOf } from '../../kernel/json-values.ts';
import { connectionTo, endpointUrl, getJson, headerPlace, keyInHeader, postJson } from '../common-options.ts';
import { strict } from '../losses.ts';
import { toEmbeddingBody } from '../openai-compatible/embeddings.ts';
import { readModelList } from '../openai-compatible/listing.ts';
import { withInstructionRole } from '../openai-compatible/model-rules.ts';
import { toChatBody } from '../openai-compatible/request.ts';
import { findResponsesWire } from '../openai-compatible/responses/wire.ts';
import { openaiReading, vectorReading } from '../openai-compatible/wire.ts';
import type {
  Answer,
  AuthScheme,
  ChatExtras,
  Connection,
  ListedModel,
  Provider,
  Settings,
} from '../provider.ts';
import { isHostOf } from '../url-parts.ts';
import { knowsDeveloperRole, quirksOfVersion, warningsOfVersion } from './api-version.ts';
import { baseOf, isV1 } from './endpoint.ts';
import { classifyAzure } from './errors.ts';
import { azureKey, azureServicePrincipal, readAzure } from './fields.ts';

/** What one embedding request may carry. */
const batchMax = 2_048;

export const azureOpenai: Provider = {
  id: 'azure_openai',
  name: 'Azure OpenAI',
  provider: 'azure_openai',
  variants: [azureKey, azureServicePrincipal],
  presets: [],
  read: readAzure,
  connect(variantId, settings) {
    const baseUrl = addressOf(settings);
    const warnings = warningsOfVersion(settings['api_version']);
    if (variantId !== azureServicePrincipal.id) {
      const auth = keyInHeader(settings, 'api_key', { header: 'api-key', prefix: '' });
      return connectionTo(settings, { auth, baseUrl, warnings });
    }
    const elsewhere = { azure_client_secret: [settings['azure_token_url'] ?? ''] };
    return connectionTo(settings, { auth: principalAuth(settings), baseUrl, elsewhere, warnings });
  },
  listing: {
    request: (connection, settings) =>
      getJson(urlOf(connection, settings, settings['models_path'], '/models', '')),
    read: readBaseModels,
    provesKey: true,
  },
  /**
   * Never relayed byte by byte, on either path: streams begin with a chunk of the prompt's filter results, without
   * choices and with empty ids, and hold choices without a delta, on both of which clients fall over.
   */
  chat: {
    ...openaiReading,
    takesImageUrls: () => true,
    request(connection, settings, model, chat, extras) {
      const version = versionOf(settings);
      const body = toChatBody(
        bodyModel(settings, model),
        chat,
        quirksOfVersion(version),
        ofDeployment(extras),
      );
      if (!knowsDeveloperRole(version)) {
        body['messages'] = withInstructionRole(listOf(body['messages']), 'system');
      }
      const url = urlOf(connection, settings, settings['chat_path'], '/chat/completions', model);
      return postJson(url, body, chat.stream ? 'text/event-stream' : undefined);
    },
  },
  chatFor(settings, model, chat, extras) {
    const { family } = extras ?? {};
    if (family === undefined || !isV1(endpointOf(settings)) || settings['chat_path'] !== undefined)
      return undefined;
    const place = addressOf(settings);
    const urlAt = (connection: Connection) => urlOf(connection, settings, undefined, '/responses', model);
    return findResponsesWire(family, chat, extras, { place, urlAt });
  },
  embeddings: {
    takesTokens: true,
    request(connection, settings, model, input, dimensions) {
      const url = urlOf(connection, settings, settings['embeddings_path'], '/embeddings', model);
      return postJson(url, toEmbeddingBody(bodyModel(settings, model), input, dimensions));
    },
    ...vectorReading,
    batchMax,
  },
  classify: classifyAzure,
};

/** A deployment’s name tells nothing: without the model that the tenant named for it, no rule holds. */
function ofDeployment(extras: ChatExtras = strict): ChatExtras {
  if (extras.family !== undefined) return extras;
  return { lose: (param, why) => extras.lose(param, why), adjust: (param) => extras.adjust(param) };
}

function addressOf(settings: Settings): string {
  return settings['base_url'] ?? baseOf(endpointOf(settings));
}

function endpointOf(settings: Settings): string {
  return settings['azure_endpoint'] ?? '';
}

/** The dated version of the classic paths; undefined on the v1 path, whatever stands there. */
function versionOf(settings: Settings): string | undefined {
  return isV1(endpointOf(settings)) ? undefined : settings['api_version'];
}

/** The classic path names the deployment; on the v1 path it goes where the model goes. */
function bodyModel(settings: Settings, deployment: string): string | undefined {
  return isV1(endpointOf(settings)) ? deployment : undefined;
}

function urlOf(
  connection: Connection,
  settings: Settings,
  ownPath: string | undefined,
  operation: string,
  deployment: string,
): string {
  const inDeployment = deployment !== '' && !isV1(endpointOf(settings));
  const usual = inDeployment ? `/deployments/{model}${operation}` : operation;
  const url = endpointUrl(connection, ownPath, usual, deployment);
  const version = settings['api_version'];
  return version === undefined || url.includes('?') ? url : `${url}?api-version=${version}`;
}

/** Base models that the resource can run, each of which may be deployed under any name. */
function readBaseModels(answer: Answer): { models: ListedModel[] } {
  const capabilities = new Map(
    listOf(objectOf(answer.body)['data']).map((item) => {
      const { id, capabilities: can } = objectOf(item);
      return [id, objectOf(can)];
    }),
  );
  return {
    models: readModelList(answer).models.map((model) => {
      const can = capabilities.get(model.id) ?? {};
      if (can['chat_completion'] === true) return { ...model, kind: 'chat' };
      return can['embeddings'] === true ? { ...model, kind: 'embedding' } : model;
    }),
  };
}

function principalAuth(settings: Settings): AuthScheme {
  return {
    kind: 'oauth2',
    tokenUrl: settings['azure_token_url'] ?? '',
    clientId: settings['azure_client_id'] ?? '',
    secret: 'azure_client_secret',
    style: 'post',
    scope: settings['scope'] ?? scopeOf(endpointOf(settings)),
    ...headerPlace(settings, { header: 'Authorization', prefix: 'Bearer ' }),
  };
}

/** The audience that the resource asks for (reference/wire-protocols.md, sections 4.2 and 18). */
function scopeOf(endpoint: string): string {
  if (isHostOf(endpoint, 'azure.us')) return 'https://cognitiveservices.azure.us/.default';
  if (isHostOf(endpoint, 'azure.cn')) return 'https://cognitiveservices.azure.cn/.default';
  return isV1(endpoint) ? 'https://ai.azure.com/.default' : 'https://cognitiveservices.azure.com/.default';
}
