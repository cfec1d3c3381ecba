import type {
  DeliveryOutcome,
  Lane,
  Outbox,
  OutboxRules,
  PostWebhook,
  SendMail,
} from '../control/notification-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { DeliveryRecord, WebhookRecord } from '../kernel/notifications.ts';
import type { Secret } from '../kernel/secret.ts';
import { signatureHeaders } from '../kernel/standard-webhooks.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { composeMessage } from './message.ts';

export interface DeliveryWorkerParts {
  outbox: Outbox;
  rules: OutboxRules;
  post: PostWebhook;
  /** Null where no mail server is configured. */
  sendMail: SendMail | null;
  platformName: string;
  publicUrl: () => string;
  clock: Clock;
  telemetry: Pick<Telemetry, 'deliveryTried' | 'unexpected'>;
}

const { promptMax, troubledMax, emailMax, perTenantMax, leaseMs, pollEveryMs } = limits.webhooks;
const roomOf: Readonly<Record<Lane, number>> = { prompt: promptMax, troubled: troubledMax, email: emailMax };
const lanes = Object.keys(roomOf) as Lane[];

/** Carries the outbox out. Every replica has one; the lease on each delivery keeps them apart. */
export class DeliveryWorker {
  readonly #parts: DeliveryWorkerParts;
  readonly #stopping = new AbortController();
  /** By lane: the tenant of each delivery that is under way. */
  readonly #underWay: Readonly<Record<Lane, Map<string, string>>> = {
    prompt: new Map(),
    troubled: new Map(),
    email: new Map(),
  };
  readonly #polling = new Map<Lane, Promise<void>>();
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: DeliveryWorkerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      for (const lane of lanes) this.#poll(lane);
    }, pollEveryMs);
    this.#timer.unref();
  }

  /** What is under way is broken off; its lease ends, and another process or the next start sends it again. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await Promise.all([...this.#polling.values(), ...this.#running]);
  }

  #poll(lane: Lane): void {
    if (this.#polling.has(lane) || this.#stopping.signal.aborted) return;
    const polling = this.#take(lane)
      // With the database away it is told by whoever notices that.
      .catch((error) => {
        if (!(error instanceof PlugboardError)) this.#parts.telemetry.unexpected(error);
      })
      .finally(() => this.#polling.delete(lane));
    this.#polling.set(lane, polling);
  }

  async #take(lane: Lane): Promise<void> {
    const underWay = this.#underWay[lane];
    const limit = roomOf[lane] - underWay.size;
    if (limit <= 0) return;
    const now = this.#parts.clock();
    const claimed = await this.#parts.outbox.claim({
      lane,
      now,
      leaseUntil: now + leaseMs,
      limit,
      perTenant: perTenantMax,
      except: listBusy(underWay),
    });
    for (const { delivery, webhook } of claimed) {
      underWay.set(delivery.id, delivery.tenantId);
      const running = this.#deliver(delivery, webhook)
        .catch((error) => {
          const isOurs = this.#stopping.signal.aborted || error instanceof PlugboardError;
          if (!isOurs) this.#parts.telemetry.unexpected(error, { deliveryId: delivery.id });
        })
        .finally(() => {
          underWay.delete(delivery.id);
          this.#running.delete(running);
          // More may wait than had room.
          this.#poll(lane);
        });
      this.#running.add(running);
    }
  }

  async #deliver(delivery: DeliveryRecord, webhook: WebhookRecord | null): Promise<void> {
    const outcome =
      'email' in delivery.to
        ? await this.#mail(delivery, delivery.to.email)
        : webhook && (await this.#post(delivery, webhook));
    if (!outcome) return;
    const { tenantId, id } = delivery;
    const channel = 'email' in delivery.to ? 'email' : 'webhook';
    const detail = outcome.kind === 'failed' ? outcome.detail : undefined;
    this.#parts.telemetry.deliveryTried({ channel, outcome: outcome.kind, tenantId, deliveryId: id, detail });
    await this.#parts.rules.settle(delivery, outcome);
  }

  async #post(delivery: DeliveryRecord, webhook: WebhookRecord): Promise<DeliveryOutcome> {
    const { rules, post, clock, publicUrl } = this.#parts;
    const message = composeMessage(delivery, publicUrl());
    let secrets: Secret[] = [];
    try {
      secrets = await rules.openSecrets(webhook, clock());
      const outcome = await post({
        url: webhook.url,
        headers: signatureHeaders(message, secrets, clock()),
        body: message.body,
        policy: rules.rulesFor(webhook),
        signal: this.#stopping.signal,
      });
      if (outcome.kind === 'failed') return { ...outcome, status: null, permanent: false };
      const { status } = outcome;
      if (status >= 200 && status < 300) return { kind: 'arrived', status };
      return { kind: 'failed', status, detail: `The receiver answered ${status}.`, permanent: false };
    } catch (error) {
      if (this.#stopping.signal.aborted || !(error instanceof PlugboardError)) throw error;
      return { kind: 'failed', status: null, detail: error.message, permanent: false };
    } finally {
      for (const secret of secrets) rules.release(secret);
    }
  }

  async #mail(delivery: DeliveryRecord, to: string): Promise<DeliveryOutcome> {
    const { sendMail, platformName, publicUrl } = this.#parts;
    if (!sendMail) {
      return { kind: 'failed', status: null, detail: 'No mail server is configured.', permanent: true };
    }
    const { title, text, link } = composeMessage(delivery, publicUrl());
    const { tenantId, environment, id } = delivery;
    const place = `${platformName}, tenant ${tenantId}, environment ${environment}`;
    const outcome = await sendMail({
      to,
      subject: `[${platformName}] ${title}`,
      text: `${text}\n\n${link ?? ''}\n\n-- \n${place}\n`,
      messageId: id,
    });
    return outcome.kind === 'accepted' ? { kind: 'arrived', status: null } : { ...outcome, status: null };
  }
}

function listBusy(underWay: ReadonlyMap<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const tenantId of underWay.values()) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= perTenantMax).map(([tenantId]) => tenantId);
}
