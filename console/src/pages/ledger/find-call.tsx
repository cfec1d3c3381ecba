import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { usePlace } from '../../areas/area.tsx';
import { Icon } from '../../icons/icon.tsx';
import { ledger } from '../../strings/ledger.ts';
import styles from './ledger.module.css';

const texts = ledger.find;

/** From the id that an answer carried to what happened to its call. */
export function FindCall() {
  const place = usePlace();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const open = (event: FormEvent) => {
    event.preventDefault();
    const request = id.trim();
    if (request === '') return;
    void navigate({ to: '/t/$tenant/$environment/ledger/$request', params: { ...place, request } });
  };
  return (
    <search>
      <form className={styles.find} onSubmit={open}>
        <TextInput
          aria-label={texts.label}
          placeholder={texts.placeholder}
          leftSection={<Icon name="search" size={16} />}
          spellCheck={false}
          autoComplete="off"
          maxLength={100}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {texts.open}
        </Button>
      </form>
    </search>
  );
}
