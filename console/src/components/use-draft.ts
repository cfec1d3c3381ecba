import { useState } from 'react';

/** What is being written over what is stored: whatever nobody touched follows the server’s. */
export function useDraft<T extends object>(stored: T) {
  const [edited, setEdited] = useState<Partial<T>>({});
  return {
    values: { ...stored, ...edited },
    isDirty: Object.keys(edited).length > 0,
    edit: (change: Partial<T>) => setEdited((before) => ({ ...before, ...change })),
    discard: () => setEdited({}),
  };
}
