import { Checkbox } from '@mantine/core';
import type { EventWish } from '../../api/notifications.ts';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import form from '../../components/form.module.css';
import { eventNames } from '../../strings/notifications.ts';
import { webhooks } from '../../strings/webhooks.ts';
import { eventGroups } from './event-groups.ts';
import styles from './webhooks.module.css';

const texts = webhooks.events;

interface EventsFieldProps {
  events: readonly EventWish[];
  onChange: (events: EventWish[]) => void;
}

/** Everything, or the kinds that one wants to hear of. */
export function EventsField({ events, onChange }: EventsFieldProps) {
  const isOfTenant = useTenantPlace() !== undefined;
  const hearsAll = events.includes('*');
  const toggle = (kind: EventWish, isWanted: boolean) =>
    onChange(isWanted ? [...events, kind] : events.filter((other) => other !== kind));
  return (
    <fieldset className={form.section}>
      <legend>{texts.legend}</legend>
      <Checkbox
        label={texts.every}
        checked={hearsAll}
        onChange={(event) => onChange(event.currentTarget.checked ? ['*'] : [])}
      />
      {!hearsAll && (
        <div className={styles.kinds}>
          {eventGroups
            .filter(({ ofPlatform = false }) => !ofPlatform || !isOfTenant)
            .map(({ group, kinds }) => (
              <fieldset key={group} className={styles.group}>
                <legend>{texts.groups[group]}</legend>
                {kinds.map((kind) => (
                  <Checkbox
                    key={kind}
                    size="xs"
                    label={eventNames[kind]}
                    checked={events.includes(kind)}
                    onChange={(event) => toggle(kind, event.currentTarget.checked)}
                  />
                ))}
              </fieldset>
            ))}
        </div>
      )}
    </fieldset>
  );
}
