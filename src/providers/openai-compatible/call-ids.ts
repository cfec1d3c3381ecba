import { isObject, listOf, textOf } from '../../kernel/json-values.ts';
import { bareCallId } from '../call-memory.ts';
import type { Quirks } from './quirks.ts';

/** The id under which the server is told of a call, in the call and in its result alike. */
export type NameCall = (id: string) => string;

const nineAlphanumerics = /^[A-Za-z0-9]{9}$/;

/** Without what was packed into ids by us; counted anew where the server takes its own form alone. */
export function nameCalls(messages: readonly unknown[], form: Quirks['callIds']): NameCall {
  if (form === undefined) return bareCallId;
  const names = new Map<string, string>();
  let fits = true;
  for (const id of listCallIds(messages)) {
    fits &&= nineAlphanumerics.test(id);
    if (!names.has(id)) names.set(id, `call${String(names.size).padStart(5, '0')}`);
  }
  // All or none of them: a number of ours could be another call’s own id.
  if (fits) return bareCallId;
  return (id) => names.get(bareCallId(id)) ?? bareCallId(id);
}

function listCallIds(messages: readonly unknown[]): string[] {
  return messages.flatMap((message) => {
    if (!isObject(message)) return [];
    const ids = listOf(message['tool_calls']).map((call) => (isObject(call) ? call['id'] : undefined));
    return [...ids, message['tool_call_id']].flatMap((id) => {
      const text = textOf(id);
      return text === undefined ? [] : [bareCallId(text)];
    });
  });
}
