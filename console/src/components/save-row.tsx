import { Button } from '@mantine/core';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import styles from './form.module.css';

interface SaveRowProps {
  isDirty: boolean;
  isBusy: boolean;
  isSaved: boolean;
  label?: string;
  onDiscard: () => void;
}

/** Under a form that stays on its page: saving, taking back, and whether it was saved. */
export function SaveRow({ isDirty, isBusy, isSaved, label = common.save, onDiscard }: SaveRowProps) {
  return (
    <div className={styles.actions}>
      <Button type="submit" loading={isBusy}>
        {label}
      </Button>
      {isDirty && (
        <Button variant="default" onClick={onDiscard}>
          {common.discard}
        </Button>
      )}
      <span role="status" className={styles.saved}>
        {isSaved && !isDirty && (
          <>
            <Icon name="check" size={15} />
            {common.saved}
          </>
        )}
      </span>
    </div>
  );
}
