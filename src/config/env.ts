/** The only reader of the process's environment. Everything else gets its settings from `parseConfig`. */
export function readEnvironment(): Record<string, string | undefined> {
  const ours = Object.entries(process.env).filter(([name]) =>
    /^(?:PLUGBOARD_|OTEL_|DATABASE_URL$)/.test(name),
  );
  return Object.fromEntries(ours);
}
