import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { CreatedToken } from '../../api/tokens.ts';
import { common } from '../../strings/common.ts';
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
    <Modal
      opened={opened}
      onClose={close}
      title={created ? tokens.created.title : tokens.create}
      size={created ? 'xl' : 'md'}
      closeOnClickOutside={created === undefined}
      closeOnEscape={created === undefined}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {created ? (
        <CreatedTokenShown created={created} onDone={close} />
      ) : (
        <TokenForm agent={agent} onCreated={setCreated} onCancel={close} />
      )}
    </Modal>
  );
}
