/** Headers as undici gives them (names in lower case) with one text for each: what came twice is joined. */
export function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && name !== '__proto__')
      flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
