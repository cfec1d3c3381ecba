import { useState } from 'react';
import type { CreatedToken } from '../../api/tokens.ts';
import { Dialog } from '../../components/dialog.tsx';
import { tokens } from '../../strings/tokens.ts';
import { CreatedTokenShown } from './created-token-shown.tsx';
import { TokenForm } from './token-form.tsx';

interface CreateTokenDialogProps {
  opened: boolean;
  /** Begin with this one. */
  agent: string | undefined;
  onClose: () => void;
}

/** First the wish, then the secret: the only time that anybody sees it, so a stray click does not close it. */
export function CreateTokenDialog({ opened, agent, onClose }: CreateTokenDialogProps) {
  const [created, setCreated] = useState<CreatedToken>();
  const close = () => {
    setCreated(undefined);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={created ? tokens.created.title : tokens.create}
      size={created ? 'xl' : 'md'}
      stays={created !== undefined}
    >
      {created ? (
        <CreatedTokenShown created={created} onDone={close} />
      ) : (
        <TokenForm agent={agent} onCreated={setCreated} onCancel={close} />
      )}
    </Dialog>
  );
}
