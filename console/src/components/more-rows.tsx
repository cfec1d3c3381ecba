import { Button } from '@mantine/core';
import styles from './more-rows.module.css';

interface MoreRowsProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  more: string;
  /** What is said where there is no more. */
  end: string;
}

/** Under a list that comes page by page: the way to the next one, or that this is all. */
export function MoreRows({ query, more, end }: MoreRowsProps) {
  return (
    <div className={styles.more}>
      {query.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {more}
        </Button>
      ) : (
        <span>{end}</span>
      )}
    </div>
  );
}
