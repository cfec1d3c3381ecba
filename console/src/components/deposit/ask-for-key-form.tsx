import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Catalogue, catalogueQuery, type Field, type Variant } from '../../api/providers.ts';
import { useApi } from '../../areas/area.tsx';
import { deposits } from '../../strings/deposits.ts';
import type { Values } from '../account/account-draft.ts';
import { AccountFields } from '../account/account-fields.tsx';
import { Async } from '../async.tsx';
import form from '../form.module.css';
import { FormEnd } from '../form-end.tsx';
import type { AskProps } from './ask-props.ts';
import { LifetimeField } from './lifetime-field.tsx';

const texts = deposits.dialog;

/** What of a new account is no secret, above all where its key goes. */
export function AskForKeyForm(props: AskProps & { providerId: string | undefined }) {
  const catalogue = useQuery(catalogueQuery(useApi()));
  return (
    <Async query={catalogue} what={texts.provider} skeleton={<Skeleton height={320} />}>
      {(entries) => <LoadedForm {...props} catalogue={entries.filter(holdsSecrets)} />}
    </Async>
  );
}

const needsSecret = ({ fields }: Variant): boolean =>
  fields.some(({ secret, advanced }) => secret && !advanced);
const holdsSecrets = ({ variants }: Catalogue[number]): boolean => variants.some(needsSecret);

/** Whoever opens the link knows these better; whoever asks may say them all the same. */
const identities = new Set(['client_id', 'azure_client_id', 'aws_access_key_id', 'gcp_project']);
const certificates = new Set(['tls.client_cert_pem', 'tls.client_key_pem']);

const listFixed = ({ fields }: Variant): Field[] =>
  fields
    .filter(({ name, secret }) => !secret && !certificates.has(name))
    .map((field) => (identities.has(field.name) ? { ...field, required: false, advanced: true } : field));

/** Without its address a server of one’s own would be taken for the provider itself. */
const listMissing = (variant: Variant, values: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listFixed(variant)
      .filter(({ name, required }) => required && !values[name]?.trim())
      .map(({ name }) => [name, texts.required]),
  );

interface LoadedFormProps extends AskProps {
  catalogue: Catalogue;
  providerId: string | undefined;
}

function LoadedForm({ catalogue, providerId, ...props }: LoadedFormProps) {
  const { wish, entry, variants, variant, set, setValue } = useWish(catalogue, providerId);
  const [hasSent, setHasSent] = useState(false);
  if (!entry || !variant) return null;
  const missing = hasSent ? listMissing(variant, wish.values) : {};
  const problems = { ...props.making.error?.fields, ...missing };
  function send(event: FormEvent) {
    event.preventDefault();
    setHasSent(true);
    if (!entry || !variant || Object.keys(listMissing(variant, wish.values)).length > 0) return;
    props.making.mutate(toBody(entry, variant, wish), { onSuccess: props.onMade });
  }
  return (
    <form className={form.form} noValidate onSubmit={send}>
      <p className={form.help}>{texts.body}</p>
      <div className={form.row}>
        <NativeSelect
          label={texts.provider}
          data={catalogue.map(({ id, name }) => ({ value: id, label: name }))}
          value={entry.id}
          onChange={(event) => set({ entryId: event.currentTarget.value, variantId: undefined })}
        />
        <NativeSelect
          label={texts.way}
          data={variants.map(({ id, auth }) => ({ value: id, label: auth }))}
          value={variant.id}
          onChange={(event) => set({ variantId: event.currentTarget.value })}
        />
      </div>
      <AccountFields
        fields={listFixed(variant)}
        values={wish.values}
        problems={withoutSettings(problems)}
        onChange={setValue}
      />
      <div className={form.row}>
        <TextInput
          label={texts.name}
          value={wish.name}
          placeholder={entry.name}
          error={problems['name']}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={texts.model}
          description={texts.modelHelp}
          value={wish.model}
          error={problems['model_name']}
          onChange={(event) => set({ model: event.currentTarget.value })}
        />
        <LifetimeField hours={wish.hours} onChange={(hours) => set({ hours })} />
      </div>
      <FormEnd change={props.making} onCancel={props.onCancel}>
        {deposits.dialog.make}
      </FormEnd>
    </form>
  );
}

interface Wish {
  entryId: string | undefined;
  variantId: string | undefined;
  values: Values;
  name: string;
  model: string;
  hours: number;
}

function useWish(catalogue: Catalogue, providerId: string | undefined) {
  const [wish, setWish] = useState<Wish>({
    ...{ entryId: providerId, variantId: undefined, values: {}, name: '', model: '', hours: 72 },
  });
  const set = (more: Partial<Wish>) => setWish((before) => ({ ...before, ...more }));
  const setValue = (name: string, value: string) =>
    setWish((before) => ({ ...before, values: { ...before.values, [name]: value } }));
  const entry = catalogue.find(({ id }) => id === wish.entryId) ?? catalogue[0];
  const variants = entry?.variants.filter(needsSecret) ?? [];
  const variant = variants.find(({ id }) => id === wish.variantId) ?? variants[0];
  return { wish, entry, variants, variant, set, setValue };
}

function toBody(entry: Catalogue[number], variant: Variant, { values, name, model, hours }: Wish) {
  const names = new Set(listFixed(variant).map((field) => field.name));
  const settings = Object.entries(values).filter(([field, value]) => names.has(field) && value !== '');
  return {
    provider: entry.provider,
    creds_type: variant.creds_type,
    variant: variant.id,
    name: name.trim() === '' ? entry.name : name.trim(),
    settings: Object.fromEntries(settings),
    expires_in_h: hours,
    ...(model.trim() !== '' && { model_name: model.trim() }),
  };
}

const withoutSettings = (problems: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(problems).map(([field, detail]) => [field.replace(/^settings\./, ''), detail]),
  );
