/**
 * What the models of one family take (reference/wire-protocols.md, section 5.2). A field that is not named is sent as
 * it was asked.
 */
export interface ModelRule {
  /** The source of a regular expression, without flags, that the model’s name is searched with: `^o4-mini(-|$)`. */
  match: string;
  /** Fields that are refused whatever they say. */
  drops?: readonly string[];
  /** Said of models that do not reason unless an effort was asked for. */
  effortByDefault?: 'none';
  /** Fields that are refused while the model reasons. */
  dropsWhileReasoning?: readonly string[];
  /** Fields that go by another name: `max_tokens` as `max_completion_tokens`. */
  renames?: Readonly<Record<string, string>>;
  /** The role that instructions go by. */
  systemRole?: 'system' | 'developer';
  /** Numbers outside of these bounds are brought to the nearer one. */
  ranges?: Readonly<Record<string, { min?: number; max?: number }>>;
  /** What `/chat/completions` refuses and `/responses` takes: function tools with reasoning, or every call. */
  responses?: 'tools' | 'always';
}
