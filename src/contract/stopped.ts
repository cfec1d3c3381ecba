import { type Static, Type } from 'typebox';
import { closed, instant, maybe } from './common.ts';

/** A stop as tenants see it at what it concerns. */
export const stopped = maybe(
  closed(
    {
      reason: Type.String(),
      since: instant('When they were stopped.'),
    },
    'The platform’s operators have stopped calls; null where they have not.',
  ),
);
export type StoppedAnswer = Static<typeof stopped>;
