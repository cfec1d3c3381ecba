import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tenantQuery } from '../api/tenants.ts';
import { type Place, useApi, useArea, useMay } from '../areas/area.tsx';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import { shell } from '../strings/shell.ts';
import styles from './banners.module.css';

/** What must not be forgotten on any page of a place: that one acts for somebody else, or that somebody else acts. */
export function Banners() {
  const { session } = useArea();
  const place = useTenantPlace();
  const mayView = useMay('tenant.view');
  if (!place) return null;
  if (session.role === 'operator') return <ActingIn place={place} />;
  return mayView ? <AdministeredFor place={place} /> : null;
}

function ActingIn({ place }: { place: Place }) {
  return (
    <aside className={styles.acting} aria-label={shell.actingIn}>
      <Icon name="alert" size={16} />
      <p>
        {shell.actingIn} <strong>{place.tenant}</strong>, {common.environments[place.environment]},{' '}
        {shell.actingAs}
      </p>
      <Link className={styles.link} to="/operator">
        {shell.leaveTenant}
      </Link>
    </aside>
  );
}

function AdministeredFor({ place }: { place: Place }) {
  const { platform } = useArea();
  const { data } = useQuery(tenantQuery(useApi(), place.tenant));
  const mayAsk = useMay('service_requests.make');
  if (data?.administered_by !== 'operator') return null;
  return (
    <aside className={styles.administered} aria-label={shell.administeredFor(platform.name)}>
      <Icon name="shield" size={16} />
      <p>{shell.administeredFor(platform.name)}</p>
      {mayAsk && (
        <Link className={styles.link} to="/t/$tenant/$environment/requests/new" params={place}>
          {shell.makeRequest}
        </Link>
      )}
      {platform.support_url !== null && (
        <a className={styles.link} href={platform.support_url} rel="noreferrer">
          {shell.contactSupport}
        </a>
      )}
    </aside>
  );
}
