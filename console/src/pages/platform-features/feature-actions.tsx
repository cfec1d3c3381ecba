import { Menu } from '@mantine/core';
import { deleteFeature, type Feature } from '../../api/features.ts';
import { useChange } from '../../areas/area.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { platformFeatures } from '../../strings/platform-features.ts';

export function FeatureActions({ feature: { id, name }, onEdit }: { feature: Feature; onEdit: () => void }) {
  const removal = useChange(() => deleteFeature(id));
  return (
    <RowMenu
      label={platformFeatures.actions(name)}
      removal={{
        label: platformFeatures.remove,
        title: platformFeatures.removeTitle(name),
        meaning: platformFeatures.removeMeaning,
        change: removal,
      }}
    >
      <Menu.Item onClick={onEdit}>{platformFeatures.edit}</Menu.Item>
    </RowMenu>
  );
}
