/** The codes of sysexits.h where one fits, so that scripts and supervisors can tell the cases apart. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 64,
  /** No server runs on this data directory, or it does not answer. */
  noServer: 69,
  /** Another process holds the data directory. */
  directoryInUse: 75,
  configuration: 78,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
