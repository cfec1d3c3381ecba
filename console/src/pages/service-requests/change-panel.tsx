import type { ServiceRequest } from '../../api/service-requests.ts';
import type { Place } from '../../areas/area.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { requestForm } from '../../strings/service-request-form.ts';
import { requestPage, serviceRequests } from '../../strings/service-requests.ts';
import { RemovalPreview } from './operating/removal-preview.tsx';
import styles from './service-requests.module.css';
import { EnvironmentBadge } from './state-badge.tsx';
import { useTargets } from './use-targets.ts';

const texts = requestForm.change;

/** What is to change, as its makers said it. */
export function ChangePanel({ request }: { request: ServiceRequest }) {
  const { change, environment, target_id: target, details, tenant } = request;
  // Whoever carries it out has it beside the confirmation.
  const isPreviewed =
    change === 'remove' && request.closed_at === null && !request.next.includes('carry_out');
  const said = [
    { label: texts.what, value: change && serviceRequests.changes[change] },
    {
      label: texts.target,
      value: target !== null && environment !== null && (
        <TargetName place={{ tenant: tenant.id, environment }} target={target} />
      ),
    },
    { label: texts.modelName, value: details?.model_name },
    { label: texts.name, value: details?.name },
    { label: texts.streaming, value: inWords(details?.streaming) },
    {
      label: texts.enabled,
      value: details?.enabled === undefined ? null : details.enabled ? texts.on : texts.off,
    },
    { label: texts.endpointUrl, value: details?.endpoint_url },
    { label: texts.tokenUrl, value: details?.token_url },
    { label: texts.reason, value: details?.reason },
  ];
  const text = details?.text ?? '';
  return (
    <Panel
      title={requestPage.prerequisites.title}
      aside={environment && <EnvironmentBadge environment={environment} />}
    >
      <div className={styles.body}>
        <Facts
          facts={said.filter(
            ({ value }) => value !== null && value !== undefined && value !== '' && value !== false,
          )}
        />
        {text !== '' && <p className={styles.text}>{text}</p>}
        {isPreviewed && <RemovalPreview request={request} said={{}} />}
      </div>
    </Panel>
  );
}

/** By its name as long as it is there. */
function TargetName({ place, target }: { place: Place; target: string }) {
  return useTargets(place).find(({ value }) => value === target)?.label ?? target;
}

function inWords(value: boolean | undefined): string | null {
  if (value === undefined) return null;
  return value ? requestPage.prerequisites.yes : requestPage.prerequisites.no;
}
