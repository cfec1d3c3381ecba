import { connectionTo, endpointUrl, headerPlace, postJson } from '../common-options.ts';
import { fitToOwnRule } from '../openai-compatible/model-rules.ts';
import type { AuthScheme, ChatWire, Connection, Provider, Settings } from '../provider.ts';
import { listSecretNames } from '../read-fields.ts';
import { embeddings } from './embeddings.ts';
import { controlUrl, runtimeUrl, stsUrl } from './endpoints.ts';
import { classifyBedrock, failureInConverse } from './errors.ts';
import { awsKeys, awsRole, bedrockApiKey, read } from './fields.ts';
import { listing } from './listing.ts';
import { toConverse } from './request.ts';
import { fromConverse } from './response.ts';
import {
  beginConverseStream,
  type ConverseStream,
  decodeConverseEvent,
  endConverseStream,
} from './stream.ts';

function connect(variantId: string, settings: Settings): Connection {
  const region = settings['aws_region'] ?? '';
  const baseUrl = settings['base_url'] ?? runtimeUrl(region);
  // With an address of the tenant's own everything goes there, the listing too.
  const listUrl = settings['base_url'] ?? controlUrl(region);
  const elsewhere = Object.fromEntries(listSecretNames(settings).map((name) => [name, [listUrl]]));
  return connectionTo(settings, { baseUrl, auth: authOf(variantId, settings, region), elsewhere });
}

/** The scope of a signature is `bedrock` on both hosts. */
function authOf(variantId: string, settings: Settings, region: string): AuthScheme {
  if (variantId === 'aws_role') {
    return {
      kind: 'aws_role',
      service: 'bedrock',
      region,
      roleArn: settings['aws_role_arn'] ?? '',
      externalId: settings['external_id'] ?? '',
      stsUrl: stsUrl(region),
    };
  }
  if (variantId === 'bedrock_api_key') {
    const place = headerPlace(settings, { header: 'authorization', prefix: 'Bearer ' });
    return { kind: 'header', ...place, secret: 'api_key' };
  }
  const temporary = listSecretNames(settings).includes('aws_session_token');
  return {
    kind: 'aws_keys',
    service: 'bedrock',
    region,
    accessKeyId: settings['aws_access_key_id'] ?? '',
    secret: 'aws_secret_access_key',
    ...(temporary && { sessionToken: 'aws_session_token' }),
  };
}

const chat: ChatWire<ConverseStream> = {
  framing: 'aws_event_stream',
  request(connection, settings, model, asked, extras) {
    const request = fitToOwnRule(model, asked, extras);
    const path = settings['chat_path'] ?? '/model/{model}/converse';
    const body = toConverse(request, model, extras);
    if (request.stream !== true) return postJson(endpointUrl(connection, undefined, path, model), body);
    const streamPath = path.replace(/\/converse$/, '/converse-stream');
    const url = endpointUrl(connection, undefined, streamPath, model);
    return postJson(url, body, 'application/vnd.amazon.eventstream');
  },
  response: fromConverse,
  failureIn: failureInConverse,
  beginStream: beginConverseStream,
  decode: decodeConverseEvent,
  endStream: endConverseStream,
};

export const bedrock: Provider = {
  id: 'bedrock',
  name: 'AWS Bedrock',
  provider: 'bedrock',
  variants: [awsKeys, awsRole, bedrockApiKey],
  presets: [],
  read,
  connect,
  listing,
  chat,
  embeddings,
  classify: classifyBedrock,
};
