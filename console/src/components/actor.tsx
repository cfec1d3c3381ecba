import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../api/people.ts';
import { tokensQuery } from '../api/tokens.ts';
import { useArea, useMay } from '../areas/area.tsx';
import { platformPlace } from '../areas/scope.ts';
import { describeActor } from '../strings/actors.ts';

interface ActorProps {
  actor: { kind: string; id: string };
}

/** Who did something: by name where whoever looks may list those, else by id, which is on hover all the same. */
export function Actor({ actor }: ActorProps) {
  const name = useActorName(actor);
  return <span title={actor.id}>{describeActor({ ...actor, ...(name !== undefined && { id: name }) })}</span>;
}

/** What is deleted has its id only, and so has a token of another environment. */
function useActorName({ kind, id }: ActorProps['actor']): string | undefined {
  const { api, place } = useArea();
  const listsTokens = useMay('tokens.view') && place !== undefined;
  const tokens = useQuery({
    ...tokensQuery(api, place ?? platformPlace),
    enabled: kind === 'token' && listsTokens,
  });
  const people = useQuery({
    ...peopleQuery(api),
    enabled: useMay('people.manage') && kind === 'person',
  });
  const known = kind === 'token' ? tokens.data?.items : kind === 'person' ? people.data?.items : undefined;
  return known?.find((one) => one.id === id)?.name;
}
