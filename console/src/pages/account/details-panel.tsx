import { Button, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Credential, patchCredential } from '../../api/credentials.ts';
import { useChange } from '../../areas/area.tsx';
import { toInstant } from '../../components/account/expiry.ts';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { account as formTexts } from '../../strings/account.ts';
import { accountPage } from '../../strings/account-page.ts';
import styles from './account.module.css';

const texts = accountPage.details;
const orderMax = 10_000;

/** So that inputs beside each other are in line. */
const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

interface Details {
  name: string;
  order: number;
  /** A day; empty: no date is given. */
  expires: string;
  region: string;
}

const toDetails = ({ name, order, expires_at, data_region }: Credential): Details => ({
  name,
  order,
  expires: expires_at?.slice(0, 'yyyy-mm-dd'.length) ?? '',
  region: data_region ?? '',
});

/** What can be changed without touching the secret. */
export function DetailsPanel({ account }: { account: Credential }) {
  const [details, setDetails] = useState(() => toDetails(account));
  const { name, order, expires, region } = details;
  const change = useChange(() =>
    patchCredential(account.id, {
      name: name.trim(),
      order,
      expires_at: expires === '' ? null : toInstant(expires),
      data_region: region.trim() === '' ? null : region.trim(),
    }),
  );
  function save(event: FormEvent) {
    event.preventDefault();
    change.mutate();
  }
  return (
    <Panel title={texts.title}>
      <form className={styles.stack} noValidate onSubmit={save}>
        <DetailsFields
          details={details}
          problems={change.error?.fields ?? {}}
          onChange={(to) => {
            change.reset();
            setDetails((before) => ({ ...before, ...to }));
          }}
        />
        {change.error && <ProblemNotice problem={change.error} />}
        <div className={styles.line}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {texts.save}
          </Button>
          <span role="status">{change.isSuccess && texts.saved}</span>
        </div>
      </form>
    </Panel>
  );
}

interface DetailsFieldsProps {
  details: Details;
  problems: Readonly<Record<string, string>>;
  onChange: (to: Partial<Details>) => void;
}

function DetailsFields({ details, problems, onChange }: DetailsFieldsProps) {
  return (
    <div className={styles.pair}>
      <TextInput
        label={formTexts.name}
        value={details.name}
        error={problems['name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={texts.order}
        description={texts.orderHelp}
        inputWrapperOrder={helpBelow}
        value={details.order}
        error={problems['order']}
        min={0}
        max={orderMax}
        allowDecimal={false}
        hideControls
        onChange={(value) => onChange({ order: Number(value) })}
      />
      <TextInput
        type="date"
        label={formTexts.expiresAt}
        description={formTexts.expiresAtHelp}
        inputWrapperOrder={helpBelow}
        value={details.expires}
        error={problems['expires_at']}
        onChange={(event) => onChange({ expires: event.currentTarget.value })}
      />
      <TextInput
        label={formTexts.dataRegion}
        description={formTexts.dataRegionHelp}
        inputWrapperOrder={helpBelow}
        value={details.region}
        error={problems['data_region']}
        onChange={(event) => onChange({ region: event.currentTarget.value })}
      />
    </div>
  );
}
