import { useMatches, useNavigate } from '@tanstack/react-router';
import type { Place } from '../areas/area.tsx';

const ownPlace = '/t/$tenant/$environment';

/** To the same page in another place; where a page is about one thing of this place, to the overview there. */
export function useGoToPlace(): (place: Place) => void {
  const navigate = useNavigate();
  const here = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '' });
  const isShared = here.startsWith(ownPlace) && !here.slice(ownPlace.length).includes('$');
  return (place) => void navigate({ to: isShared ? here : ownPlace, params: place } as never);
}
