import { Button, Modal } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { goToSignin } from '../areas/signing-in.ts';
import { isFramed } from '../frame/framing.ts';
import { shell } from '../strings/shell.ts';
import styles from './session-ended.module.css';
import { hasSessionEnded, watchSession } from './session-watch.ts';

/** Over the page and not instead of it: what was typed can still be read and copied. */
export function SessionEnded() {
  const ended = useSyncExternalStore(watchSession, hasSessionEnded);
  const { title, body, signIn } = isFramed ? shell.frameEnded : shell.sessionEnded;
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={title}
    >
      <p>{body}</p>
      <Button
        className={styles.action}
        onClick={isFramed ? () => location.reload() : goToSignin}
        data-autofocus
      >
        {signIn}
      </Button>
    </Modal>
  );
}
