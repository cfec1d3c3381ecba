import { Menu } from '@mantine/core';
import { deleteModelConfig, type ModelConfig, patchModelConfig } from '../../api/model-configs.ts';
import { useChange } from '../../areas/area.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
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
  const change = useChange((patch: { enabled?: boolean; is_default?: boolean }) =>
    patchModelConfig(id, patch),
  );
  const removal = useChange(() => deleteModelConfig(id));
  const apply = (patch: { enabled?: boolean; is_default?: boolean }) =>
    change.mutate(patch, { onError: onProblem, onSuccess: () => onProblem(undefined) });
  return (
    <RowMenu
      label={texts.of(name)}
      isBusy={change.isPending}
      removal={{
        label: texts.remove,
        title: texts.removeTitle(name),
        meaning: texts.removeMeaning,
        change: removal,
      }}
    >
      <Menu.Item disabled={isDefault || !enabled} onClick={() => apply({ is_default: true })}>
        {texts.makeDefault}
      </Menu.Item>
      <Menu.Item onClick={() => apply({ enabled: !enabled })}>
        {enabled ? texts.disable : texts.enable}
      </Menu.Item>
    </RowMenu>
  );
}
