/**
 * Cut to fewer dimensions, Gemini’s vectors are no longer of length one, which OpenAI’s always are: whoever compares
 * them by their dot product would get another order (reference/wire-protocols.md 9.6).
 */
export function toUnitLength(vector: number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // Those that are of this length already stay as they came, to the last digit.
  if (length === 0 || Math.abs(length - 1) < 1e-4) return vector;
  return vector.map((value) => value / length);
}
