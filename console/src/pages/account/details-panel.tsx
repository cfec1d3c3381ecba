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

/** What can be changed without touching the secret. */
export function DetailsPanel({ account }: { account: Credential }) {
  const [name, setName] = useState(account.name);
  const [order, setOrder] = useState(account.order);
  const [expires, setExpires] = useState(account.expires_at?.slice(0, 'yyyy-mm-dd'.length) ?? '');
  const [region, setRegion] = useState(account.data_region ?? '');
  const change = useChange(() =>
    patchCredential(account.id, {
      name: name.trim(),
      order,
      expires_at: expires === '' ? null : toInstant(expires),
      data_region: region.trim() === '' ? null : region.trim(),
    }),
  );
  const problems = change.error?.fields ?? {};
  function save(event: FormEvent) {
    event.preventDefault();
    change.mutate();
  }
  return (
    <Panel title={texts.title}>
      <form className={styles.stack} noValidate onSubmit={save}>
        <div className={styles.pair}>
          <TextInput
            label={formTexts.name}
            value={name}
            error={problems['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput
            label={texts.order}
            description={texts.orderHelp}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={order}
            error={problems['order']}
            min={0}
            max={orderMax}
            allowDecimal={false}
            hideControls
            onChange={(value) => setOrder(Number(value))}
          />
          <TextInput
            type="date"
            label={formTexts.expiresAt}
            description={formTexts.expiresAtHelp}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={expires}
            error={problems['expires_at']}
            onChange={(event) => setExpires(event.currentTarget.value)}
          />
          <TextInput
            label={formTexts.dataRegion}
            description={formTexts.dataRegionHelp}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={region}
            error={problems['data_region']}
            onChange={(event) => setRegion(event.currentTarget.value)}
          />
        </div>
        {change.error && <ProblemNotice problem={change.error} />}
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
