/** What was found in a folded text: what it is, and where it begins there. */
export interface Finding {
  what: string;
  at: number;
}

/** More than this need not be told at once; looking on would only cost time. */
export const findingsMax = 20;
