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
  /** Thinks unless told not to, and refuses a forced tool while it thinks. */
  thinksByDefault: boolean;
}

const idPattern =
  /claude-(?:(?<family>[a-z]+)-)?(?<major>\d{1,2})(?:[-.](?<minor>\d{1,2}))?(?!\d)(?:-(?<late>[a-z]+))?/;

export function claudeTraits(model: string): ClaudeTraits {
  const { family, late, major, minor } = idPattern.exec(model.toLowerCase())?.groups ?? {};
  const version = Number(major ?? 0) * 100 + Number(minor ?? 0);
  return {
    outputTokensMax: outputTokensMax(version, family ?? late),
    sampling: version > 406 ? 'none' : version >= 400 ? 'one' : 'both',
    structuredOutputs: version >= 405,
    thinksByDefault: version > 406,
  };
}

function outputTokensMax(version: number, family: string | undefined): number {
  if (version >= 405) return 64_000;
  if (version >= 400) return family === 'opus' ? 32_000 : 64_000;
  if (version >= 307) return 64_000;
  return version >= 305 ? 8_192 : 4_096;
}
