import { Checkbox, Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { removalPreviewQuery, type ServiceRequest } from '../../../api/service-requests.ts';
import { useApi } from '../../../areas/area.tsx';
import { Async } from '../../../components/async.tsx';
import cells from '../../../components/cells.module.css';
import { DataTable } from '../../../components/data-table.tsx';
import { Note } from '../../../components/note.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { requestWork } from '../../../strings/service-request-work.ts';
import styles from '../service-requests.module.css';
import type { Said, Saying } from './said.ts';

const texts = requestWork.removal;
const columns = Object.values(texts.columns);

interface RemovalPreviewProps {
  request: ServiceRequest;
  said: Said;
  /** Left out for those who only look. */
  onSay?: (change: Saying) => void;
}

/** What goes, and which conversations will show an error: to be known before it is done. */
export function RemovalPreview({ request, said, onSay }: RemovalPreviewProps) {
  const target = said.target_id ?? '';
  const query = useQuery({
    ...removalPreviewQuery(useApi(), request.id, target),
    enabled: target !== '' || request.target_id !== null,
  });
  if (target === '' && request.target_id === null) return null;
  return (
    <Async query={query} what={texts.loading} skeleton={<Skeleton height={120} />}>
      {({ llm_configs: configs, with_credential: isWhole, conversations, features }) => (
        <section className={styles.body} aria-label={texts.title}>
          <Note tone={conversations.count === 0 ? 'idle' : 'broken'} icon="alert" title={texts.title}>
            <p>
              {texts.models} <strong>{configs.map(({ name }) => name).join(', ')}</strong>{' '}
              {isWhole && texts.withCredential}
            </p>
            <p>{conversations.count === 0 ? texts.none : texts.count(conversations.count)}</p>
            {features.length > 0 && (
              <p>
                {texts.features} {features.join(', ')}
              </p>
            )}
          </Note>
          {conversations.newest.length > 0 && (
            <DataTable label={texts.title} columns={columns}>
              {conversations.newest.map(({ id, updated_at: at }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <code>{id}</code>
                  </Table.Td>
                  <Table.Td className={cells.soft}>
                    <TimeAgo at={at} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )}
          {onSay && (
            <Checkbox
              label={conversations.count === 0 ? texts.confirmNone : texts.confirm(conversations.count)}
              checked={said.confirm_conversations === conversations.count}
              onChange={(event) =>
                onSay({
                  confirm_conversations: event.currentTarget.checked ? conversations.count : undefined,
                })
              }
            />
          )}
        </section>
      )}
    </Async>
  );
}
