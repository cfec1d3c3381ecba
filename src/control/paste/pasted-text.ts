/** What web pages, chats and word processors do to text before it is pasted, undone. All of it in one pass each. */
export function tidyPasted(text: string): string {
  const plain = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'");
  return plain
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('```'))
    .map((line) => (/^[$%#] +(curl|export|set)\b/.test(line) ? line.slice(1).trimStart() : line))
    .join('\n')
    .trim();
}

/** One word of printable ASCII, as keys and tokens are. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '<': '>' };

/** Without the quotes or brackets that stand around it, and without what ends a sentence or an argument. */
export function unwrap(text: string): string {
  let value = text.trim();
  while (value.length > 1) {
    const first = value.charAt(0);
    const closing = pairs[first];
    if (closing !== undefined && value.endsWith(closing)) value = value.slice(1, -1).trim();
    else if (value.endsWith(',') || value.endsWith(';')) value = value.slice(0, -1).trim();
    else break;
  }
  return value;
}

export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
