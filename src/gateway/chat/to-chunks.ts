import type { ChatResponse, StreamChunk, StreamDelta } from '../../providers/openai-shapes.ts';

/** A whole answer as the stream that it would have been. */
export function toChunks(answer: ChatResponse): StreamChunk[] {
  const { id, created, model, choices, usage } = answer;
  const head = { id, object: 'chat.completion.chunk', created, model } as const;
  const chunks: StreamChunk[] = choices.flatMap(({ index, message, finish_reason: finish, logprobs }) => {
    const { content, refusal, tool_calls: calls, reasoning_content: reasoning, annotations } = message;
    const deltas: StreamDelta[] = [
      { role: 'assistant', content: content === null ? null : '' },
      ...(reasoning === undefined ? [] : [{ reasoning_content: reasoning }]),
      ...(content ? [{ content }] : []),
      ...(refusal ? [{ refusal }] : []),
      ...(annotations?.length ? [{ annotations }] : []),
      ...(calls ?? []).map((call, at) => ({ tool_calls: [{ index: at, ...call }] })),
    ];
    const told = deltas.map((delta) => ({
      ...head,
      choices: [{ index, delta, finish_reason: null, logprobs: null }],
    }));
    // Of all tokens at once: no piece of the answer has its own.
    const end = { index, delta: {}, finish_reason: finish, logprobs: logprobs ?? null };
    return [...told, { ...head, choices: [end] }];
  });
  return usage ? [...chunks, { ...head, choices: [], usage }] : chunks;
}
