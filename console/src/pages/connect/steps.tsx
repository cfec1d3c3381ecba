import { useEffect, useRef } from 'react';
import { StepList } from '../../components/step-list.tsx';
import { connect } from '../../strings/connect.ts';

export const steps = ['provider', 'account', 'models', 'names', 'complete'] as const;
export type Step = (typeof steps)[number];

const named = steps.map((id) => ({ id, name: connect.steps[id] }));

/** Where one is on the way, and what lies behind. */
export function Steps({ current }: { current: Step }) {
  const here = useRef<HTMLLIElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    // What had the focus went with the step before; the page's own heading has it at first.
    if (shown.current !== current) here.current?.focus({ preventScroll: true });
    shown.current = current;
  }, [current]);
  return <StepList label={connect.steps.label} steps={named} reached={steps.indexOf(current)} here={here} />;
}
