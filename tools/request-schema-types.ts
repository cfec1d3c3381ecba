import type { MessageCreateParams } from '@anthropic-ai/sdk/resources/messages';
import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import type { Content, GenerationConfig, SafetySetting, ServiceTier, Tool, ToolConfig } from '@google/genai';
import type { ChatRequest, Message, Options } from 'ollama';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { ResponseCreateParams, ResponseInputItem } from 'openai/resources/responses/responses';

/** What providers take, in the words of their own packages. Read by `tools/request-schemas.ts` alone. */

/** Left out of the package since the newest models refuse them; the others still take them. */
export type AnthropicMessages = MessageCreateParams & { temperature?: number; top_p?: number };
/** The model stands in the path. */
export type BedrockConverse = Omit<ConverseCommandInput, 'modelId'>;
export type OpenaiChat = ChatCompletionCreateParams;
/** Earlier answers may come back without the id that the package asks for. */
export type OpenaiResponses = Omit<ResponseCreateParams, 'input' | 'stream'> & {
  stream?: boolean | null;
  input: (
    | ResponseInputItem
    | { role: 'assistant'; content: { type: 'output_text' | 'refusal'; text?: string; refusal?: string }[] }
  )[];
};

/** The package takes these as one `config`, and sends them like this. */
export interface GeminiGenerateContent {
  contents: Content[];
  systemInstruction?: Content;
  tools?: Tool[];
  toolConfig?: ToolConfig;
  safetySettings?: SafetySetting[];
  generationConfig?: GenerationConfig;
  serviceTier?: ServiceTier;
}

/** The package lags behind the server’s api/types.go: ids of calls, cutting, the strongest thinking. */
export type OllamaChat = Omit<ChatRequest, 'messages' | 'tools' | 'think' | 'options'> & {
  messages: OllamaMessage[];
  tools?: { type: 'function'; function: { name: string; description?: string; parameters?: object } }[];
  think?: boolean | 'low' | 'medium' | 'high' | 'max';
  truncate?: boolean;
  shift?: boolean;
  options?: Partial<Options>;
};

type OllamaMessage = Omit<Message, 'tool_calls' | 'images'> & {
  images?: string[];
  tool_call_id?: string;
  tool_calls?: { id?: string; function: { index?: number; name: string; arguments: object } }[];
};
