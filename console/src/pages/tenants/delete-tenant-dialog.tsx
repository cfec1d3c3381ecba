import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { deleteTenant, type Tenant, type TenantHealth } from '../../api/tenants.ts';
import { useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { Note } from '../../components/note.tsx';
import { common } from '../../strings/common.ts';
import { tenantForms } from '../../strings/tenant-forms.ts';
import { tenants } from '../../strings/tenants.ts';
import { summarise } from './health.ts';
import styles from './tenants.module.css';

const texts = tenantForms.removal;

interface DeleteTenantProps {
  tenant: Tenant;
  health: TenantHealth | undefined;
  onDeleted: () => void;
  onClose: () => void;
}

interface DeleteTenantDialogProps extends DeleteTenantProps {
  opened: boolean;
  /** It is out of sight. */
  onClosed: () => void;
}

export function DeleteTenantDialog({ opened, onClosed, ...props }: DeleteTenantDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      onExitTransitionEnd={onClosed}
      title={texts.title(props.tenant.name)}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <DeleteTenantForm {...props} />
    </Modal>
  );
}

/** Says what goes, and takes the id in letters: one row lies close to the next. */
function DeleteTenantForm({ tenant: { id }, health, onDeleted, onClose }: DeleteTenantProps) {
  const [typed, setTyped] = useState('');
  const removal = useChange(() => deleteTenant(id));
  const isMeant = typed.trim() === id;
  const remove = (event: FormEvent) => {
    event.preventDefault();
    if (isMeant) removal.mutate(undefined, { onSuccess: onDeleted });
  };
  return (
    <form className={form.form} onSubmit={remove}>
      <Note tone="broken" icon="alert">
        <p>{texts.meaning}</p>
        {health && <p className={styles.name}>{describePresent(health)}</p>}
      </Note>
      <div>
        <p className={styles.name}>{texts.goes}</p>
        <ul className={styles.goes}>
          {texts.everything.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </div>
      <p className={form.help}>
        {texts.cut} {texts.backups} {texts.never}
      </p>
      <TextInput
        label={texts.type(id)}
        data-autofocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <FormEnd change={removal} onCancel={onClose} isDangerous disabled={!isMeant}>
        {texts.confirm}
      </FormEnd>
    </form>
  );
}

function describePresent(health: TenantHealth): string {
  const { accounts, waiting } = summarise([health]);
  return texts.now(texts.accounts(accounts), waiting === 0 ? undefined : tenants.health.waiting(waiting));
}
