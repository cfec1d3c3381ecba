import { Attempt } from '../attempt.ts';
import { tryTargets } from '../failover/try-targets.ts';
import { Losses } from '../losses.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account } from '../ports.ts';
import { recordFailure } from '../record-attempt.ts';
import type { Target } from '../routing/route.ts';
import { answerStream } from './answer-stream.ts';
import { answerEmulated, answerWhole } from './answer-whole.ts';
import type { ChatJob, Sending } from './sending.ts';
import { withoutImageUrls } from './without-image-urls.ts';

/** Sends the call along its route; tells why where nobody on it could answer. */
export function sendChat(
  parts: GatewayParts,
  call: Pick<ChatJob, 'inbound' | 'caller' | 'asked' | 'route'>,
): Promise<void> {
  const { inbound, caller, asked, route } = call;
  const images = new Map<string, string>();
  const tried = { inbound, caller, asked, route, images, operation: 'chat', streamed: asked.stream } as const;
  return tryTargets(parts, call, (target) => sendTo(parts, { ...tried, number: inbound.tries }, target));
}

/** One try of one target, written down whatever comes of it. */
async function sendTo(parts: GatewayParts, job: ChatJob, target: Target): Promise<void> {
  const attempt = new Attempt(target, job.inbound);
  try {
    const opened = parts.accounts.get(target.credential);
    const account = opened instanceof Promise ? await opened : opened;
    await answer(prepare(parts, job, attempt, account));
  } catch (error) {
    await recordFailure(parts.journal, attempt, job, error);
  }
}

function prepare(parts: GatewayParts, job: ChatJob, attempt: Attempt, account: Account): Sending {
  const { asked, inbound } = job;
  const { target } = attempt;
  const { provider, settings } = account;
  const losses = new Losses(asked.dropUnsupported, target.family, parts.modelRules);
  return {
    ...job,
    parts,
    target,
    attempt,
    account,
    wire: provider.chatFor?.(settings, target.model, asked.chat, losses) ?? provider.chat,
    losses,
    context: {
      model: target.model,
      id: `chatcmpl-${inbound.requestId.slice(4)}`,
      createdSeconds: Math.floor(inbound.at / 1000),
    },
  };
}

function answer(sending: Sending): Promise<void> {
  if (!sending.asked.hasImageUrls) return answerReady(sending);
  return withoutImageUrls(sending).then((asked) => answerReady({ ...sending, asked }));
}

function answerReady(sending: Sending): Promise<void> {
  const { asked, target } = sending;
  if (!asked.stream) return answerWhole(sending);
  // A model that cannot stream is asked for the whole, which is then told in pieces.
  return target.config?.capabilities.streaming === false ? answerEmulated(sending) : answerStream(sending);
}
