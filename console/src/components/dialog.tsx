import { Modal, type ModalProps } from '@mantine/core';
import { useState } from 'react';
import { common } from '../strings/common.ts';

interface DialogProps extends Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'size' | 'children'> {
  /** Whatever was entered, only its own buttons close it: it shows what is shown once, say. */
  stays?: boolean;
  withCloseButton?: boolean;
}

/** Once anything was entered, only its buttons close it: a click beside it or a stray Escape would lose that. */
export function Dialog({ opened, stays = false, ...others }: DialogProps) {
  const [isFilled, setIsFilled] = useState(false);
  if (!opened && isFilled) setIsFilled(false);
  return (
    <Modal
      {...others}
      opened={opened}
      onChange={() => setIsFilled(true)}
      closeOnClickOutside={!stays && !isFilled}
      closeOnEscape={!stays && !isFilled}
      closeButtonProps={{ 'aria-label': common.close }}
    />
  );
}
