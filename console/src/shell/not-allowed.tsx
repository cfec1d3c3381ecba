import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/page.tsx';
import { shell } from '../strings/shell.ts';

export function NotAllowed({ title }: { title: string }) {
  return (
    <Page title={title}>
      <EmptyState icon="shield" title={shell.notAllowed.title}>
        {shell.notAllowed.body}
      </EmptyState>
    </Page>
  );
}
