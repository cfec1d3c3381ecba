/** One of the client libraries that our users have, as it is; each does these things in its own way. */
export interface TestClient {
  say(model: string, prompt: Prompt): Promise<Spoken>;
  /** Lets the model call `weather` until it has its answer. */
  runTools(model: string, prompt: Prompt): Promise<ToolUse>;
  /** An answer that follows `jsonSchema`. */
  writeJson(model: string, prompt: Prompt): Promise<unknown>;
  embed(model: string, texts: string[]): Promise<number[][]>;
  failureOf(error: unknown): { status: unknown; code: unknown };
}

export interface Prompt {
  text: string;
  /** A data URL. */
  image?: string;
  stream: boolean;
  /** How much to think first; left to the model where it is missing. */
  effort?: 'low';
  signal?: AbortSignal;
  onText?(text: string): void;
}

export interface Spoken {
  text: string;
  finish: string;
  usage: { input: unknown; output: unknown };
}

export interface ToolUse {
  text: string;
  calls: { id: string; input: unknown }[];
}

export const weather = {
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: {
    type: 'object' as const,
    properties: { city: { type: 'string' as const }, note: { type: 'string' as const } },
    additionalProperties: false,
  },
  /** What it says of a city. */
  run: (input: unknown): string => `${String((input as { city?: string }).city)}: 21 °C`,
};

export const jsonSchema = {
  type: 'object' as const,
  properties: {
    colour: { type: 'string' as const },
    count: { type: 'integer' as const },
    tags: { type: 'array' as const, items: { type: 'string' as const, enum: ['a', 'b'] } },
  },
  required: ['colour', 'count', 'tags'],
  additionalProperties: false,
};

export type CreateClient = (at: { baseUrl: string; apiKey: string }) => TestClient;
