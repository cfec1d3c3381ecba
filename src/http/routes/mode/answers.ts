import type { ModeAnswer } from '../../../contract/modes.ts';
import type { FindOwnDefault, ModeView } from '../../../control/modes.ts';
import { findOwnDefault } from '../../../gateway/routing/find-own-default.ts';
import { type Call, placeOf } from '../../route.ts';
import { toFeatureWarning, toInstant } from '../answers.ts';

export function toModeAnswer({ mode, embeddings, warnings, updatedAt }: ModeView): ModeAnswer {
  return {
    mode,
    embeddings,
    warnings: warnings.map(toFeatureWarning),
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}

/** As calls are routed, so that nobody is warned of what works. */
export function ownDefaultOf(call: Pick<Call, 'services' | 'place'>): FindOwnDefault {
  const place = placeOf(call);
  return (operation) => findOwnDefault(call.services.keeper.snapshot, { ...place, operation });
}
