import { Button } from '@mantine/core';
import { shell } from '../strings/shell.ts';
import { StandingAlone } from './standing-alone.tsx';

export function NotFound() {
  const { title, body, home } = shell.notFound;
  return (
    <StandingAlone title={title}>
      <p>{body}</p>
      <Button component="a" href="/">
        {home}
      </Button>
    </StandingAlone>
  );
}
