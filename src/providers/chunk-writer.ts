import type { FinishReason, StreamChunk, StreamDelta, Usage } from './openai-shapes.ts';
import type { WireContext } from './provider.ts';

/** What stays the same over all chunks of one stream: clients depend on it. */
export interface ChunkHead {
  id: string;
  created: number;
  model: string;
}

export function headOf(context: WireContext): ChunkHead {
  return { id: context.id, created: context.createdSeconds, model: context.model };
}

export function deltaChunk(
  head: ChunkHead,
  delta: StreamDelta,
  finish: FinishReason | null = null,
): StreamChunk {
  return {
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
  };
}

export function roleChunk(head: ChunkHead): StreamChunk {
  return deltaChunk(head, { role: 'assistant', content: '' });
}

/** Id, type and name stand in the first delta of a call only: clients join what is repeated. */
export function callStartChunk(
  head: ChunkHead,
  call: { index: number; id: string; name: string; text?: string },
): StreamChunk {
  const { index, id, name, text = '' } = call;
  return deltaChunk(head, {
    tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }],
  });
}

export function callArgumentsChunk(head: ChunkHead, index: number, text: string): StreamChunk {
  return deltaChunk(head, { tool_calls: [{ index, function: { arguments: text } }] });
}

export function usageChunk(head: ChunkHead, usage: Usage): StreamChunk {
  return {
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    choices: [],
    usage,
  };
}

/** Details that a provider does not report are left out rather than said to be zero. */
export function usageOf(counts: {
  prompt: number;
  completion: number;
  total?: number | undefined;
  cached?: number | undefined;
  written?: number | undefined;
  reasoning?: number | undefined;
}): Usage {
  const { cached, written } = counts;
  return {
    prompt_tokens: counts.prompt,
    completion_tokens: counts.completion,
    total_tokens: counts.total ?? counts.prompt + counts.completion,
    ...((cached ?? written) !== undefined && {
      prompt_tokens_details: {
        ...(cached !== undefined && { cached_tokens: cached }),
        ...(written !== undefined && { cache_write_tokens: written }),
      },
    }),
    ...(counts.reasoning !== undefined && {
      completion_tokens_details: { reasoning_tokens: counts.reasoning },
    }),
  };
}
