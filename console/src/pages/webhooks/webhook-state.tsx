import type { Webhook } from '../../api/webhooks.ts';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { TimeAgo } from '../../components/time-ago.tsx';
import { webhooks } from '../../strings/webhooks.ts';

const texts = webhooks.states;

export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { enabled, disabled_reason: reason, failing_since: failingSince } = webhook;
  if (!enabled) {
    if (reason === null) return <Badge tone="idle">{texts.off}</Badge>;
    return <Badge tone="broken">{reason === 'gone' ? texts.gone : texts.stopped}</Badge>;
  }
  if (failingSince === null) {
    return (
      <Badge tone="healthy" dot>
        {texts.on}
      </Badge>
    );
  }
  return (
    <>
      <Badge tone="broken" dot>
        {texts.failing}
      </Badge>
      <span className={cells.under}>
        {texts.failingSince} <TimeAgo at={failingSince} />
      </span>
    </>
  );
}
