import type { Static } from 'typebox';
import type { ValidationAnswer, validateBody } from '../../../contract/validation.ts';
import type { Outcome } from '../../../control/validation/climb.ts';
import type { Rung } from '../../../control/validation/rung.ts';
import type { ValidateWish } from '../../../control/validation/validate.ts';
import type { Healing, Warning } from '../../../providers/provider.ts';
import { abortWhenGone, answerWatched } from '../../event-stream.ts';
import type { Answer, Call } from '../../route.ts';

export function runCheck(
  call: Pick<Call, 'request' | 'reply'>,
  body: Static<typeof validateBody>,
  check: (wish: ValidateWish) => Promise<ValidationAnswer>,
): Promise<Answer> {
  const signal = abortWhenGone(call.reply);
  return answerWatched<Rung>(call, 'check', (onRung) =>
    check({
      provider: body.provider,
      model: body.model_name,
      isEmbedding: body.is_embedding ?? false,
      full: body.full ?? false,
      signal,
      onRung,
    }),
  );
}

export function toValidationAnswer(
  outcome: Outcome,
  healed: Healing[] = [],
  warnings: Warning[] = [],
): ValidationAnswer {
  const { valid, models, error, checks, reportCard, embeddingDimensions } = outcome;
  return {
    valid,
    models,
    error,
    checks,
    ...(reportCard && { report_card: reportCard }),
    ...(embeddingDimensions !== null && { embedding_dimensions: embeddingDimensions }),
    ...(healed.length > 0 && { healed }),
    ...(warnings.length > 0 && { warnings }),
  };
}
