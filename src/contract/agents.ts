import { type Static, Type } from 'typebox';
import { closed, displayName, instant, slug } from './common.ts';

export const agentId = slug('The agent’s id, chosen by the caller; never used again after a deletion.');
const inherit = Type.Boolean({
  description: '`false`: the agent sees only credentials and models of its own.',
});
const mode = Type.Enum(['inherit', 'bundled', 'byo'], {
  description: 'Whose models serve it; `inherit` follows the environment.',
});

export const agent = closed(
  {
    id: agentId,
    name: displayName,
    inherit,
    mode,
    created_at: instant('When it was created.'),
    updated_at: instant('When it was last changed.'),
  },
  'A tenant’s own consumer of models inside an environment.',
);
export type Agent = Static<typeof agent>;

const changeable = {
  name: Type.Optional(displayName),
  inherit: Type.Optional(inherit),
  mode: Type.Optional(mode),
};
export const createAgentBody = closed({ id: agentId, ...changeable });
export const patchAgentBody = closed(changeable);
export const agentParams = closed({ id: agentId });
export const deleteAgentQuery = closed({ cascade: Type.Optional(Type.Boolean({ default: false })) });
