import type { TenantHealth } from '../../api/tenants.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { tenants } from '../../strings/tenants.ts';
import { summarise } from './health.ts';

const texts = tenants.health;

/** All tenants in six numbers. */
export function HealthPanel({ health }: { health: readonly TenantHealth[] }) {
  const { tenants: all, troubled, accounts, healthy, broken, waiting, stopped } = summarise(health);
  return (
    <Panel title={texts.title}>
      <Facts
        facts={[
          { label: texts.tenants, value: all, note: texts.troubled(troubled) },
          { label: texts.accountsLabel, value: accounts, note: texts.healthy(healthy) },
          { label: texts.broken, value: broken, note: texts.brokenNote },
          { label: texts.waitingLabel, value: waiting },
          { label: texts.stopped, value: stopped },
        ]}
      />
    </Panel>
  );
}
