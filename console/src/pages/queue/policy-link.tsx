import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay, usePlace } from '../../areas/area.tsx';
import { queue } from '../../strings/queue.ts';

/** Where it is said that calls wait, and for how long. */
export function PolicyLink() {
  const place = usePlace();
  if (!useMay('fallback.view')) return null;
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/t/$tenant/$environment/fallback" params={place} />}
    >
      {queue.policy}
    </Button>
  );
}
