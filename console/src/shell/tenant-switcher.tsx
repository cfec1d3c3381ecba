import { Combobox, InputBase, Popover, UnstyledButton, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createApi } from '../api/api.ts';
import { tenantsQuery } from '../api/tenants.ts';
import { type Place, useArea } from '../areas/area.tsx';
import { isOperator, listOwnPlaces, platformScope } from '../areas/scope.ts';
import { Icon } from '../icons/icon.tsx';
import { shell } from '../strings/shell.ts';
import styles from './tenant-switcher.module.css';
import { useGoToPlace } from './use-go-to-place.ts';

const platformApi = createApi(platformScope);

interface Choice {
  id: string;
  name: string;
}

/** Which tenant one is in, and for those who reach several the way to the others. */
export function TenantSwitcher({ place }: { place: Place }) {
  const { memberships } = useArea();
  const [opened, setOpened] = useState(false);
  const own = [...new Set(listOwnPlaces(memberships).map(({ tenant }) => tenant))];
  const isStaff = isOperator(memberships);
  if (!isStaff && own.length < 2) return <span className={styles.name}>{place.tenant}</span>;
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={shell.switchTenant(place.tenant)}
          onClick={() => setOpened(!opened)}
        >
          <span className={styles.name}>{place.tenant}</span>
          <Icon name="chevronDown" size={14} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={shell.tenant}>
        <Choices place={place} own={own} isStaff={isStaff} onChosen={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  place: Place;
  own: string[];
  isStaff: boolean;
  onChosen: () => void;
}

function Choices({ place, own, isStaff, onChosen }: ChoicesProps) {
  const { memberships } = useArea();
  const goTo = useGoToPlace();
  const combobox = useCombobox({ opened: true });
  const [search, setSearch] = useState('');
  const all = useQuery({ ...tenantsQuery(platformApi), enabled: isStaff });
  const choices: Choice[] = isStaff ? (all.data?.items ?? []) : own.map((id) => ({ id, name: id }));
  const wanted = search.trim().toLowerCase();
  const found = choices.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted));
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other choices are listed
  useEffect(() => {
    combobox.selectFirstOption();
  }, [search, choices.length]);
  const choose = (tenant: string) => {
    onChosen();
    const own = listOwnPlaces(memberships).filter((one) => one.tenant === tenant);
    const same = own.some(({ environment }) => environment === place.environment);
    goTo({ tenant, environment: isStaff || same ? place.environment : (own[0] ?? place).environment });
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget>
        <InputBase
          aria-label={shell.findTenant}
          placeholder={shell.findTenant}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <div className={styles.choices}>
        <Combobox.Options aria-label={shell.tenant}>
          {found.map(({ id, name }) => (
            <Combobox.Option key={id} value={id} active={id === place.tenant}>
              {name}
              {name !== id && <span className={styles.id}>{id}</span>}
            </Combobox.Option>
          ))}
          {found.length === 0 && all.status !== 'pending' && (
            <Combobox.Empty>{shell.noTenantFound}</Combobox.Empty>
          )}
        </Combobox.Options>
      </div>
    </Combobox>
  );
}
