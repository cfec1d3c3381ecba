import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMay } from '../../areas/area.tsx';
import cells from '../../components/cells.module.css';
import { dataFlow } from '../../strings/data-flow.ts';
import { RetentionDialog } from './retention-dialog.tsx';
import { type Retained, retentions } from './retentions.ts';

interface RetentionSettingProps {
  what: Retained;
  /** For so long it is kept now. */
  days: number;
}

export function RetentionSetting({ what, days }: RetentionSettingProps) {
  const may = useMay(retentions[what].permission);
  const [opened, dialog] = useDisclosure(false);
  if (!may) return <span className={cells.under}>{dataFlow.kept.byAdministrators}</span>;
  return (
    <>
      <div>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={dataFlow.retention[what].change}
          onClick={dialog.open}
        >
          {dataFlow.retention.change}
        </Button>
      </div>
      {opened && <RetentionDialog what={what} days={days} onClose={dialog.close} />}
    </>
  );
}
