import { type PastedDraft, pastedCharactersMax, type Unrecognised } from '../../contract/paste.ts';
import { findJsonFault } from '../../kernel/json-text.ts';
import { isObject, type JsonObject, textOf } from '../../kernel/json-values.ts';
import { isPlaceholder } from '../secret-shapes/placeholders.ts';
import { readAssignments } from './assignments.ts';
import {
  applyAwsOutput,
  applyAwsProfiles,
  applyAwsTable,
  findAwsOutput,
  findAwsProfiles,
} from './aws-file.ts';
import { applyCurl, findCurl } from './curl.ts';
import { Draft } from './draft.ts';
import { applyFamilies } from './env-block.ts';
import { groupVariables } from './env-families.ts';
import { findMeaning } from './env-variables.ts';
import { applyGoogleKeyFile, findGoogleRefusal, findJsonObject, isGoogleKeyFile } from './google-key-file.ts';
import { findKeyRefusal } from './key-hints.ts';
import { applyLooseWords, findLooseWords } from './loose-text.ts';
import { applyOwnBody, isOwnBody } from './own-body.ts';
import { tidyPasted } from './pasted-text.ts';

const accepted = [
  'a curl command',
  'lines of an environment file (OPENAI_API_KEY=…)',
  'the target URI of an Azure deployment, or the base URL of a server',
  'an AWS credentials or config file',
  'the JSON key file of a Google service account',
  'the JSON body of POST /llm_credentials',
  'a key alone',
];

/**
 * Turns whatever was pasted into the fields of a credential. Takes one pass over the text for each kind of thing
 * that it may be, throws at nothing, and repeats no secret in anything that people read. The fields themselves hold
 * the secrets: the answer is for whoever pasted it and for nobody's log.
 */
export function parsePasted(pasted: string): PastedDraft {
  // A NUL stands in no key and no address; the fields that this becomes do not take one.
  const text = pasted.replaceAll('\0', '');
  if (text.length > pastedCharactersMax)
    return unrecognised('This is too long: paste the part that matters.');
  const tidy = tidyPasted(text);
  if (tidy === '') return unrecognised('There is nothing in it.');
  if (tidy.startsWith('-----BEGIN ')) return unrecognised(findKeyRefusal(tidy) ?? '');
  return (
    findInJson(tidy) ??
    findInCommand(tidy) ??
    findInAwsFile(tidy) ??
    findInVariables(tidy) ??
    findInWords(tidy)
  );
}

function unrecognised(detail: string): Unrecognised {
  return { recognised: false, detail, accepted };
}

function findInJson(text: string): PastedDraft | undefined {
  if (!/^["'`]?\s{0,99}\{|"type"|\\"type\\"/.test(text.slice(0, 4_096)) || findCurl(text)) return undefined;
  if (findJsonFault(Buffer.from(text)) === 'too_deep')
    return unrecognised('This JSON nests too deep to be any of them.');
  const body = findJsonObject(text);
  return body && readJson(body, text);
}

function readJson(body: JsonObject, text: string): PastedDraft | undefined {
  const refusal = findGoogleRefusal(body);
  // In an environment file the JSON is the value of a variable, and the lines around it count as well.
  const isAlone = /^["'`]?\s{0,99}\{/.test(text);
  if (!isAlone && groupVariables(readAssignments(text).found).size > 0) return undefined;
  if (refusal !== undefined) return unrecognised(refusal);
  const draft = new Draft();
  if (isGoogleKeyFile(body)) {
    applyGoogleKeyFile(draft, body, 'the key file');
    return draft.finish('google_key_file');
  }
  const output = findAwsOutput(body);
  if (output) {
    applyAwsOutput(draft, output);
    return draft.finish('aws_file');
  }
  if (isOwnBody(body)) {
    applyOwnBody(draft, body);
    return draft.finish('credential_body');
  }
  return readSettings(draft, body);
}

/** Settings of a program: an object of variables, or one inside `env` as editors have it. */
function readSettings(draft: Draft, body: JsonObject): PastedDraft | undefined {
  const variables = isObject(body['env']) ? body['env'] : body;
  const found = Object.entries(variables).flatMap(([name, value]) => {
    const known = textOf(value);
    return known === undefined ? [] : [{ name, value: known }];
  });
  return applyFamilies(draft, groupVariables(found), 0) ? draft.finish('env') : undefined;
}

function findInCommand(text: string): PastedDraft | undefined {
  const found = findCurl(text);
  if (!found) return undefined;
  const draft = new Draft();
  if (applyCurl(draft, found)) return draft.finish('curl');
  return unrecognised('The curl command leads to a web page, not to an API.');
}

function findInAwsFile(text: string): PastedDraft | undefined {
  const draft = new Draft();
  if (applyAwsTable(draft, text)) return draft.finish('aws_file');
  const profiles = findAwsProfiles(text);
  if (!profiles) return undefined;
  applyAwsProfiles(draft, profiles);
  return draft.finish('aws_file');
}

function findInVariables(text: string): PastedDraft | undefined {
  const { found, otherLines } = readAssignments(text);
  const families = groupVariables(found);
  if (families.size === 0) return undefined;
  const draft = new Draft();
  // What an unknown variable holds may be a secret that also stands where a name belongs.
  const others = found.filter(({ name }) => findMeaning(name) === undefined);
  for (const { value } of others) if (value.length >= 8) draft.hide(value);
  if (!applyFamilies(draft, families, otherLines + others.length)) return undefined;
  return draft.finish('env');
}

function findInWords(text: string): PastedDraft {
  const words = findLooseWords(text);
  const draft = new Draft();
  const kind = applyLooseWords(draft, words);
  if (kind !== undefined) {
    for (const refusal of words.refusals) draft.miss('api_key', refusal);
    return draft.finish(kind);
  }
  const [refusal] = words.refusals;
  if (refusal !== undefined) return unrecognised(refusal);
  if (words.hasWebPage) return unrecognised('This is the address of a web page for people, not of an API.');
  if (isPlaceholder(text)) return unrecognised('This only stands for a key: paste the key itself.');
  return unrecognised('Nothing in it is known.');
}
