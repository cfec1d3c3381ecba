import { type Static, Type } from 'typebox';
import { queueStates } from '../kernel/queued-calls.ts';
import { closed, environment, slug } from './common.ts';
import { credentialStatuses } from './credentials.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const tenantHealth = closed(
  {
    tenant_id: slug('The tenant.'),
    queue: Type.Enum([...queueStates], { description: 'What operators have its queue do.' }),
    stops: count('How many stops are about it, an environment of it or one of its accounts.'),
    environments: Type.Array(
      closed({
        environment,
        mode: Type.Enum(['bundled', 'byo']),
        credentials: Type.Array(
          closed({ status: Type.Enum([...credentialStatuses]), count: count('How many accounts have it.') }),
          { description: 'By status; one that no account has is left out.' },
        ),
        models: count('Enabled model configs.'),
        waiting: count('Calls that wait in the queue.'),
      }),
      { description: 'Those in which anything was ever set up.' },
    ),
  },
  'How a tenant is doing, in numbers.',
);
export type TenantHealthAnswer = Static<typeof tenantHealth>;
