import { Button } from '@mantine/core';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';

/** For pages that are handed on as paper: in print there is nothing but the page. */
export function PrintButton() {
  return (
    <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
      {common.print}
    </Button>
  );
}
