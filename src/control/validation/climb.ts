import type { CredentialStatus, FeatureRecord, ModelCapabilities } from '../../kernel/records.ts';
import type { ListedModel } from '../../providers/provider.ts';
import { climbAuth } from './auth-rung.ts';
import { climbFeatures } from './feature-rungs.ts';
import { climbChat, climbEmbedding, type ModelFinding } from './model-rungs.ts';
import { climbNetwork } from './network-rungs.ts';
import { type ReportLine, reportCard } from './report-card.ts';
import { climbRole } from './role-rung.ts';
import type { ClimbParts, Rung, Target } from './rung.ts';

export interface Outcome {
  valid: boolean | null;
  models: string[];
  /** The same, with what the list says of each. */
  listed: ListedModel[];
  error: string | null;
  checks: Rung[];
  health: CredentialStatus | null;
  capabilities: ModelCapabilities | null;
  reportCard: ReportLine[] | null;
  embeddingDimensions: number | null;
}

/** From the name of the host to what the model can do; ends where it makes no sense to go on. */
export async function climb(
  parts: ClimbParts,
  target: Target,
  features: readonly FeatureRecord[],
  onRung: (rung: Rung) => void,
): Promise<Outcome> {
  const checks: Rung[] = [];
  const note = (rung: Rung) => {
    checks.push(rung);
    onRung(rung);
  };
  const nothing = { models: [], listed: [], capabilities: null, reportCard: null, embeddingDimensions: null };
  if (!(await climbNetwork(parts, target, note))) {
    const error = checks.at(-1)?.detail ?? null;
    return { ...nothing, valid: false, error, checks, health: 'unreachable' };
  }
  const auth = await climbAuth(parts, target);
  note(auth.rung);
  const openRole = auth.valid === false ? undefined : await climbRole(parts, target);
  if (openRole) note(openRole);
  const models = auth.models.map((model) => model.id);
  const { model } = target;
  if (model === undefined || auth.valid === false) {
    const { valid, error, health } = auth;
    return { ...nothing, valid, models, listed: auth.models, error, checks, health };
  }
  const finding = target.isEmbedding
    ? await climbEmbedding(parts, target, model, note)
    : await climbChat(parts, target, model, note);
  const capabilities = await maybeFeatures(parts, target, model, finding, auth.models, note);
  const https = target.credential.connection.baseUrl.startsWith('https:');
  return {
    valid: finding.valid,
    models,
    listed: auth.models,
    error: finding.error,
    checks,
    health: finding.health ?? auth.health,
    capabilities,
    reportCard:
      capabilities && reportCard({ capabilities, answeredInMs: finding.answeredInMs, https }, features),
    embeddingDimensions: finding.embeddingDimensions ?? null,
  };
}

function maybeFeatures(
  parts: ClimbParts,
  target: Target,
  model: string,
  finding: ModelFinding,
  listed: { id: string; contextTokens?: number }[],
  note: (rung: Rung) => void,
): Promise<ModelCapabilities> | null {
  if (!target.full || target.isEmbedding || finding.valid !== true) return null;
  const contextTokens = listed.find(({ id }) => id === model)?.contextTokens;
  return climbFeatures(parts, target, model, { contextTokens, answeredInMs: finding.answeredInMs }, note);
}
