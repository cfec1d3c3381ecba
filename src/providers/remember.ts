/**
 * Answers of a pure function by its argument, for what every call asks anew: the quirks of a host, the URL of an
 * endpoint. Bounded, because names come from tenants; what falls out is found again.
 */
export function remember<T>(answer: (text: string) => T, max = 10_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = answer(text);
    if (known.size >= max) known.clear();
    known.set(text, made);
    return made;
  };
}
