import type { TenantHealth } from '../../api/tenants.ts';
import { Badge } from '../../components/badge.tsx';
import { queue } from '../../strings/queue.ts';
import { tenants } from '../../strings/tenants.ts';
import { isTroubled, listFindings } from './health.ts';
import styles from './tenants.module.css';

const texts = tenants.health;

/** How a tenant is doing: what is wrong and where, or that nothing is. */
export function HealthCell({ health }: { health: TenantHealth | undefined }) {
  if (!health) return null;
  if (health.environments.length === 0 && !isTroubled(health)) {
    return <span className={styles.soft}>{texts.nothing}</span>;
  }
  if (!isTroubled(health)) {
    return (
      <Badge tone="healthy" dot>
        {texts.well}
      </Badge>
    );
  }
  return (
    <ul className={styles.findings}>
      {health.stops > 0 && (
        <li>
          <Badge tone="broken">{texts.stops(health.stops)}</Badge>
        </li>
      )}
      {health.queue !== 'running' && (
        <li>
          <Badge tone="waiting">{texts.queue(queue.states[health.queue])}</Badge>
        </li>
      )}
      {health.environments.map((environment) => {
        const findings = listFindings(environment);
        if (findings.length === 0) return null;
        return (
          <li key={environment.environment}>
            <span className={styles.where}>{environment.environment}</span>
            {findings.map(({ tone, text }) => (
              <Badge key={text} tone={tone}>
                {text}
              </Badge>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
