import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay, usePlace } from '../areas/area.tsx';
import { Icon } from '../icons/icon.tsx';

/** The way to a model of one’s own, for whoever may take it. */
export function ConnectButton({ label, isMain = false }: { label: string; isMain?: boolean }) {
  const place = usePlace();
  if (!useMay('credentials.manage')) return null;
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      leftSection={<Icon name={isMain ? 'plus' : 'plug'} size={16} />}
      renderRoot={(props) => <Link {...props} to="/t/$tenant/$environment/connect" params={place} />}
    >
      {label}
    </Button>
  );
}
