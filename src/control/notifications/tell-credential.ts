import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { NotificationFacts, NotificationKind } from '../../kernel/notification-kinds.ts';
import type { CredentialStatus, UsedCredential } from '../../kernel/records.ts';
import { pick } from '../credentials/choose-variant.ts';
import type { NotificationRepositories } from '../notification-ports.ts';

/** The statuses that somebody must hear of. */
const troubles = {
  auth_failed: 'credential.auth_failed',
  quota: 'credential.quota',
  unreachable: 'credential.unreachable',
} as const satisfies Partial<Record<CredentialStatus, NotificationKind>>;

const statusKinds: NotificationKind[] = [...Object.values(troubles), 'credential.recovered'];

type Trouble = keyof typeof troubles;
type Teller = Pick<NotificationRepositories, 'notifications'>;

export const isTrouble = (status: CredentialStatus): status is Trouble => status in troubles;

/**
 * In the transaction that changes the status. `before` is the credential as it was. An account that comes and goes is
 * told of once in a while; what still stands after that is told by `tellStanding`.
 */
export async function tellStatus(
  { notifications }: Teller,
  before: UsedCredential,
  status: CredentialStatus,
  at: number,
): Promise<void> {
  if (status === before.status) return;
  const subject = subjectOf(before);
  if (isTrouble(status)) {
    const kind = troubles[status];
    const last = status === 'auth_failed' ? undefined : await notifications.findLatest(subject, [kind]);
    if (last && last.at > at - limits.notifications.quietMs) return;
    await notifications.tell(toNotification(before, kind, at));
  } else if (status === 'healthy') {
    const last = await notifications.findLatest(subject, statusKinds);
    if (!last || last.kind === 'credential.recovered') return;
    await notifications.tell(toNotification(before, 'credential.recovered', at));
  }
}

/** Whoever was last told that it works again, while it does not, is told now. */
export async function tellStanding(
  { notifications }: Teller,
  credential: UsedCredential,
  at: number,
): Promise<void> {
  if (!isTrouble(credential.status)) return;
  const last = await notifications.findLatest(subjectOf(credential), statusKinds);
  if (last?.kind !== 'credential.recovered' || last.at > at - limits.notifications.quietMs) return;
  const once = `standing/${credential.id}/${last.at}`;
  await notifications.tell({ ...toNotification(credential, troubles[credential.status], at), once });
}

export function toNotification(
  credential: UsedCredential,
  kind: NotificationKind,
  at: number,
  more: NotificationFacts = {},
) {
  const { tenantId, environment } = credential;
  return {
    tenantId,
    environment,
    id: uuidV7(at),
    kind,
    at,
    facts: { ...factsOf(credential), ...more },
    subject: subjectOf(credential),
    once: null as string | null,
  };
}

const subjectOf = ({ id }: UsedCredential) => `credential/${id}`;

/** Without the provider’s own words: what it quotes is nobody’s business at a webhook’s receiver. */
function factsOf({ id, name, catalogueId, variant, settings }: UsedCredential): NotificationFacts {
  const connection =
    catalogueId === '' ? null : pick(catalogueId, variant).provider.connect(variant, settings);
  return {
    credential_id: id,
    name,
    provider: catalogueId,
    host: connection === null ? '' : (URL.parse(connection.baseUrl)?.host ?? ''),
  };
}
