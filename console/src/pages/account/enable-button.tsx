import { Button } from '@mantine/core';
import { type Credential, patchCredential } from '../../api/credentials.ts';
import { useChange } from '../../areas/area.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { accountPage } from '../../strings/account-page.ts';

export function EnableButton({ account }: { account: Pick<Credential, 'id' | 'enabled'> }) {
  const { id, enabled } = account;
  const change = useChange(() => patchCredential(id, { enabled: !enabled }));
  return (
    <>
      {change.error && <ProblemNotice problem={change.error} />}
      <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
        {enabled ? accountPage.actions.disable : accountPage.actions.enable}
      </Button>
    </>
  );
}
