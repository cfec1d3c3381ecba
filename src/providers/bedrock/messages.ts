import type { JsonObject } from '../../kernel/json-values.ts';
import type { CallPart, Turn, TurnPart } from '../conversation.ts';
import { refuse } from '../losses.ts';
import type { ChatExtras } from '../provider.ts';
import { toolId } from '../wire-anthropic/request.ts';
import { documentBlocks } from './documents.ts';
import { reasoningBefore } from './reasoning-blocks.ts';

interface MessageRules {
  /** Thoughts go back to the one that had them. */
  model: string;
  /** Whether earlier thoughts go back: a model that does not think now refuses them. */
  reasoning: boolean;
  shortIds: boolean;
}

/** Turns as messages: they alternate, begin with the user, and none is empty. */
export function toMessages(turns: readonly Turn[], rules: MessageRules, extras: ChatExtras): JsonObject[] {
  const toBlocks = blockWriter(rules, extras);
  const messages = turns.map(({ role, parts }, at) => {
    const content = toContent(parts, toBlocks, rules);
    const last = content.at(-1);
    // A turn of the assistant’s own at the end is a beginning to go on from; blanks at its end are a 400.
    if (at === turns.length - 1 && role === 'assistant' && typeof last?.['text'] === 'string') {
      content[content.length - 1] = { text: last['text'].trimEnd() };
    }
    return { role, content };
  });
  // The first word must be the user’s: a greeting of the assistant’s is kept, and said to be one.
  if (turns[0]?.role === 'assistant') {
    extras.adjust('messages[0]');
    messages.unshift({ role: 'user', content: [{ text: 'Begin.' }] });
  }
  return messages;
}

type BlockWriter = (part: TurnPart) => JsonObject[];

function toContent(parts: readonly TurnPart[], toBlocks: BlockWriter, rules: MessageRules): JsonObject[] {
  const calls = parts.filter((part): part is CallPart => part.kind === 'call');
  const [first] = calls;
  const content = parts.flatMap((part) => {
    const thought = part.kind === 'call' && part !== first && rules.reasoning;
    return [...(thought ? reasoningBefore(part.id, rules.model) : []), ...toBlocks(part)];
  });
  // A turn in which the model thought begins with its thoughts, text between them and the call or not.
  if (first && rules.reasoning) content.unshift(...reasoningBefore(first.id, rules.model));
  const wordless = content.some((block) => 'document' in block) && !content.some((block) => 'text' in block);
  if (wordless) content.push({ text: 'See the attached document.' });
  return content.length > 0 ? content : [{ text: '(Left out: this model does not take it.)' }];
}

const imageFormats: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpeg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
]);

function blockWriter(rules: MessageRules, extras: ChatExtras): BlockWriter {
  const idOf = toolIds(rules.shortIds);
  const toDocument = documentBlocks(extras);
  return (part) => {
    switch (part.kind) {
      case 'text':
        return [{ text: part.text }];
      case 'image': {
        const format = imageFormats.get(part.mediaType);
        if (format) return [{ image: { format, source: { bytes: part.base64 } } }];
        extras.lose('messages', 'This provider takes PNG, JPEG, GIF and WebP images only.');
        return [];
      }
      case 'image_url':
        return refuse('messages', 'This provider takes images as data URLs only.');
      case 'file':
        return toDocument(part);
      case 'call':
        return [{ toolUse: { toolUseId: idOf(part.id), name: replayedName(part.name), input: part.input } }];
      case 'result': {
        const content = part.text === '' ? [] : [{ text: part.text }];
        return [{ toolResult: { toolUseId: idOf(part.id), content } }];
      }
    }
  };
}

const nameLengthMax = 64;

/** Names in the history may come from a provider that takes more signs. */
function replayedName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, nameLengthMax) || '_';
}

const idLengthMax = 64;

/** Mistral’s models want ids of exactly nine letters and digits; all others take up to 64 signs. */
function toolIds(short: boolean): (id: string) => string {
  const numbered = new Map<string, string>();
  return (id) => {
    const clean = toolId(id);
    if (!short && clean.length <= idLengthMax) return clean;
    const known = numbered.get(id) ?? `call${String(numbered.size).padStart(5, '0')}`;
    numbered.set(id, known);
    return known;
  };
}
