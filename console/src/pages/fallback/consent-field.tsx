import { Button, Checkbox } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Fallback, giveConsent, withdrawConsent } from '../../api/routing.ts';
import { useArea, useChange, useMay } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';

const texts = fallback.consent;

interface ConsentFieldProps {
  agent: string | undefined;
  consent: Fallback['consent'];
  /** The sentence that would be agreed to now. */
  meaning: string;
  agrees: boolean;
  onAgree: (agrees: boolean) => void;
}

/** Who agreed to what and when; or the sentence itself, for those who may agree to it. */
export function ConsentField({ agent, consent, meaning, agrees, onAgree }: ConsentFieldProps) {
  const mayAgree = useMay('fallback.consent');
  const manages = useMay('fallback.manage');
  const give = useChange(() => giveConsent(agent));
  return (
    <fieldset className={form.section}>
      <legend>{texts.legend}</legend>
      <blockquote className={styles.sentence}>{consent?.meaning ?? meaning}</blockquote>
      {consent ? (
        <GivenConsent agent={agent} consent={consent} mayWithdraw={mayAgree} />
      ) : mayAgree ? (
        <>
          <Checkbox
            label={texts.label}
            checked={agrees}
            onChange={(event) => onAgree(event.currentTarget.checked)}
          />
          {/* Where operators administer, agreeing is all that the tenant’s own administrators can do here. */}
          {!manages && (
            <div>
              <Button disabled={!agrees} loading={give.isPending} onClick={() => give.mutate()}>
                {texts.agree}
              </Button>
            </div>
          )}
        </>
      ) : (
        <Note tone="waiting" icon="alert" title={texts.others.title}>
          {texts.others.body}
        </Note>
      )}
      {give.error && <ProblemNotice problem={give.error} />}
    </fieldset>
  );
}

interface GivenConsentProps {
  agent: string | undefined;
  consent: NonNullable<Fallback['consent']>;
  mayWithdraw: boolean;
}

function GivenConsent({ agent, consent, mayWithdraw }: GivenConsentProps) {
  const { platform } = useArea();
  const [asking, question] = useDisclosure(false);
  const withdrawal = useChange(() => withdrawConsent(agent));
  return (
    <div className={form.actions}>
      <p>
        {texts.given} {texts.by} <Actor actor={consent.by} />, <TimeAgo at={consent.at} />
      </p>
      {mayWithdraw && (
        <Button variant="default" size="xs" onClick={question.open}>
          {texts.withdraw}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={texts.withdrawTitle}
        confirm={texts.withdraw}
        isDangerous
        isBusy={withdrawal.isPending}
        problem={withdrawal.error}
        onConfirm={() => withdrawal.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {texts.withdrawMeaning(platform.name)}
      </ConfirmDialog>
    </div>
  );
}
