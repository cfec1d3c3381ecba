import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Asked, type Outcome, readAnswer } from '../../api/answers.ts';
import type { Api } from '../../api/api.ts';
import {
  type Conversation,
  conversationQuery,
  conversationsQuery,
  isRunning,
  type Message,
} from '../../api/conversations.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useApi } from '../../areas/area.tsx';
import { noticeSessionEnd } from '../../shell/session-watch.ts';

/** What is being asked and answered now, or was not answered and is stored nowhere else. */
export interface Turn {
  asked: Asked;
  /** How many messages stand before it. */
  base: number;
  text: string;
  isOver: boolean;
  problem: ApiProblem | undefined;
}

/** What this page knows of conversations beyond what the server stores. */
export interface Talk {
  turns: Readonly<Record<string, Turn>>;
  /** Of conversations that are not kept: all that was said. */
  said: Readonly<Record<string, readonly Message[]>>;
  ask(conversation: Conversation, messages: readonly Message[], asked: Asked): Promise<void>;
  stop(conversationId: string): void;
}

/** Answers go on while one looks at another conversation. */
export function useTalk(): Talk {
  const api = useApi();
  const queries = useQueryClient();
  const [turns, setTurns] = useState<Record<string, Turn>>({});
  const [said, setSaid] = useState<Record<string, readonly Message[]>>({});
  const stops = useRef(new Map<string, AbortController>());

  async function ask(conversation: Conversation, messages: readonly Message[], asked: Asked) {
    const { id } = conversation;
    const controller = new AbortController();
    stops.current.set(id, controller);
    const turn = { asked, base: baseOf(messages, asked), text: '', isOver: false, problem: undefined };
    setTurns((all) => ({ ...all, [id]: turn }));
    let text = '';
    const onText = (more: string) => {
      text += more;
      setTurns((all) => ({ ...all, [id]: { ...turn, text } }));
    };
    const outcome = await readAnswer(api, id, withHistory(conversation, messages, asked), {
      signal: controller.signal,
      onText,
    });
    stops.current.delete(id);
    if (outcome.problem) noticeSessionEnd(outcome.problem);
    const isKept = conversation.kept
      ? await findStored(api, queries, id, messages.length, outcome)
      : text !== '' || outcome.problem === undefined;
    if (!conversation.kept && isKept) {
      setSaid((all) => ({
        ...all,
        [id]: [...messages, ...toMessages(conversation, asked, text, outcome)],
      }));
    }
    setTurns(({ [id]: _, ...others }) =>
      isKept ? others : { ...others, [id]: { ...turn, text, isOver: true, problem: outcome.problem } },
    );
    void queries.invalidateQueries({ queryKey: conversationsQuery(api).queryKey });
  }

  return { turns, said, ask, stop: (id) => stops.current.get(id)?.abort() };
}

/** An answer that is asked for again takes the place of the one before. */
function baseOf(messages: readonly Message[], asked: Asked): number {
  return 'again' in asked ? messages.findLastIndex(({ role }) => role === 'user') + 1 : messages.length;
}

/** What the server does not keep goes along with each question. */
function withHistory({ kept }: Conversation, messages: readonly Message[], asked: Asked): Asked {
  if (kept || 'again' in asked) return asked;
  return { ...asked, history: messages.map(({ role, content }) => ({ role, content })) };
}

const looksMax = 6;
const looksApartMs = 300;

/** Looks until the end of the answer is stored, which may take the server a moment where the reader left. */
async function findStored(
  api: Api,
  queries: QueryClient,
  id: string,
  before: number,
  { isStored }: Outcome,
): Promise<boolean> {
  for (let look = 0; look < looksMax; look += 1) {
    if (look > 0) await new Promise((resolve) => setTimeout(resolve, looksApartMs));
    const now = await queries
      .fetchQuery({ ...conversationQuery(api, id), staleTime: 0 })
      .catch(() => undefined);
    const isThere = isStored ?? (now !== undefined && now.messages.length > before);
    if (now && !isRunning(now) && (isThere || isStored === false)) return isThere;
  }
  return isStored ?? false;
}

function toMessages(conversation: Conversation, asked: Asked, text: string, outcome: Outcome): Message[] {
  const { problem, servedBy, configId, model } = outcome;
  const common = {
    created_at: new Date().toISOString(),
    finish_reason: null,
    request_id: null,
    queue_id: null,
  };
  const nobody = { served_by: null, llm_config_id: null, llm_config_name: null, model: null };
  const isOwnModel = configId === conversation.llm_config_id;
  return [
    {
      ...common,
      ...nobody,
      id: crypto.randomUUID(),
      role: 'user',
      content: 'content' in asked ? asked.content : '',
      status: 'complete',
      error: null,
    },
    {
      ...common,
      id: crypto.randomUUID(),
      role: 'assistant',
      content: text,
      status: problem ? 'incomplete' : 'complete',
      error: problem ? { code: problem.code, detail: problem.message } : null,
      served_by: servedBy,
      llm_config_id: configId,
      llm_config_name: isOwnModel ? conversation.llm_config_name : null,
      model,
    },
  ];
}
