import type { Static } from 'typebox';
import type { ValidationAnswer, validateBody } from '../../../contract/validation.ts';
import type { Outcome } from '../../../control/validation/climb.ts';
import type { ValidateWish } from '../../../control/validation/validate.ts';
import type { Healing, Warning } from '../../../providers/provider.ts';
import { abortWhenGone, beginEvents, wantsEvents } from '../../event-stream.ts';
import { toPlugboardError, toProblem } from '../../problem.ts';
import type { Answer, Call } from '../../route.ts';

/** Answers when all is known, or rung by rung where the caller watches. */
export async function runCheck(
  { request, reply }: Pick<Call, 'request' | 'reply'>,
  body: Static<typeof validateBody>,
  check: (wish: ValidateWish) => Promise<ValidationAnswer>,
): Promise<Answer> {
  const wish = {
    provider: body.provider,
    model: body.model_name,
    isEmbedding: body.is_embedding ?? false,
    full: body.full ?? false,
    signal: abortWhenGone(reply),
  };
  if (!wantsEvents(request)) return { status: 200, body: await check({ ...wish, onRung: () => undefined }) };
  const events = beginEvents(reply);
  try {
    events.send('result', await check({ ...wish, onRung: (rung) => events.send('check', rung) }));
  } catch (error) {
    events.send('problem', toProblem(toPlugboardError(error), request.id));
  }
  events.end();
  return { status: 200, sent: true };
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
