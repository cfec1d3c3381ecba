import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { approveRequest, type ServiceRequest } from '../../../api/service-requests.ts';
import { useArea, useChange } from '../../../areas/area.tsx';
import form from '../../../components/form.module.css';
import { Note } from '../../../components/note.tsx';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { common } from '../../../strings/common.ts';
import { requestWork } from '../../../strings/service-request-work.ts';

const texts = requestWork.approve;

/** The consent that a managed fallback takes: the tenant’s own administrator, in that very environment. */
export function Approve({ request: { id, environment, history } }: { request: ServiceRequest }) {
  const { place, platform } = useArea();
  const [agrees, setAgrees] = useState(false);
  const approval = useChange(() => approveRequest(id));
  if (!place || environment === null) return null;
  if (history.some(({ action }) => action === 'approve')) {
    return <Note tone="healthy" icon="check" title={texts.given} />;
  }
  const name = common.environments[environment];
  return (
    <Note tone="waiting" icon="alert" title={texts.title}>
      <p>{texts.body(platform.name, name)}</p>
      {place.environment === environment ? (
        <div className={form.actions}>
          <Checkbox
            label={texts.agree}
            checked={agrees}
            onChange={(event) => setAgrees(event.currentTarget.checked)}
          />
          <Button size="xs" disabled={!agrees} loading={approval.isPending} onClick={() => approval.mutate()}>
            {texts.do}
          </Button>
        </div>
      ) : (
        <Link to="/t/$tenant/$environment/requests/$request" params={{ ...place, environment, request: id }}>
          {texts.elsewhere(name)}
        </Link>
      )}
      {approval.error && <ProblemNotice problem={approval.error} />}
    </Note>
  );
}
