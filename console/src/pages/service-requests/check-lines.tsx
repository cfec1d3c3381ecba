import type { RequestCheck } from '../../api/service-requests.ts';
import { useArea } from '../../areas/area.tsx';
import { RungLine, Rungs } from '../../components/account/ladder.tsx';
import { Badge } from '../../components/badge.tsx';
import { checks as ladder } from '../../strings/checks.ts';
import { requestPage } from '../../strings/service-requests.ts';

const texts = requestPage.checks;
const names: Readonly<Record<string, string>> = { ...ladder.steps, ...texts.steps };

/** Checks in the order in which they were made, each with whose move it is. */
export function CheckLines({ label, checks }: { label: string; checks: readonly RequestCheck[] }) {
  return (
    <Rungs label={label}>
      {checks.map((check) => (
        <RungLine
          key={`${check.part} ${check.model} ${check.step}`}
          {...check}
          name={names[check.step] ?? check.step}
          owner={<WhoseMove owner={check.owner} />}
        />
      ))}
    </Rungs>
  );
}

/** “You” is the tenant, which an operator is not. */
function WhoseMove({ owner }: Pick<RequestCheck, 'owner'>) {
  const isOperator = useArea().session.role === 'operator';
  if (owner === 'nobody') return null;
  const isMine = owner === (isOperator ? 'the_platform' : 'you');
  return (
    <div>
      <Badge tone={isMine ? 'accent' : 'waiting'}>
        {texts.owners[isOperator ? 'operator' : 'tenant'][owner]}
      </Badge>
    </div>
  );
}
