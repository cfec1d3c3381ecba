import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Conversation, conversationsQuery } from '../../api/conversations.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { chat } from '../../strings/chat.ts';
import { common } from '../../strings/common.ts';
import { ConversationActions } from './conversation-actions.tsx';
import styles from './conversation-list.module.css';

interface ConversationListProps {
  open: string | undefined;
  onOpen?: () => void;
  onDeleted: (id: string) => void;
}

/** One’s own, those begun last first. */
export function ConversationList({ open, onOpen, onDeleted }: ConversationListProps) {
  const list = useInfiniteQuery(conversationsQuery(useApi()));
  if (list.isPending) return <ListSkeleton />;
  const conversations = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {list.isError && <ProblemNotice problem={toProblem(list.error)} onRetry={() => list.refetch()} />}
      {list.data && conversations.length === 0 && <p className={styles.none}>{chat.noneYet}</p>}
      <ul className={styles.list}>
        {conversations.map((conversation) => (
          <Entry
            key={conversation.id}
            conversation={conversation}
            isOpen={conversation.id === open}
            onDeleted={onDeleted}
            {...(onOpen && { onOpen })}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {chat.loadMore}
        </Button>
      )}
    </>
  );
}

interface EntryProps extends Pick<ConversationListProps, 'onOpen' | 'onDeleted'> {
  conversation: Conversation;
  isOpen: boolean;
}

function Entry({ conversation, isOpen, onOpen, onDeleted }: EntryProps) {
  const place = usePlace();
  const { id, title, llm_config_name: model, model_state: state, updated_at: updatedAt } = conversation;
  return (
    <li className={styles.entry} data-open={isOpen}>
      <Link
        className={styles.link}
        to="/t/$tenant/$environment/chat"
        params={place}
        search={{ conversation: id }}
        preload={false}
        {...(isOpen && { 'aria-current': 'page' })}
        {...(onOpen && { onClick: onOpen })}
      >
        <span className={styles.title}>{title ?? chat.untitled}</span>
        <span className={styles.under}>
          <TimeAgo at={updatedAt} /> · {state === 'removed' ? chat.removed : model}
        </span>
      </Link>
      <ConversationActions conversation={conversation} onDeleted={onDeleted} />
    </li>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label={common.loading(chat.conversations)}>
      <div className={styles.list} aria-hidden="true">
        {[70, 55, 80, 60].map((width) => (
          <div key={width} className={styles.link}>
            <Skeleton height={12} my={4} width={`${width}%`} />
            <Skeleton height={10} my={4} width="45%" />
          </div>
        ))}
      </div>
    </div>
  );
}
