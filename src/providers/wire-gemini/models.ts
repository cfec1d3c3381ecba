/** What one generation of models takes and another refuses (reference/wire-protocols.md 9.2 and 9.3). */
export interface GeminiTraits {
  /** Of Gemini; names that say none are taken for the newest. Gemma counts as older than all. */
  generation: number;
  /** Gemma has no place for instructions: they lead what the user says. */
  instructions: boolean;
  /** JSON Schema as it is; before, a subset of OpenAPI’s. */
  jsonSchema: boolean;
  /** Until the third generation a format and tools exclude each other. */
  formatBesideTools: boolean;
  /** Refuses a call of the current turn that lacks the signature of the thought behind it. */
  checksSignatures: boolean;
  /** How deep it thinks is said in tokens, in levels, or not at all: then the field itself is a 400. */
  thinking: 'budget' | 'level' | 'none';
}

const gemma = /(^|\/)gemma/i;
const gemini = /(^|\/)gemini-/i;
const numbered = /(^|\/)gemini-(\d+(?:\.\d+)?)(?![\d.])/i;
/** Made for pictures or speech; their thinking cannot be set. */
const special = /-(image|tts|live|native-audio)\b/i;

export function geminiTraits(model: string): GeminiTraits {
  const known = gemini.test(model);
  const generation = gemma.test(model) ? 0 : Number(numbered.exec(model)?.[2] ?? Number.POSITIVE_INFINITY);
  return {
    generation,
    instructions: generation > 0,
    jsonSchema: generation >= 2.5,
    formatBesideTools: generation >= 3,
    checksSignatures: generation >= 3,
    thinking: known && !special.test(model) ? thinkingOf(generation) : 'none',
  };
}

function thinkingOf(generation: number): GeminiTraits['thinking'] {
  if (generation >= 3) return 'level';
  return generation >= 2.5 ? 'budget' : 'none';
}
