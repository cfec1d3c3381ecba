import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field } from '../../api/providers.ts';
import { account } from '../../strings/account.ts';
import type { Values } from './account-draft.ts';
import styles from './account-form.module.css';

interface AccountFieldsProps {
  fields: readonly Field[];
  values: Values;
  /** What is wrong, by field. */
  problems: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
  /** Something is stored already: an empty secret keeps it, and nothing is required. */
  isStored?: boolean;
  /** What the further options are; left out, those of a whole account. */
  furtherHelp?: string;
  /** At the end of the further options. */
  children?: ReactNode;
}

/** The inputs that the catalogue asks for. Rarely needed ones are folded away until one of them is in use. */
export function AccountFields(props: AccountFieldsProps) {
  const { fields, values, problems, furtherHelp = account.moreOptionsHelp, children } = props;
  const plain = fields.filter(({ advanced }) => advanced !== true);
  const further = fields.filter(({ advanced }) => advanced === true);
  const isInUse = further.some(({ name }) => values[name] !== undefined || problems[name] !== undefined);
  return (
    <>
      {plain.map((field) => (
        <FieldInput key={field.name} field={field} {...props} />
      ))}
      {(further.length > 0 || children !== undefined) && (
        <details className={styles.further} open={isInUse || undefined}>
          <summary>
            {account.moreOptions}
            <span className={styles.hint}>{furtherHelp}</span>
          </summary>
          <div className={styles.fields}>
            {further.map((field) => (
              <FieldInput key={field.name} field={field} {...props} />
            ))}
            {children}
          </div>
        </details>
      )}
    </>
  );
}

function FieldInput({
  field,
  values,
  problems,
  onChange,
  isStored = false,
}: AccountFieldsProps & { field: Field }) {
  const { name, label, secret } = field;
  const value = values[name] ?? '';
  const isRequired = field.required && !isStored;
  const shared = {
    label: isRequired || isStored ? label : `${label} (${account.optional})`,
    description: describe(field, value, isStored && secret),
    error: problems[name],
    value,
    'aria-required': isRequired,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
  };
  if (field.options) {
    const options = [{ value: '', label: account.none }, ...field.options];
    return <NativeSelect {...shared} data={options} />;
  }
  if (field.multiline) {
    return <Textarea {...shared} autosize={false} rows={4} classNames={{ input: styles.code }} />;
  }
  if (!secret) return <TextInput {...shared} />;
  return (
    <PasswordInput
      {...shared}
      // Browsers offer to keep what looks like a sign-in; this is none.
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': account.showSecret(label), tabIndex: 0 }}
    />
  );
}

/** A pattern is a hint: key formats change, and the provider alone knows its keys. */
function describe({ name, help, pattern }: Field, value: string, isKept: boolean): string {
  const said = [name === 'headers' ? account.headersHelp : help];
  if (isKept) said.push(account.unchanged);
  if (pattern !== undefined && value !== '' && !new RegExp(pattern).test(value.trim())) {
    said.push(account.unusual);
  }
  return said.join(' ');
}
