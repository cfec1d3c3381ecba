import type { Tenant, TenantHealth } from '../../api/tenants.ts';
import { useArea } from '../../areas/area.tsx';
import { formatWholeDay } from '../../components/day-names.ts';
import { addDays, dayOf } from '../../components/days.ts';
import { Note } from '../../components/note.tsx';
import { tenantForms } from '../../strings/tenant-forms.ts';
import styles from './tenants.module.css';

const texts = tenantForms.consequences;
/** As `limits.plans.keysKeptMs` of the service has it: before the change no answer says it yet. */
const keptDays = 30;

interface ConsequencesProps {
  tenant: Tenant;
  plan: Tenant['plan'];
  administeredBy: Tenant['administered_by'];
  /** Undefined where it is not known yet. */
  health: TenantHealth | undefined;
}

/** What a change of plan or of administration means, before it is made; nothing where neither changes. */
export function Consequences({ tenant, plan, administeredBy, health }: ConsequencesProps) {
  const { keys_kept_until: until } = tenant;
  return (
    <div role="status" className={styles.consequences}>
      {plan !== tenant.plan &&
        (plan === 'standard' ? (
          <Downgrade health={health} />
        ) : (
          <Note tone="accent" icon="plug" title={texts.enterprise.title}>
            <p>{texts.enterprise.body}</p>
            {until !== null && Date.parse(until) <= Date.now() && (
              <p>{texts.enterprise.ended(formatWholeDay(dayOf(Date.parse(until))))}</p>
            )}
          </Note>
        ))}
      {administeredBy !== tenant.administered_by && (
        <Note
          tone={administeredBy === 'operator' ? 'waiting' : 'accent'}
          icon="people"
          title={texts[administeredBy].title}
        >
          <p>{texts[administeredBy].body}</p>
        </Note>
      )}
    </div>
  );
}

function Downgrade({ health }: Pick<ConsequencesProps, 'health'>) {
  const { platform } = useArea();
  const onOwn = health?.environments.filter(({ mode }) => mode === 'byo') ?? [];
  return (
    <Note tone="broken" icon="alert" title={texts.standard.title}>
      <p>{texts.standard.body(platform.name)}</p>
      {onOwn.length > 0 && (
        <p>{texts.standard.onOwn(onOwn.map(({ environment }) => environment).join(', '))}</p>
      )}
      <p>{texts.standard.kept(formatWholeDay(addDays(dayOf(Date.now()), keptDays)))}</p>
    </Note>
  );
}
