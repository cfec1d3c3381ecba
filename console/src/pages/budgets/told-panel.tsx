import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type EventWish, notificationSettingsQuery } from '../../api/notifications.ts';
import { webhooksQuery } from '../../api/webhooks.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { budgets } from '../../strings/budgets.ts';

const texts = budgets.told;
const wanted: readonly EventWish[] = ['*', 'budget.threshold', 'budget.spent'];
const hears = (events: readonly EventWish[]): boolean => events.some((event) => wanted.includes(event));

/** Who hears of a budget that runs out. */
export function ToldPanel() {
  const api = useApi();
  const settings = useQuery(notificationSettingsQuery(api));
  const webhooks = useQuery(webhooksQuery(api));
  const place = usePlace();
  const loading = { what: texts.loading, skeleton: <Skeleton height={62} /> };
  return (
    <Panel
      title={texts.title}
      aside={
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => <Link {...props} to="/t/$tenant/$environment/webhooks" params={place} />}
        >
          {texts.settings}
        </Button>
      }
    >
      <Async query={settings} {...loading}>
        {({ emails, events, email }) => (
          <Async query={webhooks} {...loading}>
            {({ items }) => {
              const mailed = email.available && hears(events) ? emails.length : 0;
              const receivers = items.filter((one) => one.enabled && hears(one.events)).length;
              return (
                <Facts
                  facts={[
                    { label: texts.console, value: texts.everybody, note: texts.under },
                    {
                      label: texts.mail,
                      value: mailed === 0 ? texts.noMail : texts.addresses(mailed),
                      ...(!email.available && { note: email.detail }),
                    },
                    {
                      label: texts.webhooks,
                      value: receivers === 0 ? texts.noWebhook : texts.receivers(receivers),
                      note: texts.once,
                    },
                  ]}
                />
              );
            }}
          </Async>
        )}
      </Async>
    </Panel>
  );
}
