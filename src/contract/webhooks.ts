import { type Static, Type } from 'typebox';
import { closed, environment, instant, maybe } from './common.ts';
import { eventWishes } from './notifications.ts';

const url = Type.String({ minLength: 1, maxLength: 2048, description: 'https, without a query.' });
const description = Type.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });

export const createWebhookBody = closed({
  url,
  events: eventWishes,
  description: Type.Optional(description),
});
export type CreateWebhookBody = Static<typeof createWebhookBody>;

export const patchWebhookBody = closed({
  url: Type.Optional(url),
  events: Type.Optional(eventWishes),
  description: Type.Optional(description),
  enabled: Type.Optional(Type.Boolean()),
});
export type PatchWebhookBody = Static<typeof patchWebhookBody>;

export const webhook = closed(
  {
    id: Type.String({ format: 'uuid' }),
    environment,
    url: Type.String(),
    events: eventWishes,
    description: Type.String(),
    enabled: Type.Boolean(),
    disabled_reason: maybe(
      Type.Enum(['gone', 'failing'], {
        description:
          'Why Plugboard switched it off: its server answered 410, or nothing got through for days.',
      }),
    ),
    failing_since: maybe(instant('Since when nothing has got through.')),
    created_at: instant('When it was made.'),
    updated_at: instant('When it was last changed.'),
  },
  'A receiver of signed messages.',
);
export type WebhookAnswer = Static<typeof webhook>;

export const newWebhook = closed(
  {
    ...webhook.properties,
    signing_secret: Type.String({
      description: 'Shown this one time. Receivers verify the signature with it (Standard Webhooks).',
    }),
  },
  'A receiver, with the secret that signs what it gets.',
);
export type NewWebhookAnswer = Static<typeof newWebhook>;

export const webhookParams = closed({ id: Type.String({ format: 'uuid' }) });

export const deliveryParams = closed({
  ...webhookParams.properties,
  delivery_id: Type.String({
    pattern: '^msg_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    description: 'The `id` of the delivery, which is the `webhook-id` of the message.',
  }),
});

export const delivery = closed(
  {
    id: Type.String({ description: 'The `webhook-id` of the message.' }),
    event: Type.String(),
    state: Type.Enum(['waiting', 'delivered', 'given_up']),
    attempts: Type.Integer(),
    at: instant('When it happened.'),
    next_attempt_at: maybe(instant('When it is tried next.')),
    last_status: maybe(Type.Integer({ description: 'What the receiver last answered.' })),
    last_error: maybe(Type.String()),
    finished_at: maybe(instant('When it had arrived or was given up.')),
  },
  'One message to one receiver.',
);
export type DeliveryAnswer = Static<typeof delivery>;
