/** One command of a shell as its words, with everything that quoting and folding did undone. */
export interface ShellCommand {
  words: string[];
  end: number;
}

/** Variables could be multiplied without end: past this they stay as they are written. */
const expandedMax = 262_144;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/**
 * Reads from `start` to the end of the command. Takes bash's quoting, the `^` of Windows' command line and the
 * backtick of PowerShell. Every position is passed once, whatever is pasted.
 */
export class ShellReader {
  readonly #text: string;
  readonly #variables: ReadonlyMap<string, string>;
  readonly #isWindows: boolean;
  #at = 0;
  #word = '';
  #hasWord = false;
  #expanded = 0;
  #words: string[] = [];

  constructor(text: string, variables: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#variables = variables;
    // In bash a caret means nothing, so that one before a quote or a line's end is telling.
    this.#isWindows = text.includes('^\n') || text.includes('^"');
  }

  read(start: number): ShellCommand {
    this.#at = start;
    this.#words = [];
    while (this.#at < this.#text.length && !this.#endsHere()) this.#step();
    this.#endWord();
    return { words: this.#words, end: this.#at };
  }

  #step(): void {
    const char = this.#text.charAt(this.#at);
    const fold = this.#foldAt();
    if (fold > 0) {
      this.#at += fold;
      this.#endWord();
    } else if (char === "'" && !this.#isWindows) this.#single();
    else if (char === '"' || (this.#isWindows && this.#text.startsWith('^"', this.#at))) this.#double();
    else if (this.#text.startsWith("$'", this.#at)) this.#ansi();
    else if (char === '$') this.#dollar();
    else if (char === ' ' || char === '\t' || char === '\n') {
      this.#at += 1;
      this.#endWord();
    } else if (char === '#' && !this.#hasWord) this.#skipLine();
    else if (char === '\\' || (char === '^' && this.#isWindows))
      this.#take(this.#text.charAt(this.#at + 1), 2);
    else this.#take(char, 1);
  }

  /** A line that goes on: also where spaces crept in after the backslash. */
  #foldAt(): number {
    const mark = this.#text.charAt(this.#at);
    if (mark !== '\\' && mark !== '`' && !(mark === '^' && this.#isWindows)) return 0;
    let end = this.#at + 1;
    while (this.#text[end] === ' ' || this.#text[end] === '\t') end += 1;
    return this.#text[end] === '\n' ? end + 1 - this.#at : 0;
  }

  #endsHere(): boolean {
    const char = this.#text.charAt(this.#at);
    if (char === ';' || char === '|') return true;
    if (char === '&') return !this.#hasWord || this.#text[this.#at + 1] === '&';
    if (char !== '\n') return false;
    // Where the backslash got lost, the next line still begins with an option.
    let next = this.#at + 1;
    while (this.#text[next] === ' ' || this.#text[next] === '\t') next += 1;
    const goesOn = this.#text[next] === '-' && this.#text[next + 1] !== ' ';
    return !goesOn && this.#words.length + Number(this.#hasWord) > 0;
  }

  #single(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close === -1 ? this.#text.length : close;
    this.#take(this.#text.slice(this.#at + 1, end), end + 1 - this.#at);
  }

  #double(): void {
    this.#hasWord = true;
    this.#at += this.#text[this.#at] === '^' ? 2 : 1;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (char === '"') {
        this.#at += 1;
        return;
      }
      if (this.#isWindows && char === '^') {
        // `^\^"` is a quote inside the quotes, `^"` alone ends them.
        if (next === '"') {
          this.#at += 2;
          return;
        }
        this.#caret(next);
      } else if (char === '\\' && next === '\n') this.#at += 2;
      else if (char === '\\' && (next === '"' || next === '\\' || next === '$' || next === '`'))
        this.#take(next, 2);
      else if (char === '$') this.#dollar();
      else this.#take(char, 1);
    }
  }

  #caret(next: string): void {
    if (next === '\\' && this.#text.startsWith('^"', this.#at + 2)) this.#take('"', 4);
    else if (next === '\n') this.#at += 2;
    else this.#take(next, 2);
  }

  #ansi(): void {
    this.#hasWord = true;
    this.#at += 2;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (char === "'") {
        this.#at += 1;
        return;
      }
      const hex = char === '\\' && next === 'u' ? this.#text.slice(this.#at + 2, this.#at + 6) : '';
      if (/^[0-9a-fA-F]{4}$/.test(hex)) this.#take(String.fromCharCode(Number.parseInt(hex, 16)), 6);
      else if (char === '\\') this.#take(escapes[next] ?? `\\${next}`, 2);
      else this.#take(char, 1);
    }
  }

  /** `$NAME` and `${NAME}` become what was pasted for them; a `$(command)` stays one piece. */
  #dollar(): void {
    const match = /^\$(?:\{([A-Za-z_]\w{0,127})\}|env:(\w{1,128})|([A-Za-z_]\w{0,127}))/.exec(
      this.#text.slice(this.#at, this.#at + 140),
    );
    const value = this.#variables.get(match?.[1] ?? match?.[2] ?? match?.[3] ?? '');
    if (match && value !== undefined && this.#expanded + value.length <= expandedMax) {
      this.#expanded += value.length;
      this.#take(value, match[0].length);
    } else if (this.#text[this.#at + 1] === '(') this.#commandInside();
    else this.#take('$', 1);
  }

  #commandInside(): void {
    let depth = 0;
    let end = this.#at + 1;
    for (; end < this.#text.length; end += 1) {
      const char = this.#text[end];
      if (char === '(') depth += 1;
      if (char === ')') depth -= 1;
      if (depth === 0) break;
    }
    this.#take(this.#text.slice(this.#at, end + 1), end + 1 - this.#at);
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #take(piece: string, length: number): void {
    this.#word += piece;
    this.#hasWord = true;
    this.#at += length;
  }

  #endWord(): void {
    if (this.#hasWord) this.#words.push(this.#word);
    this.#word = '';
    this.#hasWord = false;
  }
}
