const mark = '_pb_';

/** A name begins with a letter or `_` here; OpenAI’s may begin with a digit or a hyphen. */
export function toFunctionName(name: string): string {
  return /^[A-Za-z_]/.test(name) ? name : `${mark}${name}`;
}

export function fromFunctionName(name: string): string {
  const bare = name.startsWith(mark) ? name.slice(mark.length) : name;
  return toFunctionName(bare) === name ? bare : name;
}
