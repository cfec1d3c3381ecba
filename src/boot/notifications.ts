import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import type { MailSettings } from '../config/parse-mail.ts';
import type { PostWebhook } from '../control/notification-ports.ts';
import { settleDelivery } from '../control/webhooks/settle-delivery.ts';
import { openSigningSecrets } from '../control/webhooks/webhook-secret.ts';
import { openMailSocket } from '../egress/mail-socket.ts';
import type { Services } from '../http/services.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { DeliveryWorker } from '../notify/delivery-worker.ts';
import { createMailer, type MailServer } from '../notify/mailer.ts';
import { createOutbox } from '../storage/notification-outbox.ts';
import type { Executor } from '../storage/open-database.ts';
import { BootError } from './boot-error.ts';

interface DeliveryOptions {
  config: Pick<Config, 'mail'>;
  db: Executor;
  services: Pick<Services, 'credentials' | 'keeper' | 'platform' | 'telemetry'>;
  postWebhook: PostWebhook;
}

/** What was told leaves from now on. */
export function startDeliveries(
  { config, db, services, postWebhook }: DeliveryOptions,
  opened: AsyncDisposableStack,
): void {
  const { credentials, keeper, platform, telemetry } = services;
  const { store, sealer, clock } = credentials;
  const { mail } = config;
  const worker = new DeliveryWorker({
    outbox: createOutbox(db),
    rules: {
      openSecrets: (webhook, now) => openSigningSecrets(sealer, webhook, now),
      release: (secret) => sealer.release(secret),
      rulesFor: ({ tenantId, environment }) =>
        tenantId === platformTenantId ? 'operator' : keeper.snapshot.egressRules(tenantId, environment),
      settle: (delivery, outcome) => settleDelivery({ store, clock, random: Math.random }, delivery, outcome),
    },
    post: postWebhook,
    sendMail: mail && createMailer({ server: toServer(mail), openSocket: openMailSocket, telemetry }),
    platformName: platform.name,
    publicUrl: () => platform.publicUrl,
    clock,
    telemetry,
  });
  worker.start();
  opened.defer(() => worker.stop());
}

function toServer({ caFile, ...server }: MailSettings): MailServer {
  if (caFile === null) return { ...server, authority: null };
  try {
    return { ...server, authority: readFileSync(caFile, 'utf8') };
  } catch (error) {
    throw new BootError(`PLUGBOARD_SMTP_CA_FILE: ${caFile} cannot be read`, { cause: error });
  }
}
