import { TextInput, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Catalogue, ProviderEntry } from '../../api/providers.ts';
import { useMay } from '../../areas/area.tsx';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './provider-cards.module.css';

const texts = connect.providers;

export interface Choice {
  provider?: string | undefined;
  preset?: string | undefined;
}

interface ProviderCardsProps {
  catalogue: Catalogue;
  onChoose: (choice: Choice) => void;
}

/** Every provider, and under them the services that are known to speak the protocol of one. */
export function ProviderCards({ catalogue, onChoose }: ProviderCardsProps) {
  const [wanted, setWanted] = useState('');
  const matches = (name: string) => name.toLowerCase().includes(wanted.trim().toLowerCase());
  const entries = catalogue.filter(({ name }) => matches(name));
  const presets = catalogue
    .flatMap(({ id, presets }) => presets.map((preset) => ({ ...preset, provider: id })))
    .filter(({ name }) => matches(name));
  return (
    <Panel
      title={texts.title}
      aside={
        <TextInput
          className={styles.search}
          aria-label={texts.find}
          placeholder={texts.find}
          leftSection={<Icon name="search" size={16} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      }
    >
      {entries.length + presets.length === 0 ? (
        <EmptyState icon="search" title={texts.none}>
          {texts.noneMeaning}
        </EmptyState>
      ) : (
        <div className={styles.groups}>
          {entries.length > 0 && (
            <ul className={styles.cards}>
              {entries.map((entry) => (
                <Card
                  key={entry.id}
                  name={entry.name}
                  note={describe(entry)}
                  onChoose={() => onChoose({ provider: entry.id })}
                />
              ))}
            </ul>
          )}
          {presets.length > 0 && (
            <div>
              <h3 className={styles.heading}>{texts.compatible}</h3>
              <ul className={styles.cards}>
                {presets.map(({ provider, id, name, base_url }) => (
                  <Card
                    key={`${provider} ${id}`}
                    name={name}
                    note={base_url.replace(/^https?:\/\//, '')}
                    onChoose={() => onChoose({ provider, preset: id })}
                  />
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
      <NotListed />
    </Panel>
  );
}

function NotListed() {
  const place = useTenantPlace();
  const mayAsk = useMay('service_requests.make');
  if (!place || !mayAsk) return null;
  return (
    <p className={styles.ask}>
      {texts.notListed}{' '}
      <Link to="/t/$tenant/$environment/requests/new" params={place} search={{ kind: 'provider' }}>
        {texts.askUs}
      </Link>
    </p>
  );
}

function Card({ name, note, onChoose }: { name: string; note: string; onChoose: () => void }) {
  return (
    <li>
      <UnstyledButton className={styles.card} onClick={onChoose}>
        <span className={styles.sign} aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.note}>{note}</span>
        </span>
      </UnstyledButton>
    </li>
  );
}

function describe({ variants }: ProviderEntry): string {
  const [only] = variants;
  if (variants.length > 1) return variants.map(({ auth }) => auth).join(', ');
  return only && only.fields.length > 0 ? only.auth : texts.noKey;
}
