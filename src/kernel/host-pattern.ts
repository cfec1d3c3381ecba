/** `*.example.com` stands for all below it, not for itself. Also takes another pattern: it covers `*.eu.example.com`. */
export function coversHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && !host.startsWith('.')
    : pattern === host;
}
