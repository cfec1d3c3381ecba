/** What a stand-in of a model says: always the same to the same request, whatever wire it came on. */

export type Json = Record<string, unknown>;

/** A chat request as its model understands it. */
export interface Asked {
  /** What the user said last. */
  text: string;
  /** Functions that may be called now. */
  tools: string[];
  /** The one that must be called. */
  forced?: { name: string; schema: Json } | undefined;
  /** What the calls of the turn before gave, where that is what the request ends with. */
  results: string[];
  /** Of the JSON that is wanted. */
  schema?: Json | undefined;
  /** Sizes of the images in the last message, in bytes. */
  images: number[];
  /** The model was asked to think first. */
  thinks?: boolean;
}

export interface Said {
  thought: string;
  /** In the pieces in which it is streamed. */
  texts: string[];
  calls: { name: string; input: Json }[];
  usage: { input: number; output: number };
  /** Where it did not end by itself. */
  end?: 'length' | 'filter';
}

export type Mishap = 'context' | 'overloaded' | 'rate' | 'filter' | 'nonsense';

/** A word in the prompt that lets the call fail in a certain way: `FAIL:context`. */
export function findMishap({ text }: Asked): Mishap | undefined {
  return /FAIL:(context|overloaded|rate|filter|nonsense)/.exec(text)?.[1] as Mishap | undefined;
}

/** A word in the prompt that lets a stream stand still after its first text. */
export const isSlow = ({ text }: Asked): boolean => text.includes('SLOW');

/** Names of cities: each is looked up by a call of its own. */
const cities = ['Paris', 'Oslo', 'Łódź'];

export function say(asked: Asked): Said {
  const { text, tools, results, schema, images } = asked;
  const usage = { input: 11 + images.length, output: 7 + results.length };
  const thought = asked.thinks ? 'Let me see. ' : '';
  if (asked.forced) {
    const { name, schema: wanted } = asked.forced;
    return { thought, texts: [], calls: [{ name, input: sampleOf(wanted) as Json }], usage };
  }
  const [tool] = tools;
  if (tool !== undefined && results.length === 0) {
    const named = cities.filter((city) => text.includes(city));
    const inputs: Json[] = named.length > 0 ? named.map((city) => ({ city, note: 'a "b" \\ ü' })) : [{}];
    const calls = inputs.map((input, index) => ({ name: tools[index % tools.length] ?? tool, input }));
    return { thought, texts: [], calls, usage };
  }
  return { thought, texts: piecesOf(toAnswer(asked, schema)), calls: [], usage };
}

function toAnswer({ text, results, images }: Asked, schema: Json | undefined): string {
  if (schema) return JSON.stringify(sampleOf(schema));
  if (results.length > 0) return `The tools said: ${results.join(' and ')}. 🙂`;
  if (images.length > 0) return `I see ${images.length} of ${images.join(' and ')} bytes.`;
  return `You said: ${text} — naïve, 漢字, 🙂.`;
}

/** Cut between letters, one of them after an emoji and one within a word. */
function piecesOf(text: string): string[] {
  const letters = Array.from(text);
  const third = Math.ceil(letters.length / 3);
  return [0, 1, 2]
    .map((index) => letters.slice(index * third, (index + 1) * third).join(''))
    .filter((piece) => piece !== '');
}

/** A value that the schema describes. */
function sampleOf(schema: unknown): unknown {
  const { type, properties, items, enum: values, anyOf } = (schema ?? {}) as Json;
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0]);
  switch (String(Array.isArray(type) ? type[0] : type).toLowerCase()) {
    case 'object': {
      const fields = Object.entries((properties ?? {}) as Json);
      return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field)]));
    }
    case 'array':
      return [sampleOf(items)];
    case 'integer':
    case 'number':
      return 7;
    case 'boolean':
      return true;
    default:
      return 'blue "sky"';
  }
}

/** For each text a vector of its own. */
export function vectorOf(text: string): number[] {
  return [text.length / 8, -0.5, 1];
}

/** What keeps a dialogue from going on, as its provider would say it. */
export class Refusal extends Error {}

/** Every result answers a call of the turn before, every call has its result, and both have one id. */
export function matchResults(calls: readonly string[], results: readonly string[]): void {
  const missing = calls.filter((id) => !results.includes(id));
  const foreign = results.filter((id) => !calls.includes(id));
  if (missing.length + foreign.length > 0)
    throw new Refusal(`calls without results: ${missing.join()}; results without calls: ${foreign.join()}`);
}

export const bytesIn = (base64: string): number => Buffer.from(base64, 'base64').length;
