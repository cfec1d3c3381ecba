import { Link } from '@tanstack/react-router';
import type { Tenant } from '../../api/tenants.ts';
import { Note } from '../../components/note.tsx';
import { tenantForms } from '../../strings/tenant-forms.ts';

const texts = tenantForms.done;

export interface Done {
  deed: 'created' | 'changed' | 'removed';
  tenant: Tenant;
}

/** What was done last, where it can be seen whatever the list is narrowed to. */
export function DoneNote({ done: { deed, tenant } }: { done: Done }) {
  return (
    <div role="status">
      <Note
        tone="healthy"
        icon="check"
        title={texts[deed](tenant.name)}
        action={deed === 'created' && <Link to="/operator/people">{texts.people}</Link>}
      >
        {deed === 'created' && <p>{texts.createdBody}</p>}
        {deed === 'removed' && <p>{texts.removedBody}</p>}
      </Note>
    </div>
  );
}
