/** What passes between the main thread and the database's thread. */
export type WorkerRequest =
  | { id: number; kind: 'query'; sql: string; parameters: unknown[] }
  /** Several statements at once, which take no parameters. */
  | { id: number; kind: 'script'; sql: string }
  | { id: number; kind: 'close' };

export type WorkerAnswer =
  | { id: number; rows: Record<string, unknown>[]; affectedRows: number }
  | {
      id: number;
      error: {
        message: string;
        code: string | undefined;
        detail: string | undefined;
        constraint: string | undefined;
      };
    };
