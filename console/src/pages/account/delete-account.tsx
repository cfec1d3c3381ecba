import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ApiClient } from '../../api/api.ts';
import { type Credential, deleteCredential } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi, useChange, usePlace } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { accountPage } from '../../strings/account-page.ts';

const texts = accountPage.actions;

interface DeleteAccountProps {
  account: Credential;
  opened: boolean;
  onClose: () => void;
}

/** Says which models go with it before it does anything. */
export function DeleteAccount({ account, opened, onClose }: DeleteAccountProps) {
  const api = useApi();
  const place = usePlace();
  const navigate = useNavigate();
  const configs = useQuery(modelConfigsQuery(api));
  const removal = useChange(() => async (client: ApiClient) => {
    const answer = await deleteCredential(account.id)(client);
    // Away from its page before that asks for it anew.
    if (answer.response.ok) await navigate({ to: '/t/$tenant/$environment/models', params: place });
    return answer;
  });
  const dependents = (configs.data?.items ?? [])
    .filter(({ llm_credentials_id: id }) => id === account.id)
    .map(({ name }) => name);
  return (
    <ConfirmDialog
      opened={opened}
      title={texts.deleteTitle(account.name)}
      confirm={texts.delete}
      dependents={dependents}
      isDangerous
      isBusy={removal.isPending || configs.isPending}
      problem={removal.error}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      {dependents.length > 0 ? texts.deleteMeaning : texts.deleteEmpty}
    </ConfirmDialog>
  );
}
