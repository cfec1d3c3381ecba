import { type Credential, patchCredential, type RotateBody } from '../../api/credentials.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { SecretForm } from './secret-form.tsx';

const texts = accountPage.replace;

export function ReplaceDialog({ account, onClose }: { account: Credential; onClose: () => void }) {
  const change = useChange((body: RotateBody) => patchCredential(account.id, body));
  return (
    <Dialog opened onClose={onClose} title={texts.title(account.name)} size="lg">
      <SecretForm
        account={account}
        explanation={texts.body}
        submit={texts.submit}
        isBusy={change.isPending}
        problem={change.error}
        onSubmit={(body) => change.mutate(body, { onSuccess: onClose })}
        onClose={onClose}
      />
    </Dialog>
  );
}
