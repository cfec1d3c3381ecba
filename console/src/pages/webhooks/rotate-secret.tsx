import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { rotateWebhook } from '../../api/webhooks.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { ShownOnce } from '../../components/shown-once.tsx';
import { webhooks } from '../../strings/webhooks.ts';

const texts = webhooks.one;

/** A stray click closes nothing while the new secret is there: nobody sees it again. */
export function RotateSecret({ id }: { id: string }) {
  const [asking, question] = useDisclosure(false);
  const [secret, setSecret] = useState<string>();
  const rotation = useChange(() => rotateWebhook(id));
  const rotate = () =>
    rotation.mutate(undefined, {
      onSuccess: ({ signing_secret: made }) => {
        question.close();
        setSecret(made);
      },
    });
  return (
    <>
      <Button variant="default" onClick={question.open}>
        {texts.rotate}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.rotateTitle}
        confirm={texts.rotate}
        isBusy={rotation.isPending}
        problem={rotation.error}
        onConfirm={rotate}
        onClose={question.close}
      >
        {texts.rotateMeaning}
      </ConfirmDialog>
      <Dialog
        opened={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title={webhooks.secret.title}
        size="lg"
        withCloseButton={false}
        stays
      >
        {secret !== undefined && (
          <ShownOnce secret={secret} texts={webhooks.secret} onDone={() => setSecret(undefined)}>
            <p className={form.help}>{webhooks.secret.overlap}</p>
          </ShownOnce>
        )}
      </Dialog>
    </>
  );
}
