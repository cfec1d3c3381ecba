import type { DataFlow } from '../../api/data-flow.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import styles from './data-flow.module.css';

const texts = dataFlow.sent;

export function SentPanel({ sent }: { sent: DataFlow['also_sent'] }) {
  return (
    <Panel title={texts.title}>
      <Facts
        facts={sent.map(({ what, hosts, detail }) => ({
          label: texts.kinds[what],
          value: hosts.length === 0 ? texts.nothing : texts.to(hosts.join(', ')),
          ...(hosts.length > 0 && { note: detail }),
        }))}
      />
      <p className={styles.logs}>{texts.logs}</p>
    </Panel>
  );
}
