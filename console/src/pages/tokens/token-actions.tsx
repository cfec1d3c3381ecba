import { Menu } from '@mantine/core';
import { deleteToken, suspendToken, type Token } from '../../api/tokens.ts';
import { useChange, usePlace } from '../../areas/area.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { tokens } from '../../strings/tokens.ts';

const texts = tokens.actions;

export function TokenActions({ token, onProblem }: { token: Token; onProblem: (error: unknown) => void }) {
  const { id, name, suspended_at: suspendedAt } = token;
  const { tenant } = usePlace();
  const suspension = useChange((suspended: boolean) => suspendToken(tenant, id, suspended));
  const removal = useChange(() => deleteToken(tenant, id));
  return (
    <RowMenu
      label={texts.of(name)}
      isBusy={suspension.isPending}
      removal={{
        label: texts.remove,
        title: texts.removeTitle(name),
        meaning: texts.removeMeaning,
        change: removal,
      }}
    >
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
    </RowMenu>
  );
}
