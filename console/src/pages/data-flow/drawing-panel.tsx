import type { DataFlow } from '../../api/data-flow.ts';
import { useArea } from '../../areas/area.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import styles from './data-flow.module.css';
import { Drawing } from './drawing.tsx';

const texts = dataFlow.drawing;
const modes = ['bundled', 'byo'] as const;

/** Both ways that a call could go by default, and what can be reached at all. */
export function DrawingPanel({ flow }: { flow: DataFlow }) {
  const { hosts, regions, region_unknown: isUnknown } = flow;
  return (
    <Panel
      title={texts.title}
      aside={
        <span className={styles.soft}>
          {dataFlow.asOf} <TimeAgo at={flow.at} />
        </span>
      }
    >
      <div className={styles.drawings}>
        <p className={styles.soft}>{texts.help}</p>
        {modes.map((mode) => (
          <Drawing
            key={mode}
            mode={mode}
            target={flow.default_by_mode[mode]}
            isInForce={flow.mode === mode}
          />
        ))}
        <ManagedNote managed={flow.managed} />
        <Facts
          facts={[
            {
              label: dataFlow.reach.hosts,
              value: hosts.length === 0 ? dataFlow.reach.noHosts : hosts.join(', '),
            },
            {
              label: dataFlow.reach.regions,
              value: regions.length === 0 ? dataFlow.reach.unknown : regions.join(', '),
              ...(isUnknown && regions.length > 0 && { note: dataFlow.reach.alsoUnknown }),
            },
          ]}
        />
      </div>
    </Panel>
  );
}

function ManagedNote({ managed }: Pick<DataFlow, 'managed'>) {
  const { name } = useArea().platform;
  const words = dataFlow.managed;
  const because = [managed.by_mode && words.byMode, managed.by_fallback && words.byFallback].filter(
    (reason) => reason !== false,
  );
  return (
    <Note
      tone={managed.possible ? 'waiting' : 'healthy'}
      icon={managed.possible ? 'globe' : 'shield'}
      title={managed.possible ? words.possible(name) : words.impossible(name)}
    >
      {managed.possible ? because.join(' ') : words.never}
    </Note>
  );
}
