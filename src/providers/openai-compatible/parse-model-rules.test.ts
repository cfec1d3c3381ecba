import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModelRules } from './parse-model-rules.ts';

test('an operator’s rules are read as they were written', () => {
  const rules = [
    { match: '^gpt-7' },
    {
      match: 'acme',
      drops: ['seed'],
      effortByDefault: 'none',
      dropsWhileReasoning: ['temperature'],
      renames: { max_tokens: 'max_completion_tokens' },
      systemRole: 'developer',
      ranges: { temperature: { min: 0, max: 1 }, top_p: { max: 0.9 } },
      responses: 'always',
    },
  ];
  assert.deepEqual(parseModelRules(JSON.stringify(rules)), { ok: true, rules });
  assert.deepEqual(parseModelRules('[]'), { ok: true, rules: [] });
});

test('what is wrong is told by rule and field', () => {
  const table: [json: string, problem: string][] = [
    ['', 'The rules must be a JSON list.'],
    ['{"match":"a"}', 'The rules must be a JSON list.'],
    ['[{"match":"a"},1]', 'Rule 2: must be an object.'],
    ['[{}]', 'Rule 1: match is missing.'],
    ['[{"match":""}]', 'Rule 1: match is missing.'],
    ['[{"match":"("}]', 'Rule 1: match is not a regular expression.'],
    ['[{"match":"a","drop":["n"]}]', 'Rule 1: drop is not a field of a rule.'],
    ['[{"match":"a","constructor":["n"]}]', 'Rule 1: constructor is not a field of a rule.'],
    [
      '[{"match":"a","drops":"n"}]',
      'Rule 1: drops must be a list of field names, without messages, model, stream.',
    ],
    [
      '[{"match":"a","drops":["messages"]}]',
      'Rule 1: drops must be a list of field names, without messages, model, stream.',
    ],
    [
      '[{"match":"a","dropsWhileReasoning":[1]}]',
      'Rule 1: dropsWhileReasoning must be a list of field names, without messages, model, stream.',
    ],
    ['[{"match":"a","effortByDefault":"low"}]', 'Rule 1: effortByDefault must be none.'],
    ['[{"match":"a","renames":{"a":1}}]', 'Rule 1: renames must be an object of field names by field name.'],
    ['[{"match":"a","systemRole":"user"}]', 'Rule 1: systemRole must be system or developer.'],
    [
      '[{"match":"a","ranges":{"n":[0,1]}}]',
      'Rule 1: ranges must be an object of {"min", "max"} by field name.',
    ],
    [
      '[{"match":"a","ranges":{"n":{"low":1}}}]',
      'Rule 1: ranges must be an object of {"min", "max"} by field name.',
    ],
    ['[{"match":"a","responses":true}]', 'Rule 1: responses must be tools or always.'],
  ];
  for (const [json, problem] of table) assert.deepEqual(parseModelRules(json), { ok: false, problem }, json);
});
