import type { ModeAnswer } from '../../../contract/modes.ts';
import type { ModeView } from '../../../control/modes.ts';
import { toFeatureWarning, toInstant } from '../answers.ts';

export function toModeAnswer({ mode, embeddings, warnings, updatedAt }: ModeView): ModeAnswer {
  return {
    mode,
    embeddings,
    warnings: warnings.map(toFeatureWarning),
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}
