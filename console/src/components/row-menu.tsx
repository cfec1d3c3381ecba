import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { type Deed, DeedQuestion } from './deed.tsx';

interface RowMenuProps {
  /** What it is of, for those who do not see the row. */
  label: string;
  isBusy?: boolean;
  /** What can be done at once. */
  children: ReactNode;
  /** What takes the row away, and is asked about. */
  removal: Deed;
  canRemove?: boolean;
}

/** What can be done with one row of a table. */
export function RowMenu({ label, isBusy = false, children, removal, canRemove = true }: RowMenuProps) {
  const [asking, question] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={label} loading={isBusy}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {children}
          <Menu.Divider />
          <Menu.Item color="red" disabled={!canRemove} onClick={question.open}>
            {removal.label}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeedQuestion deed={removal} opened={asking} onClose={question.close} />
    </>
  );
}
