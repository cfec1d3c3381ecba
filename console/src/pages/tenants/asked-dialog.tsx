import type { Tenant, TenantHealth } from '../../api/tenants.ts';
import { ChangeTenantDialog } from './change-tenant-dialog.tsx';
import { DeleteTenantDialog } from './delete-tenant-dialog.tsx';
import type { Done } from './done-note.tsx';

/** What is to be done with one tenant of the list. */
export interface Asked {
  deed: 'change' | 'remove';
  tenant: Tenant;
  /** A dialog gives the focus back to where it was, which is an item of a menu that is gone. */
  returnFocus: () => void;
}

interface AskedDialogProps {
  asked: Asked;
  health: TenantHealth | undefined;
  opened: boolean;
  onDone: (done: Done) => void;
  onClose: () => void;
}

/** Beside the list, not in a row: the row may go before the answer was told of. */
export function AskedDialog({ asked, onDone, ...props }: AskedDialogProps) {
  const { deed, tenant, returnFocus } = asked;
  if (deed === 'remove') {
    return (
      <DeleteTenantDialog
        {...props}
        tenant={tenant}
        onDeleted={() => onDone({ deed: 'removed', tenant })}
        onClosed={returnFocus}
      />
    );
  }
  return (
    <ChangeTenantDialog
      {...props}
      tenant={tenant}
      onChanged={(changed) => onDone({ deed: 'changed', tenant: changed })}
      onClosed={returnFocus}
    />
  );
}
