import { isObject, objectOf } from '../../kernel/json-values.ts';
import { classifyOpenai } from '../openai-compatible/errors.ts';
import type { Answer, Failure } from '../provider.ts';

/** What Azure leaves unsaid (reference/wire-protocols.md, section 6.4). */
export function classifyAzure(answer: Answer): Failure {
  const failure = classifyOpenai(answer);
  const addition = failure.class === 'content_filter' ? filtersIn(answer) : hintAt(answer, failure);
  return addition === undefined ? failure : { ...failure, message: `${failure.message} ${addition}` };
}

/** A missing deployment has a code of its own; this one is said of the address, and never of the model. */
function hintAt({ status }: Answer, { code, message }: Failure): string | undefined {
  return status === 404 && code === '404' && /^resource not found\.?$/i.test(message)
    ? '(Azure says this of a path or an api-version that it does not know, not of a missing deployment.)'
    : undefined;
}

/** Which of the filters held the prompt back: all that a caller can act on. */
function filtersIn({ body }: Answer): string | undefined {
  const inner = objectOf(objectOf(objectOf(body)['error'])['innererror']);
  const results = Object.entries(objectOf(inner['content_filter_result']));
  const names = results.flatMap(([name, result]) =>
    isObject(result) && result['filtered'] === true ? name.slice(0, 50) : [],
  );
  return names.length > 0 ? `(Filtered for: ${names.slice(0, 10).join(', ')}.)` : undefined;
}
