/**
 * What OpenAI's models refuse, by family (reference/wire-protocols.md, section 5.2). Only names that are certainly
 * known are matched: fine-tunes and whatever comes next are sent as they were asked.
 */

const refusedByReasoning = [
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
];
const allowedWithoutEffort = new Set(['temperature', 'top_p', 'logprobs']);

interface Generation {
  major: number;
  minor: number;
}

/** Takes away, in place, what this model would refuse with a 400 although the call means the same without it. */
export function fitToModel(model: string, body: Record<string, unknown>): void {
  if (/^gpt-4o(-mini)?-search-preview/.test(model)) delete body['temperature'];
  const reasoning = isReasoningModel(model);
  if (!reasoning) return;
  const generation = gptGeneration(model);
  if (needsNoEffortForTools(generation, body)) body['reasoning_effort'] = 'none';
  const effortless = body['reasoning_effort'] === 'none' && isAtLeast(generation, 5, 1);
  for (const name of refusedByReasoning) {
    if (!(effortless && allowedWithoutEffort.has(name))) delete body[name];
  }
  // Only named for o3 and o4-mini; the newer ones follow them.
  if (!/^o1(-|$)/.test(model)) delete body['stop'];
  // evalstate/fast-agent#279: the key itself is refused, whatever it says.
  if (/^o4-mini(-|$)/.test(model)) delete body['parallel_tool_calls'];
}

function isReasoningModel(model: string): boolean {
  if (/^o\d+(-|$)/.test(model)) return true;
  return isAtLeast(gptGeneration(model), 5, 0) && !/-chat(-|$)/.test(model);
}

/**
 * From gpt-5.4 on, function tools and reasoning exclude each other on this endpoint, from 5.6 on even where no effort
 * is sent (openai/openai-openapi#541). A caller who asked for an effort gets the provider's own answer.
 */
function needsNoEffortForTools(generation: Generation | undefined, body: Record<string, unknown>): boolean {
  const { tools } = body;
  return (
    isAtLeast(generation, 5, 4) &&
    Array.isArray(tools) &&
    tools.length > 0 &&
    body['reasoning_effort'] === undefined
  );
}

function gptGeneration(model: string): Generation | undefined {
  const [, major, minor] = /^gpt-(\d{1,3})(?:\.(\d{1,3}))?(?:-|$)/.exec(model) ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor ?? 0) };
}

function isAtLeast(generation: Generation | undefined, major: number, minor: number): boolean {
  if (!generation) return false;
  return generation.major > major || (generation.major === major && generation.minor >= minor);
}
