import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestKind, ServiceRequest } from '../../api/service-requests.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { requestForm } from '../../strings/service-request-form.ts';
import { ChangeForm } from './change-form.tsx';
import { ProviderForm } from './provider-form.tsx';
import styles from './service-requests.module.css';
import { SetupForm } from './setup-form.tsx';

const address = '/t/$tenant/$environment/requests/new';

/** What it is about, then the form of that. */
export function NewRequestPage() {
  const { platform } = useArea();
  const place = usePlace();
  const { kind } = useSearch({ from: address });
  return (
    <Page
      title={pages.newRequest}
      description={
        kind === undefined ? (
          requestForm.description(platform.name)
        ) : (
          <Link className={styles.back} to={address} params={place}>
            <Icon name="arrowLeft" size={14} />
            {requestForm.back}
          </Link>
        )
      }
    >
      {kind === undefined ? (
        <KindChoice />
      ) : (
        <Panel title={requestForm.kinds[kind].title}>
          <NewForm key={`${place.tenant}/${place.environment}/${kind}`} kind={kind} />
        </Panel>
      )}
    </Page>
  );
}

function KindChoice() {
  const place = usePlace();
  return (
    <Panel title={requestForm.choose}>
      <ul className={styles.choices}>
        {(Object.keys(requestForm.kinds) as RequestKind[]).map((kind) => (
          <li key={kind}>
            <Link className={styles.choice} to={address} params={place} search={{ kind }}>
              <strong>{requestForm.kinds[kind].title}</strong>
              <span className={styles.soft}>{requestForm.kinds[kind].body}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NewForm({ kind }: { kind: RequestKind }) {
  const place = usePlace();
  const chosen = useSearch({ from: address });
  const navigate = useNavigate();
  const onDone = ({ id }: ServiceRequest) =>
    navigate({
      to: '/t/$tenant/$environment/requests/$request',
      params: { ...place, request: id },
      replace: true,
    });
  const props = { stored: undefined, onDone };
  if (kind === 'setup') return <SetupForm {...props} />;
  return kind === 'change' ? <ChangeForm {...props} chosen={chosen} /> : <ProviderForm {...props} />;
}
