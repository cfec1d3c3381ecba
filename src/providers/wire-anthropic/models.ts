/**
 * What Claude’s generations accept, read from the id wherever it stands in it (`us.anthropic.claude-…-v1:0`,
 * `claude-…@20250929`). From reference/wire-protocols.md 2.3 and 7.2; ids that say nothing get the cautious values.
 */
export interface ClaudeTraits {
  /** The most that `max_tokens` may be; asked for where the caller set no limit. */
  outputTokensMax: number;
  /** `both`: up to Claude 3. `one`: temperature or top_p, not both. `none`: anything but the default is a 400. */
  sampling: 'both' | 'one' | 'none';
  structuredOutputs: boolean;
  /** `budget`: so many tokens. `adaptive`: as much as the effort says. `always`: the same, and never off. */
  thinking: 'none' | 'budget' | 'adaptive' | 'always';
  /** Thinks unless told not to. */
  thinksByDefault: boolean;
  /** Knows the effort between high and max. */
  xhighEffort: boolean;
  /** Goes on from a beginning of the assistant’s own; later generations answer it with a 400 (vercel/ai#12296). */
  prefill: boolean;
}

const idPattern =
  /claude-(?:(?<family>[a-z]+)-)?(?<major>\d{1,2})(?:[-.](?<minor>\d{1,2}))?(?!\d)(?:-(?<late>[a-z]+))?/;
/** These never stop thinking, and their preview has no number (2026-06-09). */
const restless = /claude-(?:fable|mythos)/;

export function claudeTraits(model: string): ClaudeTraits {
  const id = model.toLowerCase();
  const { family, late, major, minor } = idPattern.exec(id)?.groups ?? {};
  const always = restless.test(id);
  const version = major === undefined && always ? 500 : Number(major ?? 0) * 100 + Number(minor ?? 0);
  return {
    outputTokensMax: outputTokensMax(version, family ?? late),
    sampling: version > 406 ? 'none' : version >= 400 ? 'one' : 'both',
    structuredOutputs: version >= 405,
    thinking: always ? 'always' : version >= 406 ? 'adaptive' : version >= 307 ? 'budget' : 'none',
    // Opus 4.7 and 4.8 think only when asked to (promptfoo/promptfoo#10631).
    thinksByDefault: version >= 500,
    xhighEffort: version >= 407,
    prefill: version < 406,
  };
}

function outputTokensMax(version: number, family: string | undefined): number {
  if (version >= 406 && (family === 'opus' || (version >= 500 && family !== 'haiku'))) return 128_000;
  if (version >= 405) return 64_000;
  if (version >= 400) return family === 'opus' ? 32_000 : 64_000;
  if (version >= 307) return 64_000;
  return version >= 305 ? 8_192 : 4_096;
}
