import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tenantsQuery } from '../api/tenants.ts';
import { useApi } from '../areas/area.tsx';
import { common } from '../strings/common.ts';

interface TenantSelectProps {
  label: string;
  isLabelHidden?: boolean;
  /** What no choice means. */
  none?: string;
  /** Empty: none. */
  value: string;
  required?: boolean;
  error?: string | undefined;
  /** Before the tenants: what else can be chosen, by id. */
  others?: readonly { value: string; label: string }[];
  without?: readonly string[];
  onChange: (id: string) => void;
}

/** One of all tenants, for operators. */
export function TenantSelect({
  label,
  isLabelHidden = false,
  none = common.chooseTenant,
  others = [],
  without = [],
  onChange,
  ...props
}: TenantSelectProps) {
  const { data } = useQuery(tenantsQuery(useApi()));
  const listed = (data?.items ?? []).filter(({ id }) => !without.includes(id));
  return (
    <NativeSelect
      {...props}
      {...(isLabelHidden ? { 'aria-label': label, size: 'xs' } : { label })}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: none },
        ...others,
        ...listed.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })),
      ]}
    />
  );
}
