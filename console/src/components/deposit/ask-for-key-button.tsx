import { Button } from '@mantine/core';
import { useState } from 'react';
import { createDeposit, type NewDeposit } from '../../api/deposits.ts';
import { useChange, useMay } from '../../areas/area.tsx';
import { deposits } from '../../strings/deposits.ts';
import { Dialog } from '../dialog.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { AskForKeyForm } from './ask-for-key-form.tsx';
import { AskToRotateForm } from './ask-to-rotate-form.tsx';

interface AskForKeyButtonProps {
  /** Of a new account: begin with this provider, by its id in the catalogue. */
  providerId?: string | undefined;
  /** To rotate this account. */
  account?: { id: string; name: string };
}

/** First the wish, then the link: the only time that anybody sees it, so a stray click does not close it. */
export function AskForKeyButton({ providerId, account }: AskForKeyButtonProps) {
  const [opened, setOpened] = useState(false);
  const [made, setMade] = useState<NewDeposit>();
  const making = useChange(createDeposit);
  const may = useMay('deposits.manage');
  function close() {
    setOpened(false);
    setMade(undefined);
    making.reset();
  }
  const form = { making, onMade: setMade, onCancel: close };
  if (!may) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {deposits.ask}
      </Button>
      <Dialog
        opened={opened}
        onClose={close}
        title={made ? deposits.made.title : deposits.dialog.title}
        size={made ? 'xl' : 'lg'}
        stays={made !== undefined}
      >
        {made ? (
          <ShownOnce secret={made.url} texts={deposits.made} onDone={close} />
        ) : account ? (
          <AskToRotateForm account={account} {...form} />
        ) : (
          <AskForKeyForm providerId={providerId} {...form} />
        )}
      </Dialog>
    </>
  );
}
