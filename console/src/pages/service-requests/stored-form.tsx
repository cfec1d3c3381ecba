import { ChangeForm } from './change-form.tsx';
import type { FormProps } from './form-props.ts';
import { ProviderForm } from './provider-form.tsx';
import { SetupForm } from './setup-form.tsx';

/** The form that a stored request was written with, to write on in it. */
export function StoredForm({ stored, onDone }: FormProps & { stored: NonNullable<FormProps['stored']> }) {
  if (stored.kind === 'setup') return <SetupForm stored={stored} onDone={onDone} />;
  if (stored.kind === 'change') return <ChangeForm stored={stored} onDone={onDone} />;
  return <ProviderForm stored={stored} onDone={onDone} />;
}
