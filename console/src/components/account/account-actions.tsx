import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Credential, patchCredential } from '../../api/credentials.ts';
import { useChange, usePlace } from '../../areas/area.tsx';
import { Icon } from '../../icons/icon.tsx';
import { accountPage } from '../../strings/account-page.ts';

const texts = accountPage.actions;

interface AccountActionsProps {
  account: Credential;
  onProblem: (error: unknown) => void;
}

export function AccountActions({ account, onProblem }: AccountActionsProps) {
  const { id, name, enabled } = account;
  const place = usePlace();
  const change = useChange(() => patchCredential(id, { enabled: !enabled }));
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={texts.of(name)} loading={change.isPending}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          renderRoot={(props) => (
            <Link
              {...props}
              to="/t/$tenant/$environment/accounts/$account"
              params={{ ...place, account: id }}
            />
          )}
        >
          {texts.open}
        </Menu.Item>
        <Menu.Item
          renderRoot={(props) => (
            <Link {...props} to="/t/$tenant/$environment/connect" params={place} search={{ account: id }} />
          )}
        >
          {accountPage.models.add}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            change.mutate(undefined, { onError: onProblem, onSuccess: () => onProblem(undefined) })
          }
        >
          {enabled ? texts.disable : texts.enable}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
