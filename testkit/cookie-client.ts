/** An HTTP client that keeps cookies as a browser does, and follows redirects one by one. */
export interface CookieClient {
  /** One request. A redirect is an answer like any other. */
  request(url: string, headers?: Record<string, string>): Promise<Response>;
  /** Goes where it is sent, as far as the first answer that is no redirect, or a URL that `stopAt` names. */
  follow(url: string, stopAt?: (url: string) => boolean): Promise<Visit>;
  cookie(origin: string, name: string): string | undefined;
  setCookie(origin: string, name: string, value: string): void;
}

export interface Visit {
  /** Where it ended; with `stopAt`, what was not asked for any more. */
  url: string;
  /** Every answer on the way. */
  answers: Response[];
}

const redirectsMax = 20;

export function createCookieClient(): CookieClient {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  const request: CookieClient['request'] = async (url, headers = {}) => {
    const jar = jarOf(new URL(url).origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    return answer;
  };
  return {
    request,
    async follow(url, stopAt = () => false) {
      const answers: Response[] = [];
      let next = url;
      while (!stopAt(next)) {
        const answer = await request(next);
        answers.push(answer);
        const location = answer.headers.get('location');
        if (location === null) break;
        if (answers.length > redirectsMax) throw new Error(`${url} redirects without end`);
        next = new URL(location, next).href;
      }
      return { url: next, answers };
    },
    cookie: (origin, name) => jarOf(origin).get(name),
    setCookie: (origin, name, value) => void jarOf(origin).set(name, value),
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const separator = pair.indexOf('=');
  const name = pair.slice(0, separator);
  const expiry = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice('expires='.length);
  const isOver =
    attributes.some((attribute) => /^max-age=0$/i.test(attribute)) ||
    (expiry !== undefined && Date.parse(expiry) <= Date.now());
  if (isOver) jar.delete(name);
  else jar.set(name, pair.slice(separator + 1));
}
