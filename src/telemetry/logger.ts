import { destination as openDestination, pino, stdTimeFunctions } from 'pino';
import type { Scrubber } from '../kernel/secret.ts';
import type { LogLevel } from '../kernel/telemetry.ts';
import { cleanValue } from './clean-value.ts';

/** Takes whole lines, each with its newline. */
export interface LogDestination {
  write(line: string): void;
}

export interface Logger {
  /** `event` and the names of the fields are words of the program; every value passes the scrubber. */
  log(level: LogLevel, event: string, fields?: Record<string, unknown>): void;
  /** Whether a line of this level is written at all: what it would say need not be put together where not. */
  writes(level: LogLevel): boolean;
}

interface LoggerOptions {
  level: LogLevel;
  scrubber: Scrubber;
  /** Standard output where it is absent; written at once, so that a crash loses no line. */
  destination?: LogDestination;
}

/** One JSON object a line, whatever the values hold (S60). */
export function createLogger({ level, scrubber, destination }: LoggerOptions): Logger {
  const lines = pino(
    {
      level,
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) =>
          Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [name, cleanValue(value, scrubber)]),
          ),
      },
    },
    destination ?? openDestination({ fd: 1, sync: true }),
  );
  return {
    log: (lineLevel, event, fields = {}) => lines[lineLevel](fields, event),
    writes: (lineLevel) => lines.isLevelEnabled(lineLevel),
  };
}
