import { compatibleChat } from '../openai-compatible/wire.ts';
import type { ChatWire, Settings } from '../provider.ts';

/** Google’s own and Anthropic’s have wires of their own. */
const named = /^(?:publishers\/)?(?!google\/|anthropic\/|endpoints\/)([a-z0-9-]+)\/(?:models\/)?([^/]+)$/;

/** Llama, Qwen, gpt-oss and the like, which Vertex AI serves in OpenAI’s shape; undefined for any other model. */
export function openModelChat(model: string): ChatWire | undefined {
  const [, publisher, name] = named.exec(model) ?? [];
  if (publisher === undefined || name === undefined) return undefined;
  return {
    ...compatibleChat,
    takesImageUrls: () => false,
    request: (connection, settings, _model, chat, extras) => {
      const placed = { ...settings, chat_path: settings['chat_path'] ?? pathOf(settings) };
      return compatibleChat.request(connection, placed, `${publisher}/${name}`, chat, extras);
    },
  };
}

function pathOf({ gcp_project: project, gcp_location: location }: Settings): string {
  return `/projects/${project}/locations/${location}/endpoints/openapi/chat/completions`;
}
