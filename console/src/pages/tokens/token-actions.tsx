import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { deleteToken, suspendToken, type Token } from '../../api/tokens.ts';
import { useChange, usePlace } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../icons/icon.tsx';
import { tokens } from '../../strings/tokens.ts';

const texts = tokens.actions;

export function TokenActions({ token, onProblem }: { token: Token; onProblem: (error: unknown) => void }) {
  const { id, name, suspended_at: suspendedAt } = token;
  const { tenant } = usePlace();
  const [asking, question] = useDisclosure(false);
  const suspension = useChange((suspended: boolean) => suspendToken(tenant, id, suspended));
  const removal = useChange(() => deleteToken(tenant, id));
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={texts.of(name)} loading={suspension.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() =>
              suspension.mutate(suspendedAt === null, {
                onError: onProblem,
                onSuccess: () => onProblem(undefined),
              })
            }
          >
            {suspendedAt === null ? texts.suspend : texts.resume}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={question.open}>
            {texts.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={texts.removeTitle(name)}
        confirm={texts.remove}
        isDangerous
        isBusy={removal.isPending}
        problem={removal.error}
        onConfirm={() => removal.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {texts.removeMeaning}
      </ConfirmDialog>
    </>
  );
}
