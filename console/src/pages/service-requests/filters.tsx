import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { RequestFilter } from '../../api/service-requests.ts';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { serviceRequests } from '../../strings/service-requests.ts';
import styles from './service-requests.module.css';

const texts = serviceRequests.filters;

interface FilterProps {
  filter: RequestFilter;
  onFilter: (filter: RequestFilter) => void;
}

export function OpenOrClosed({ filter, onFilter }: FilterProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={texts.show}
      value={filter.state === 'closed' ? 'closed' : 'open'}
      onChange={(state) => onFilter({ ...filter, state: state as 'open' | 'closed' })}
      data={[
        { value: 'open', label: texts.open },
        { value: 'closed', label: texts.closed },
      ]}
    />
  );
}

const states = Object.entries(serviceRequests.states)
  .filter(([state]) => state !== 'draft')
  .map(([value, label]) => ({ value, label }));
const kinds = Object.entries(serviceRequests.kinds).map(([value, label]) => ({ value, label }));

export function QueueFilters({ filter, onFilter }: FilterProps) {
  const put = (name: keyof RequestFilter, value: string) => {
    const { [name]: _before, ...others } = filter;
    onFilter(value === '' ? others : ({ ...others, [name]: value } as RequestFilter));
  };
  return (
    <div className={styles.filters}>
      <NativeSelect
        size="xs"
        aria-label={texts.state}
        value={filter.state ?? 'open'}
        onChange={(event) => put('state', event.currentTarget.value)}
        data={[{ value: 'open', label: texts.open }, { value: 'closed', label: texts.closed }, ...states]}
      />
      <NativeSelect
        size="xs"
        aria-label={texts.kind}
        value={filter.kind ?? ''}
        onChange={(event) => put('kind', event.currentTarget.value)}
        data={[{ value: '', label: texts.anyKind }, ...kinds]}
      />
      <TenantSelect
        label={texts.tenant}
        isLabelHidden
        none={texts.anyTenant}
        value={filter.tenant_id ?? ''}
        onChange={(id) => put('tenant_id', id)}
      />
      <NativeSelect
        size="xs"
        aria-label={texts.assignee}
        value={filter.assignee ?? ''}
        onChange={(event) => put('assignee', event.currentTarget.value)}
        data={[
          { value: '', label: texts.anyone },
          { value: 'me', label: texts.me },
          { value: 'nobody', label: texts.nobody },
        ]}
      />
    </div>
  );
}
