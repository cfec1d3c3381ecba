import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { deleteFeature, type Feature } from '../../api/features.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../icons/icon.tsx';
import { platformFeatures } from '../../strings/platform-features.ts';

export function FeatureActions({ feature: { id, name }, onEdit }: { feature: Feature; onEdit: () => void }) {
  const [asking, question] = useDisclosure(false);
  const removal = useChange(() => deleteFeature(id));
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={platformFeatures.actions(name)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{platformFeatures.edit}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={question.open}>
            {platformFeatures.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={platformFeatures.removeTitle(name)}
        confirm={platformFeatures.remove}
        isDangerous
        isBusy={removal.isPending}
        problem={removal.error}
        onConfirm={() => removal.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {platformFeatures.removeMeaning}
      </ConfirmDialog>
    </>
  );
}
