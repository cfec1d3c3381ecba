import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Kept } from '../../api/data-flow.ts';
import { useMay, usePlace } from '../../areas/area.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { dataFlow } from '../../strings/data-flow.ts';

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
              {one.setting !== null && (
                <span className={cells.under}>
                  {texts.setBy} <Setting path={one.setting} />
                </span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Panel>
  );
}

/** The page that changes it, where there is one for whoever looks; else the path of the API. */
function Setting({ path }: { path: string }) {
  const params = usePlace();
  const mayPolicy = useMay('fallback.view');
  const mayModels = useMay('models.view');
  const text = texts.settings[path];
  if (path === '/fallback' && mayPolicy) {
    return (
      <Link to="/t/$tenant/$environment/fallback" params={params}>
        {text}
      </Link>
    );
  }
  if (path === '/llm_credentials' && mayModels) {
    return (
      <Link to="/t/$tenant/$environment/models" params={params}>
        {text}
      </Link>
    );
  }
  return <code>{path}</code>;
}

const spans = [
  { seconds: 86_400, describe: texts.days },
  { seconds: 3_600, describe: texts.hours },
  { seconds: 60, describe: texts.minutes },
] as const;

function describeSpan(seconds: number | null): string {
  if (seconds === null) return texts.always;
  if (seconds === 0) return texts.never;
  const found = spans.find((span) => seconds >= span.seconds && seconds % span.seconds === 0);
  return found ? found.describe(seconds / found.seconds) : texts.seconds(seconds);
}
