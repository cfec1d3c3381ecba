/** Text as it reads, without what hides its letters, and where each character of it stood. */
export interface FoldedText {
  text: string;
  from: readonly number[];
}

/** Letters of other alphabets that look like ours. */
const lookAlikes = new Map(
  Object.entries({
    ...{ а: 'a', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', ӏ: 'l', о: 'o', р: 'p', ѕ: 's' },
    ...{ у: 'y', х: 'x', к: 'k', ԛ: 'q', ԝ: 'w', ο: 'o', ν: 'v', ρ: 'p', κ: 'k', α: 'a', ɡ: 'g', ı: 'i' },
    ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', Ѕ: 'S' },
    ...{ І: 'I', Ј: 'J', Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O' },
    ...{ Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X' },
  }),
);

const signs: readonly (readonly [RegExp, string])[] = [
  [/[\u2028\u2029\u0085]/, '\n'],
  [/[\s\u2800\u3164\u115f\u1160\uffa0]/, ' '],
  [/[“”„‟«»‹›「」『』]/, '"'],
  [/[‘’‚‛′]/, "'"],
  [/\p{Pd}|−/u, '-'],
  [/[→⇒➜➔⟶]/, '='],
];

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: ' ', '"': '"', "'": "'", '/': '/' };

/**
 * One form for what is written in many: full-width letters, accents, quotes and dashes of every kind, escapes of JSON
 * and of URLs, look-alikes of other alphabets. What cannot be seen is left out.
 */
export function foldText(original: string): FoldedText {
  const parts: string[] = [];
  const from: number[] = [];
  const put = (text: string, at: number) => {
    parts.push(text);
    for (let unit = 0; unit < text.length; unit += 1) from.push(at);
  };
  for (let at = 0; at < original.length; ) {
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const escaped = character === '\\' || character === '%' ? readEscape(original, at) : undefined;
    if (escaped) {
      put(escaped.text, at);
      at += escaped.length;
      continue;
    }
    put(character < '\x80' ? character : foldCharacter(character), at);
    at += character.length;
  }
  return { text: parts.join(''), from };
}

function foldCharacter(character: string): string {
  const sign = signs.find(([shape]) => shape.test(character));
  if (sign) return sign[1];
  const alike = lookAlikes.get(character);
  if (alike !== undefined) return alike;
  return character.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
}

/** Of what needs no escape, the escape is undone; `%20` and the like stay. */
function readEscape(text: string, at: number): { text: string; length: number } | undefined {
  if (text[at] === '%') {
    const code = /^[0-9a-fA-F]{2}$/.exec(text.slice(at + 1, at + 3))?.[0];
    const plain = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return /^[A-Za-z0-9_.~-]$/.test(plain) ? { text: plain, length: 3 } : undefined;
  }
  const next = text[at + 1] ?? '';
  if (next === 'u') {
    const code = /^[0-9a-fA-F]{4}$/.exec(text.slice(at + 2, at + 6))?.[0];
    return code === undefined
      ? undefined
      : { text: foldCharacter(String.fromCharCode(Number.parseInt(code, 16))), length: 6 };
  }
  const plain = escapes[next];
  return plain === undefined ? undefined : { text: plain, length: 2 };
}
