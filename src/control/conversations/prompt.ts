import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';

export interface PromptMessage {
  role: 'user' | 'assistant';
  content: string;
}

/**
 * What the model reads: all of it, in its order. Nothing is ever left out to make it fit. Where a question has no
 * answer the next one is told together with it: not every model takes two messages of one side in a row.
 */
export function toPrompt(said: readonly PromptMessage[]): PromptMessage[] {
  const prompt: PromptMessage[] = [];
  let length = 0;
  for (const { role, content } of said) {
    if (content === '') continue;
    length += content.length;
    const last = prompt.at(-1);
    if (last?.role === role) last.content += `\n\n${content}`;
    else prompt.push({ role, content });
  }
  if (length > limits.conversations.historyLengthMax) throw new PlugboardError('conversation_full');
  return prompt;
}
