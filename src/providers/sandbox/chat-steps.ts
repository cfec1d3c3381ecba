import type { AnswerStep } from '../../kernel/answer-steps.ts';
import type { ChatResponse, StreamDelta } from '../openai-shapes.ts';
import { wholeAnswer } from './failures.ts';
import type { SandboxModel } from './models.ts';
import type { Said } from './said.ts';

interface Envelope {
  id: string;
  created: number;
  model: string;
}

type Pace = SandboxModel['pace'];

export function toWholeSteps(
  { words, calls, finish, usage }: Said,
  envelope: Envelope,
  pace: Pace,
): AnswerStep[] {
  const body: ChatResponse = {
    ...envelope,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: calls.length > 0 ? null : words.join(''),
          refusal: null,
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        finish_reason: finish,
        logprobs: null,
      },
    ],
    usage,
  };
  const [head, ...rest] = wholeAnswer(200, body);
  return head ? [{ ...head, afterMs: pace.firstMs }, ...rest] : rest;
}

const pieceLength = 12;

/** Word by word, as people read. `isCut` breaks it off in the middle. */
export function toStreamSteps(
  { words, calls, finish, usage }: Said,
  envelope: Envelope,
  { pace, includeUsage, isCut }: { pace: Pace; includeUsage: boolean; isCut: boolean },
): AnswerStep[] {
  const base = { ...envelope, object: 'chat.completion.chunk' };
  const chunk = (delta: StreamDelta, finishReason: string | null = null) =>
    toEvent({ ...base, choices: [{ index: 0, delta, finish_reason: finishReason, logprobs: null }] });
  const deltas: StreamDelta[] = [
    ...words.map((content) => ({ content })),
    ...calls.flatMap(({ id, type, function: { name, arguments: text } }, index): StreamDelta[] => [
      { tool_calls: [{ index, id, type, function: { name, arguments: '' } }] },
      ...splitEvery(text, pieceLength).map((piece) => ({
        tool_calls: [{ index, function: { arguments: piece } }],
      })),
    ]),
  ];
  const told = isCut ? deltas.slice(0, Math.ceil(deltas.length / 2)) : deltas;
  const steps: AnswerStep[] = [
    { afterMs: pace.firstMs, kind: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } },
    data(chunk({ role: 'assistant', content: calls.length > 0 ? null : '' })),
    ...told.map((delta) => data(chunk(delta), pace.nextMs)),
  ];
  if (isCut) return [...steps, { afterMs: pace.nextMs, kind: 'failure', failure: 'cut' }];
  const last = includeUsage ? toEvent({ ...base, choices: [], usage }) : '';
  return [...steps, data(`${chunk({}, finish)}${last}data: [DONE]\n\n`), { afterMs: 0, kind: 'end' }];
}

function data(text: string, afterMs = 0): AnswerStep {
  return { afterMs, kind: 'data', text };
}

function toEvent(body: unknown): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}

function splitEvery(text: string, length: number): string[] {
  const letters = [...text];
  return Array.from({ length: Math.ceil(letters.length / length) }, (_, at) =>
    letters.slice(at * length, (at + 1) * length).join(''),
  );
}
