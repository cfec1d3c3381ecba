import type { Conversation, Turn } from '../conversation.ts';

/** Instructions as the first thing that the user says, where they have no place of their own. */
export function tellSystemAsText({ system, turns }: Conversation): Conversation {
  if (system.length === 0) return { system, turns };
  const parts = system.map((text): Turn['parts'][number] => ({ kind: 'text', text }));
  const [first, ...rest] = turns;
  return first?.role === 'user'
    ? { system: [], turns: [{ role: 'user', parts: [...parts, ...first.parts] }, ...rest] }
    : { system: [], turns: [{ role: 'user', parts }, ...turns] };
}
