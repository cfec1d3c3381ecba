import {
  fillDepositBody,
  filledDeposit,
  openDepositBody,
  openedDeposit,
} from '../../../contract/deposits.ts';
import { type Filled, fillDeposit } from '../../../control/deposits/fill-deposit.ts';
import { openDeposit } from '../../../control/deposits/open-deposit.ts';
import type { Rung } from '../../../control/validation/rung.ts';
import { limits } from '../../../kernel/limits.ts';
import { abortWhenGone, answerWatched } from '../../event-stream.ts';
import { defineRoute } from '../../route.ts';
import { toValidationAnswer } from '../llm-credentials/run-check.ts';
import { toOpenedAnswer, toTraceAnswer } from './answers.ts';

const byLink = {
  access: { anyone: 'whoever holds a key has no account here; the one-time link is what counts' },
  actsOn: 'nowhere',
  tag: 'Deposit links',
  method: 'POST',
  attemptsPerMinute: limits.deposits.attemptsPerMinute,
} as const;

const openDepositRoute = defineRoute({
  ...byLink,
  path: '/ai/api/v1/deposit/open',
  summary: 'See what a deposit link asks for, and for whom',
  body: openDepositBody,
  answers: { 200: openedDeposit },
  handle: async ({ services, body, request }) => {
    const { record, tenantName } = await openDeposit(services, request.id, body.link);
    return { status: 200, body: toOpenedAnswer(record, tenantName, services.platform) };
  },
});

const fillDepositRoute = defineRoute({
  ...byLink,
  path: '/ai/api/v1/deposit',
  summary:
    'Deposit a key by a link: it is tested, then sealed, and the link is used up. With `Accept: text/event-stream` each rung is sent as it ends',
  body: fillDepositBody,
  answers: { 200: filledDeposit },
  handle: (call) => {
    const signal = abortWhenGone(call.reply);
    return answerWatched<Rung>(call, 'check', async (onRung) =>
      toFilledAnswer(await fillDeposit(call.services, call.request.id, call.body, { signal, onRung })),
    );
  },
});

export const depositLinkRoutes = [openDepositRoute, fillDepositRoute];

const toFilledAnswer = ({ received, outcome, healed, warnings }: Filled) => ({
  deposited: received !== null,
  test: toValidationAnswer(outcome, healed, warnings),
  secrets: (received?.secrets ?? []).map(toTraceAnswer),
});
