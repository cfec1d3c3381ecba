import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { putQueueState, type TenantQueue } from '../../api/queue.ts';
import { useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { queues } from '../../strings/queue.ts';
import styles from './queues.module.css';

/** For queues in which nothing waits yet, which are in no list. */
export function OtherQueue({ listed }: { listed: readonly TenantQueue[] }) {
  const [tenant, setTenant] = useState('');
  const change = useChange((state: 'paused' | 'draining') => putQueueState(tenant, state));
  const put = (state: 'paused' | 'draining') => change.mutate(state, { onSuccess: () => setTenant('') });
  const pause = (event: FormEvent) => {
    event.preventDefault();
    put('paused');
  };
  return (
    <Panel title={queues.other}>
      <form className={form.form} onSubmit={pause}>
        <p className={form.help}>{queues.otherHelp}</p>
        {change.error && <ProblemNotice problem={change.error} />}
        <div className={styles.row}>
          <TenantSelect
            label={queues.columns.tenant}
            value={tenant}
            without={listed.map(({ tenant_id: id }) => id)}
            onChange={setTenant}
          />
          <Button type="submit" variant="default" disabled={tenant === ''} loading={change.isPending}>
            {queues.pause}
          </Button>
          <Button variant="default" disabled={tenant === ''} onClick={() => put('draining')}>
            {queues.drain}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
