type Body = Readonly<Record<string, unknown>>;

/**
 * What clients sent before there were tools: `functions` and `function_call`, and messages of the role `function`.
 * Brought into the current form at the door, so that no dialect has to know both.
 */
export function toCurrentTools(body: Body): Body {
  const { functions, function_call: called, ...rest } = body;
  const messages = body['messages'];
  const old = Array.isArray(messages) && messages.some((message) => isOld(message));
  if (functions === undefined && called === undefined && !old) return body;
  return {
    ...rest,
    ...(old && { messages: toCurrentMessages(messages) }),
    ...(functions !== undefined && { tools: toTools(functions) }),
    ...(called !== undefined && {
      tool_choice: typeof called === 'string' ? called : { type: 'function', function: called },
    }),
  };
}

/** What is no list is none of tools either, and refused as such. */
function toTools(functions: unknown): unknown {
  if (!Array.isArray(functions)) return functions;
  return functions.map((described: unknown) => ({ type: 'function', function: described }));
}

function isOld(message: unknown): boolean {
  const { role, function_call: call } = message as Body;
  return role === 'function' || (call !== undefined && call !== null);
}

/** Calls had no ids then: one call at a time, answered by the next message of that role. */
function toCurrentMessages(messages: readonly unknown[]): unknown[] {
  let calls = 0;
  return messages.map((item) => {
    const { function_call: call, ...message } = item as Record<string, unknown>;
    if (message['role'] === 'function') {
      return { role: 'tool', tool_call_id: `call_${calls}`, content: message['content'] ?? '' };
    }
    if (call === undefined || call === null) return message;
    calls += 1;
    return { ...message, tool_calls: [{ id: `call_${calls}`, type: 'function', function: call }] };
  });
}
