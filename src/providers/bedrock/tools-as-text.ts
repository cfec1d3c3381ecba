import type { Conversation, TurnPart } from '../conversation.ts';

/** Calls and results told in words, for requests that may use no tools while the conversation has used some. */
export function tellToolsAsText({ system, turns }: Conversation): Conversation {
  return { system, turns: turns.map(({ role, parts }) => ({ role, parts: parts.map(tell) })) };
}

function tell(part: TurnPart): TurnPart {
  if (part.kind === 'call') {
    return { kind: 'text', text: `[called ${part.name} with ${JSON.stringify(part.input)}]` };
  }
  if (part.kind === 'result') {
    return { kind: 'text', text: `[${part.name} returned ${part.text === '' ? 'nothing' : part.text}]` };
  }
  return part;
}
