import { Button, Skeleton } from '@mantine/core';
import type { CheckResult } from '../../api/checks.ts';
import type { Credential } from '../../api/credentials.ts';
import type { Catalogue, Preset } from '../../api/providers.ts';
import { findForm, toValues } from '../../components/account/account-draft.ts';
import { AccountForm } from '../../components/account/account-form.tsx';
import { AskForKeyButton } from '../../components/deposit/ask-for-key-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { connect } from '../../strings/connect.ts';
import { deposits } from '../../strings/deposits.ts';
import styles from './connect.module.css';
import { EgressNote } from './egress-note.tsx';
import { PasteBox, type Pasted } from './paste-box.tsx';
import { type Choice, ProviderCards } from './provider-cards.tsx';

interface AccountStepsProps {
  catalogue: Catalogue;
  chosen: Choice;
  agentId: string | undefined;
  pasted: Pasted | undefined;
  onPasted: (pasted: Pasted) => void;
  onChoose: (choice: Choice) => void;
  onSaved: (saved: Credential, result: CheckResult | undefined) => void;
}

/** Whose account it is, and what opens it. */
export function AccountSteps(props: AccountStepsProps) {
  const { catalogue, chosen, agentId, pasted, onPasted, onChoose, onSaved } = props;
  const entry = catalogue.find(({ id }) => id === chosen.provider);
  const preset = entry?.presets.find(({ id }) => id === chosen.preset);
  function read(next: Pasted) {
    onPasted(next);
    const form = findForm(catalogue, next.draft);
    if (form) onChoose({ provider: form.entry.id });
  }
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <PasteBox pasted={pasted} isPlaced={entry !== undefined} onRead={read} />
        {entry ? (
          <Panel
            title={connect.account.title(preset?.name ?? entry.name)}
            aside={
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<Icon name="arrowLeft" size={15} />}
                onClick={() => onChoose({})}
              >
                {connect.account.another}
              </Button>
            }
          >
            <AccountForm
              // What was pasted anew begins a new form.
              key={`${entry.id} ${chosen.preset} ${pasted?.at}`}
              start={startOf(catalogue, entry, preset, pasted)}
              agentId={agentId}
              submit={connect.account.submit}
              onSaved={onSaved}
            />
          </Panel>
        ) : (
          <ProviderCards catalogue={catalogue} onChoose={onChoose} />
        )}
      </div>
      <aside className={styles.aside}>
        <section className={styles.note}>
          <h2>{connect.someoneElse}</h2>
          <p>{deposits.help}</p>
          <AskForKeyButton key={entry?.id} providerId={entry?.id} />
        </section>
        <EgressNote />
        <section className={styles.note}>
          <h2>{connect.help.title}</h2>
          <ol>
            {connect.help.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </section>
      </aside>
    </div>
  );
}

function startOf(
  catalogue: Catalogue,
  entry: Catalogue[number],
  preset: Preset | undefined,
  pasted: Pasted | undefined,
) {
  const form = pasted && findForm(catalogue, pasted.draft);
  const variant = form?.entry.id === entry.id ? form.variant : entry.variants[0];
  if (!variant) throw new Error(`The provider ${entry.id} has no way of authenticating`);
  const { name, ...values } = toValues(pasted?.draft.credential ?? {});
  const known = preset ?? entry.presets.find(({ base_url: base }) => base === values['base_url']);
  return {
    entry,
    variant,
    values: { ...(preset && { base_url: preset.base_url }), ...values },
    name: name ?? known?.name ?? entry.name,
  };
}

export function AccountStepsSkeleton() {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Skeleton height={164} radius="lg" />
        <Skeleton height={420} radius="lg" />
      </div>
    </div>
  );
}
