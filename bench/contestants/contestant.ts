import type { Dialect, Pacing } from '../rows/row.ts';

/** How a contestant is called for one kind of answer; the body’s `model` is its own, everything else is shared. */
export interface Way {
  path: string;
  headers: Record<string, string>;
  model: string;
}

export interface Contestant {
  id: 'floor' | 'plugboard' | 'plugboard-pglite' | 'portkey' | 'nginx';
  name: string;
  pid: number;
  origin: string;
  /** Whether its answers are OpenAI’s, whatever the upstream speaks. */
  translates: boolean;
  /** Undefined: it cannot do this. */
  wayTo(dialect: Dialect, pacing: Pacing): Way | undefined;
  stop(): Promise<void>;
}

/** Where the upstream itself takes such a call. */
export function upstreamPath(dialect: Dialect, pacing: Pacing): string {
  switch (dialect) {
    case 'openai':
      return `/${pacing}/v1/chat/completions`;
    case 'anthropic':
      return `/${pacing}/v1/messages`;
    case 'bedrock':
      return `/${pacing}/model/${encodeURIComponent(modelNames.bedrock)}/converse-stream`;
  }
}

export const modelNames: Record<Dialect, string> = {
  openai: 'gpt-4o-mini',
  anthropic: 'claude-sonnet-4-5',
  bedrock: 'anthropic.claude-3-haiku-20240307-v1:0',
};

export const providerKey = 'sk-bench-0123456789abcdef0123456789';
