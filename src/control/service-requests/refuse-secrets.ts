import { type FieldProblem, PlugboardError } from '../../kernel/errors.ts';
import { findSecretsInText, type SecretInText } from './secrets-in-text/find-secrets-in-text.ts';

/**
 * Whatever stands in any field, also in one that means something else: where it stands and what it is goes back, and
 * nothing of it is kept. What is only suspected passes with the word of whoever wrote it.
 */
export function refuseSecrets(body: { confirm_no_secrets?: true; [field: string]: unknown }): void {
  const { confirm_no_secrets: isConfirmed, ...written } = body;
  const refused: FieldProblem[] = [];
  const doubtful: FieldProblem[] = [];
  for (const { field, text } of listTexts(written, '')) {
    const found = findSecretsInText(text);
    refused.push(...found.refused.map((one) => ({ field, detail: `holds ${placed(one)}` })));
    doubtful.push(
      ...found.doubtful.map((one) => ({ field, detail: `holds what could be a credential: ${placed(one)}` })),
    );
  }
  if (refused.length > 0) throw new PlugboardError('secret_in_text', { errors: refused });
  if (doubtful.length > 0 && !isConfirmed) throw new PlugboardError('secret_suspected', { errors: doubtful });
}

function placed({ what, line, column }: SecretInText): string {
  return `${what} (line ${line}, column ${column})`;
}

function* listTexts(value: unknown, field: string): Generator<{ field: string; text: string }> {
  if (typeof value === 'string') yield { field, text: value };
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      yield* listTexts(inner, field === '' ? name : `${field}.${name}`);
    }
  }
}
