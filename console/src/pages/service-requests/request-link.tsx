import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useArea } from '../../areas/area.tsx';

/** To one request, on the side on which one is. */
export function RequestLink({
  id,
  className,
  children,
}: {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { place } = useArea();
  const look = className === undefined ? {} : { className };
  return place ? (
    <Link {...look} to="/t/$tenant/$environment/requests/$request" params={{ ...place, request: id }}>
      {children}
    </Link>
  ) : (
    <Link {...look} to="/operator/requests/$request" params={{ request: id }}>
      {children}
    </Link>
  );
}
