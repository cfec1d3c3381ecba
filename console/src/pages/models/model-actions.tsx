import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { deleteModelConfig, type ModelConfig, patchModelConfig } from '../../api/model-configs.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../icons/icon.tsx';
import { models } from '../../strings/models.ts';

const texts = models.actions;

/** What can be done with one model. What failed says so in the dialog or above the table, and stays there. */
export function ModelActions({
  config,
  onProblem,
}: {
  config: ModelConfig;
  onProblem: (error: unknown) => void;
}) {
  const { id, name, enabled, is_default: isDefault } = config;
  const [asking, question] = useDisclosure(false);
  const change = useChange((patch: { enabled?: boolean; is_default?: boolean }) =>
    patchModelConfig(id, patch),
  );
  const removal = useChange(() => deleteModelConfig(id));
  const apply = (patch: { enabled?: boolean; is_default?: boolean }) =>
    change.mutate(patch, { onError: onProblem, onSuccess: () => onProblem(undefined) });
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={texts.of(name)} loading={change.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={isDefault || !enabled} onClick={() => apply({ is_default: true })}>
            {texts.makeDefault}
          </Menu.Item>
          <Menu.Item onClick={() => apply({ enabled: !enabled })}>
            {enabled ? texts.disable : texts.enable}
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
