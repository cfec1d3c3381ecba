import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  deleteManagedModel,
  type ManagedModel,
  type ManagedModelPatch,
  patchManagedModel,
} from '../../api/managed-models.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../icons/icon.tsx';
import { managedModels } from '../../strings/managed-models.ts';
import { SubstitutesDialog } from './substitutes-dialog.tsx';

const texts = managedModels.actions;

interface ManagedModelActionsProps {
  model: ManagedModel;
  onProblem: (error: unknown) => void;
}

export function ManagedModelActions({ model, onProblem }: ManagedModelActionsProps) {
  const { id, name, enabled, is_default: isDefault, is_embedding: isEmbedding } = model;
  const [asking, question] = useDisclosure(false);
  const [choosing, dialog] = useDisclosure(false);
  const change = useChange((patch: ManagedModelPatch) => patchManagedModel(id, patch));
  const removal = useChange(() => deleteManagedModel(id));
  const apply = (patch: ManagedModelPatch) =>
    change.mutate(patch, { onError: onProblem, onSuccess: () => onProblem(undefined) });
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={texts.of(name)} loading={change.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={isDefault || !enabled} onClick={() => apply({ is_default: true })}>
            {texts.makeDefault}
          </Menu.Item>
          {!isEmbedding && <Menu.Item onClick={dialog.open}>{texts.substitutes}</Menu.Item>}
          <Menu.Item onClick={() => apply({ enabled: !enabled })}>
            {enabled ? texts.disable : texts.enable}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={question.open}>
            {texts.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {choosing && <SubstitutesDialog model={model} onClose={dialog.close} />}
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
