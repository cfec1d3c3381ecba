import { Popover, UnstyledButton } from '@mantine/core';
import type { CredentialStatus } from '../api/credentials.ts';
import { statuses } from '../strings/statuses.ts';
import { Badge, type Tone } from './badge.tsx';
import styles from './status-badge.module.css';

const tones: Record<CredentialStatus, Tone> = {
  untested: 'idle',
  healthy: 'healthy',
  auth_failed: 'broken',
  quota: 'broken',
  unreachable: 'broken',
  expired: 'broken',
  disabled: 'idle',
  needs_reentry: 'waiting',
};

/** How a credential is. What that means, and the reason that the server gave, opens at a press. */
export function StatusBadge({ status, detail }: { status: CredentialStatus; detail?: string | null }) {
  const { name, meaning } = statuses[status];
  return (
    <Popover width={320} shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={styles.button}>
          <Badge tone={tones[status]} dot>
            {name}
          </Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <p>{meaning}</p>
        {detail && <p className={styles.detail}>{detail}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}
