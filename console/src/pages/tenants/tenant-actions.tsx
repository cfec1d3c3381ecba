import { ActionIcon, Menu } from '@mantine/core';
import { useRef } from 'react';
import type { Tenant } from '../../api/tenants.ts';
import { Icon } from '../../icons/icon.tsx';
import { tenantForms } from '../../strings/tenant-forms.ts';
import type { Asked } from './asked-dialog.tsx';

const texts = tenantForms.actions;

interface TenantActionsProps {
  tenant: Tenant;
  onAsk: (asked: Asked) => void;
}

export function TenantActions({ tenant, onAsk }: TenantActionsProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const ask = (deed: Asked['deed']) => onAsk({ deed, tenant, returnFocus: () => opener.current?.focus() });
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <ActionIcon ref={opener} aria-label={texts.of(tenant.name)}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ask('change')}>{texts.change}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => ask('remove')}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
