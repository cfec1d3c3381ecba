import { Button, Table } from '@mantine/core';
import { comesByLink, type Person, suspendPerson } from '../../api/people.ts';
import { useChange } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DeedButton } from '../../components/deed-button.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { people } from '../../strings/people.ts';
import { Places } from './places.tsx';

interface PersonRowProps {
  person: Person;
  /** Another link for this person is wanted. */
  onLink: () => void;
}

export function PersonRow({ person, onLink }: PersonRowProps) {
  const { name, email, subject, issuer, suspended_at: suspendedAt } = person;
  const isLinked = comesByLink(person);
  return (
    <Table.Tr>
      <Table.Td className={cells.words}>
        <span className={cells.name}>{name}</span>
        <span className={cells.under}>{email ?? subject}</span>
      </Table.Td>
      <Table.Td>
        {suspendedAt === null ? (
          <Badge tone="healthy" dot>
            {people.states.may}
          </Badge>
        ) : (
          <Badge tone="waiting">{people.states.suspended}</Badge>
        )}
      </Table.Td>
      <Table.Td className={cells.words}>
        <Places memberships={person.memberships} />
      </Table.Td>
      {isLinked ? (
        <Table.Td>{people.byLink}</Table.Td>
      ) : (
        <Table.Td className={cells.words}>{issuer}</Table.Td>
      )}
      <Table.Td className={cells.soft}>
        <TimeAgo at={person.last_signed_in_at} />
      </Table.Td>
      <Table.Td>
        <span className={cells.actions}>
          {isLinked && suspendedAt === null && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={people.link.againOf(name)}
              onClick={onLink}
            >
              {people.link.again}
            </Button>
          )}
          <Suspension person={person} />
        </span>
      </Table.Td>
    </Table.Tr>
  );
}

function Suspension({ person: { id, name, suspended_at: suspendedAt } }: { person: Person }) {
  const suspends = suspendedAt === null;
  const change = useChange(() => suspendPerson(id, suspends));
  const { label, of, title, meaning } = suspends ? people.suspend : people.resume;
  return (
    <DeedButton
      rowName={of(name)}
      deed={{ label, title: title(name), meaning, change, isHarmless: !suspends }}
    />
  );
}
