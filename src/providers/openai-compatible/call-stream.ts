import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { StreamDelta } from '../openai-shapes.ts';
import { countOf } from '../wire-values.ts';
import { makeCallId, toArguments } from './response.ts';

/**
 * Puts the tool calls of a stream in order. Servers number them wrongly or not at all, repeat ids and names, or send
 * them late (reference/wire-protocols.md, section 11.1); callers join what is repeated and need one index per call.
 */
export interface CallStream {
  index: number;
  /** The server's number, which may be missing or stand for several calls. */
  wireIndex: number | undefined;
  wireId: string | undefined;
  name: string;
  /** Whether id and name went out. Until the name is known, arguments are held. */
  started: boolean;
  held: string;
  hasArguments: boolean;
}

type CallDelta = NonNullable<StreamDelta['tool_calls']>[number];

/** Takes in one delta's calls and gives what goes out for them. */
export function decodeCalls(calls: CallStream[], answerId: string, deltas: unknown): CallDelta[] {
  return listOf(deltas).flatMap((item) => decodeCall(calls, answerId, objectOf(item)));
}

function decodeCall(calls: CallStream[], answerId: string, delta: JsonObject): CallDelta[] {
  const called = objectOf(delta['function']);
  const wireIndex = countOf(delta['index']);
  const wireId = textOf(delta['id']) || undefined;
  const name = textOf(called['name']) ?? '';
  const call = findCall(calls, wireIndex, wireId, name) ?? openCall(calls, wireIndex);
  call.wireId ??= wireId;
  if (call.name === '') call.name = name;
  const text = toArguments(called['arguments']);
  if (text !== '') call.hasArguments = true;
  if (!call.started) {
    call.held += text;
    return call.name === '' ? [] : [start(call, answerId)];
  }
  return text === '' ? [] : [{ index: call.index, function: { arguments: text } }];
}

function findCall(
  calls: readonly CallStream[],
  wireIndex: number | undefined,
  wireId: string | undefined,
  name: string,
): CallStream | undefined {
  if (wireId !== undefined) {
    const known = calls.findLast((call) => call.wireId === wireId && call.wireIndex === wireIndex);
    if (known) return known;
  }
  const last =
    wireIndex === undefined ? calls.at(-1) : calls.findLast((call) => call.wireIndex === wireIndex);
  if (!last) return undefined;
  // Another id on a used number is another call; so is another name, where there are no ids.
  if (wireId !== undefined && last.wireId !== undefined) return undefined;
  if (name !== '' && last.name !== '' && name !== last.name) return undefined;
  // Without number and id, a name after arguments begins the next call (Google's layer numbers none of them).
  if (wireIndex === undefined && name !== '' && last.hasArguments) return undefined;
  return last;
}

function openCall(calls: CallStream[], wireIndex: number | undefined): CallStream {
  const call: CallStream = {
    index: calls.length,
    wireIndex,
    wireId: undefined,
    name: '',
    started: false,
    held: '',
    hasArguments: false,
  };
  calls.push(call);
  return call;
}

function start(call: CallStream, answerId: string): CallDelta {
  call.started = true;
  const { index, name, held } = call;
  call.held = '';
  const id = call.wireId ?? makeCallId(answerId, index);
  return { index, id, type: 'function', function: { name, arguments: held } };
}

/** At the end: the joined arguments must be JSON, also of a call that has none. */
export function closeCalls(calls: readonly CallStream[]): CallDelta[] {
  return calls
    .filter((call) => call.started && !call.hasArguments)
    .map(({ index }) => ({ index, function: { arguments: '{}' } }));
}

/** A call that came without its name can be answered by nobody. */
export function hasNamelessCall(calls: readonly CallStream[]): boolean {
  return calls.some((call) => !call.started && call.hasArguments);
}
