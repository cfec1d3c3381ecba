import type { FeatureRecord, ModelCapabilities } from '../../kernel/records.ts';

type Need = 'https' | 'streaming' | 'tools' | 'json' | 'context' | 'latency';

export interface ReportLine {
  need: Need;
  required_by: string;
  status: 'met' | 'not_met' | 'unknown';
  detail: string;
}

const platform = 'the platform’s requirements';
const contextTokensMin = 32_000;
const contextTokensGood = 128_000;
const latencyMaxSeconds = 30;

interface Findings {
  capabilities: ModelCapabilities;
  answeredInMs: number | null;
  https: boolean;
}

/** What the model can do, held against what is asked of it: in general, and by each registered feature. */
export function reportCard(findings: Findings, features: readonly FeatureRecord[]): ReportLine[] {
  return [...generalLines(findings), ...features.flatMap((feature) => featureLines(findings, feature))];
}

function generalLines({ capabilities, answeredInMs, https }: Findings): ReportLine[] {
  const { streaming, tools, json, contextTokens } = capabilities;
  return [
    line('https', platform, https, https ? 'HTTPS with a valid chain.' : 'Plain http.'),
    line('streaming', platform, streaming, 'Answers arrive as they are made.'),
    line('tools', platform, tools, 'Function calling.'),
    line('json', platform, json, 'Structured output.'),
    line(
      'context',
      platform,
      contextTokens === null ? null : contextTokens >= contextTokensMin,
      contextTokens === null
        ? `At least ${contextTokensMin} tokens are needed.`
        : `${contextTokens} tokens; at least ${contextTokensMin} are needed, ${contextTokensGood} recommended.`,
    ),
    line(
      'latency',
      platform,
      answeredInMs === null ? null : answeredInMs <= latencyMaxSeconds * 1000,
      `Under ${latencyMaxSeconds} s for a typical prompt.`,
    ),
  ];
}

export function featureLines(
  { capabilities, answeredInMs }: Pick<Findings, 'capabilities' | 'answeredInMs'>,
  feature: FeatureRecord,
): ReportLine[] {
  if (feature.operation !== 'chat') return [];
  const lines = feature.needs.map((need) =>
    line(need, feature.id, capabilities[need], `${feature.name} needs ${need}.`),
  );
  const { minContextTokens, maxLatencySeconds } = feature;
  if (minContextTokens !== null) {
    const { contextTokens } = capabilities;
    const met = contextTokens === null ? null : contextTokens >= minContextTokens;
    lines.push(line('context', feature.id, met, `${feature.name} needs ${minContextTokens} tokens.`));
  }
  if (maxLatencySeconds !== null) {
    const met = answeredInMs === null ? null : answeredInMs <= maxLatencySeconds * 1000;
    lines.push(
      line('latency', feature.id, met, `${feature.name} needs an answer within ${maxLatencySeconds} s.`),
    );
  }
  return lines;
}

function line(need: Need, requiredBy: string, met: boolean | null, detail: string): ReportLine {
  const status = met === null ? 'unknown' : met ? 'met' : 'not_met';
  return { need, required_by: requiredBy, status, detail };
}
