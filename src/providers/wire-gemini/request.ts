import { type Conversation, readConversation, refuse, type Turn, type TurnPart } from '../conversation.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import { isObject, type JsonObject, parseJson } from '../wire-values.ts';

/** Where Gemini is asked. Vertex AI refuses ids of calls on several models (vercel/ai c57a353). */
export interface GeminiHost {
  callIds: boolean;
}

/**
 * Gemini 3 refuses a call in the history that lacks the signature of the thought behind it, and OpenAI’s shape has
 * no place for one. This is the stand-in that Google documents (`skip_thought_signature_validator`) in base64, the
 * form that every reader of a bytes field takes.
 */
const signatureStandIn = 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=';

/** An OpenAI chat request as the body of `generateContent` and `streamGenerateContent`. */
export function toGenerateContent(chat: ChatRequest, model: string, host: GeminiHost): JsonObject {
  const conversation = readConversation(chat.messages);
  const tools = chat.tools ?? [];
  const choice = tools.length > 0 ? toCallingConfig(chat) : undefined;
  // Gemma has no place for instructions: they lead what the user says.
  const instructions = /(^|\/)gemma/i.test(model) ? [] : conversation.system;
  const leading = instructions === conversation.system ? [] : conversation.system;
  return {
    ...(instructions.length > 0 && { systemInstruction: { parts: instructions.map((text) => ({ text })) } }),
    contents: toContents(withLeading(conversation, leading), model, host),
    ...(tools.length > 0 && { tools: [{ functionDeclarations: tools.map(toDeclaration) }] }),
    ...(choice && { toolConfig: { functionCallingConfig: choice } }),
    generationConfig: toGenerationConfig(chat),
  };
}

function withLeading({ turns }: Conversation, texts: readonly string[]): Turn[] {
  if (texts.length === 0) return turns;
  const parts = texts.map((text): TurnPart => ({ kind: 'text', text }));
  const [first, ...rest] = turns;
  return first?.role === 'user'
    ? [{ role: 'user', parts: [...parts, ...first.parts] }, ...rest]
    : [{ role: 'user', parts }, ...turns];
}

function toContents(turns: readonly Turn[], model: string, host: GeminiHost): JsonObject[] {
  const signed = !/(^|\/)(gemma|gemini-[12](\.|-))/i.test(model);
  return turns.map(({ role, parts }) => {
    // Of calls made at once only the first carries a signature.
    const first = signed ? parts.find(({ kind }) => kind === 'call') : undefined;
    return {
      role: role === 'user' ? 'user' : 'model',
      parts: parts.map((part) => ({
        ...toPart(part, host),
        ...(part === first && { thoughtSignature: signatureStandIn }),
      })),
    };
  });
}

function toPart(part: TurnPart, host: GeminiHost): JsonObject {
  switch (part.kind) {
    case 'text':
      return { text: part.text };
    case 'image':
      return { inlineData: { mimeType: part.mediaType, data: part.base64 } };
    case 'image_url':
      return refuse('messages', 'This provider takes images as data URLs only.');
    case 'call':
      return {
        functionCall: { ...(host.callIds && { id: part.id }), name: part.name, args: part.input },
      };
    case 'result':
      return {
        functionResponse: {
          ...(host.callIds && { id: part.id }),
          name: part.name,
          response: toFunctionResponse(part.text),
        },
      };
  }
}

/** Must be an object; text that is one is given as it is. */
function toFunctionResponse(text: string): JsonObject {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : { output: text };
}

/** A function without parameters has no schema at all: an empty one is a 400. */
function toDeclaration({ function: { name, description, parameters } }: ToolDefinition): JsonObject {
  const properties = parameters?.['properties'];
  const empty = parameters === undefined || (isObject(properties) && Object.keys(properties).length === 0);
  return {
    name,
    ...(description && { description }),
    ...(!empty && { parametersJsonSchema: parameters }),
  };
}

function toCallingConfig({ tool_choice: choice }: ChatRequest): JsonObject | undefined {
  if (choice === undefined || choice === 'auto') return undefined;
  if (choice === 'none') return { mode: 'NONE' };
  if (choice === 'required') return { mode: 'ANY' };
  return { mode: 'ANY', allowedFunctionNames: [choice.function.name] };
}

function toGenerationConfig(chat: ChatRequest): JsonObject {
  const tokensMax = chat.max_completion_tokens ?? chat.max_tokens;
  const stop = [chat.stop ?? []].flat();
  const { temperature, top_p: topP, response_format: format } = chat;
  const schema = format?.type === 'json_schema' ? format.json_schema.schema : undefined;
  return {
    ...(tokensMax !== undefined && { maxOutputTokens: tokensMax }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stop.length > 0 && { stopSequences: stop }),
    ...(format && format.type !== 'text' && { responseMimeType: 'application/json' }),
    ...(schema && { responseJsonSchema: schema }),
  };
}
