import { Button } from '@mantine/core';
import { assignRequest, type ServiceRequest } from '../../../api/service-requests.ts';
import { useChange } from '../../../areas/area.tsx';
import { DeedButton } from '../../../components/deed-button.tsx';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { requestWork } from '../../../strings/service-request-work.ts';

/** Takes what nobody has; what somebody has is taken over only when asked about. */
export function AssignButton({ request: { id, assignee } }: { request: ServiceRequest }) {
  const taking = useChange(() => assignRequest(id, {}));
  const takingOver = useChange(() => assignRequest(id, { reassign: true }));
  if (assignee) {
    return (
      <DeedButton
        deed={{
          label: requestWork.takeOver,
          title: requestWork.takeOverTitle(assignee.name),
          meaning: requestWork.takeOverMeaning,
          change: takingOver,
          isHarmless: true,
        }}
      />
    );
  }
  return (
    <>
      <Button loading={taking.isPending} onClick={() => taking.mutate()}>
        {requestWork.take}
      </Button>
      {taking.error && <ProblemNotice problem={taking.error} />}
    </>
  );
}
