import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Deed, DeedQuestion } from './deed.tsx';

interface DeedButtonProps {
  deed: Deed;
  disabled?: boolean;
  /** In a row of a table: what it is done to, for those who do not see the row. */
  rowName?: string;
}

export function DeedButton({ deed, disabled = false, rowName }: DeedButtonProps) {
  const [asking, question] = useDisclosure(false);
  return (
    <>
      <Button
        variant="default"
        disabled={disabled}
        onClick={question.open}
        {...(rowName !== undefined && { size: 'compact-sm', 'aria-label': rowName })}
      >
        {deed.label}
      </Button>
      <DeedQuestion deed={deed} opened={asking} onClose={question.close} />
    </>
  );
}
