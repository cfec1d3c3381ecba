import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  deleteManagedModel,
  type ManagedModel,
  type ManagedModelPatch,
  patchManagedModel,
} from '../../api/managed-models.ts';
import { useChange } from '../../areas/area.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { managedModels } from '../../strings/managed-models.ts';
import { SubstitutesDialog } from './substitutes-dialog.tsx';

const texts = managedModels.actions;

interface ManagedModelActionsProps {
  model: ManagedModel;
  onProblem: (error: unknown) => void;
}

export function ManagedModelActions({ model, onProblem }: ManagedModelActionsProps) {
  const { id, name, enabled, is_default: isDefault, is_embedding: isEmbedding } = model;
  const [choosing, dialog] = useDisclosure(false);
  const change = useChange((patch: ManagedModelPatch) => patchManagedModel(id, patch));
  const removal = useChange(() => deleteManagedModel(id));
  const apply = (patch: ManagedModelPatch) =>
    change.mutate(patch, { onError: onProblem, onSuccess: () => onProblem(undefined) });
  return (
    <>
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
        {!isEmbedding && <Menu.Item onClick={dialog.open}>{texts.substitutes}</Menu.Item>}
        <Menu.Item onClick={() => apply({ enabled: !enabled })}>
          {enabled ? texts.disable : texts.enable}
        </Menu.Item>
      </RowMenu>
      {choosing && <SubstitutesDialog model={model} onClose={dialog.close} />}
    </>
  );
}
