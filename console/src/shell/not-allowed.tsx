import { useArea } from '../areas/area.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/page.tsx';
import { shell } from '../strings/shell.ts';

export function NotAllowed({ title }: { title: string }) {
  const { platform, session } = useArea();
  const texts = shell.notAllowed;
  return (
    <Page title={title}>
      <EmptyState icon="shield" title={texts.title}>
        {session.role === 'tenant_admin' ? texts.administered(platform.name) : texts.body}
      </EmptyState>
    </Page>
  );
}
