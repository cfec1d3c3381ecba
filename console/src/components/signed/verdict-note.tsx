import type { ReactNode } from 'react';
import { signed } from '../../strings/signed.ts';
import { Note } from '../note.tsx';
import type { Verdict } from './verify-signed.ts';

/** What came of a check, in words, with what is wrong by its name. */
export function VerdictNote({ verdict, children }: { verdict: Verdict; children?: ReactNode }) {
  const isRight = verdict.outcome === 'valid';
  // That it could not be checked says nothing about what was to be checked.
  const tone = isRight ? 'healthy' : verdict.outcome === 'unsupported' ? 'waiting' : 'broken';
  return (
    <Note tone={tone} icon={isRight ? 'check' : 'alert'} title={signed.verdicts[verdict.outcome].title}>
      <p>{describe(verdict)}</p>
      {children}
    </Note>
  );
}

function describe(verdict: Verdict): string {
  const { verdicts } = signed;
  switch (verdict.outcome) {
    case 'changed':
      return verdicts.changed.body(verdict.fields.join(', '));
    case 'unreadable_key':
    case 'unsupported':
      return verdicts[verdict.outcome].body;
    default:
      return verdicts[verdict.outcome].body(verdict.keyId);
  }
}
