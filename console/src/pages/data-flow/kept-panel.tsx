import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Kept } from '../../api/data-flow.ts';
import { useMay, usePlace } from '../../areas/area.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import { RetentionSetting } from './retention-setting.tsx';

const texts = dataFlow.kept;
const columns = Object.values(texts.columns);

/** What is stored here of calls or about them, those that hold words of calls first. */
export function KeptPanel({ kept }: { kept: readonly Kept[] }) {
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {kept.map((one) => (
          <Table.Tr key={one.what}>
            <Table.Td className={cells.words}>
              <span className={cells.name}>{texts.kinds[one.what]}</span>
              <span className={cells.under}>{one.detail}</span>
            </Table.Td>
            <Table.Td>{one.has_content ? texts.yes : texts.no}</Table.Td>
            <Table.Td>{one.sealed ? texts.yes : texts.no}</Table.Td>
            <Table.Td>
              {describeSpan(one.kept_for_s)}
              {one.setting !== null && <Setting kept={one} path={one.setting} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Panel>
  );
}

/** Where it is changed: here, or on a page of its own where there is one for whoever looks. */
function Setting({ kept, path }: { kept: Kept; path: string }) {
  const params = usePlace();
  const mayPolicy = useMay('fallback.view');
  const mayModels = useMay('models.view');
  if (kept.what === 'ledger' || kept.what === 'conversations') {
    return <RetentionSetting what={kept.what} days={(kept.kept_for_s ?? 0) / secondsPerDay} />;
  }
  const text = texts.settings[path];
  return (
    <span className={cells.under}>
      {texts.setBy}{' '}
      {path === '/fallback' && mayPolicy ? (
        <Link to="/t/$tenant/$environment/fallback" params={params}>
          {text}
        </Link>
      ) : path === '/llm_credentials' && mayModels ? (
        <Link to="/t/$tenant/$environment/models" params={params}>
          {text}
        </Link>
      ) : (
        text
      )}
    </span>
  );
}

const secondsPerDay = 86_400;
const spans = [
  { seconds: secondsPerDay, describe: texts.days },
  { seconds: 3_600, describe: texts.hours },
  { seconds: 60, describe: texts.minutes },
] as const;

function describeSpan(seconds: number | null): string {
  if (seconds === null) return texts.always;
  if (seconds === 0) return texts.never;
  const found = spans.find((span) => seconds >= span.seconds && seconds % span.seconds === 0);
  return found ? found.describe(seconds / found.seconds) : texts.seconds(seconds);
}
