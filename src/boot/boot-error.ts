/** A start that cannot go on, for a reason that the operator can mend. The message is printed as it stands. */
export class BootError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'BootError';
  }
}
