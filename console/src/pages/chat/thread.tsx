import { Skeleton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useLayoutEffect, useRef } from 'react';
import type { Asked } from '../../api/answers.ts';
import { type ConversationWithMessages, conversationQuery } from '../../api/conversations.ts';
import { ApiProblem, toProblem } from '../../api/problem.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { chat } from '../../strings/chat.ts';
import { Composer } from './composer.tsx';
import { AnswerText, MessageView, Question } from './message.tsx';
import type { Talk, Turn } from './talk.ts';
import styles from './thread.module.css';

interface ThreadProps {
  talk: Talk;
  draft: string;
  onDraft: (draft: string) => void;
  /** Leads to a new conversation; with the question that was not answered here. */
  offerNew: (question?: string) => ReactNode;
}

export function Thread({ id, ...props }: ThreadProps & { id: string }) {
  const conversation = useQuery(conversationQuery(useApi(), id));
  if (!conversation.data && conversation.isError && toProblem(conversation.error).status === 404) {
    return (
      <EmptyState icon="chat" title={chat.gone.title} action={props.offerNew()}>
        {chat.gone.body}
      </EmptyState>
    );
  }
  return (
    <Async query={conversation} what={chat.loadingConversation} skeleton={<ThreadSkeleton />}>
      {(data) => <OpenThread conversation={data} {...props} />}
    </Async>
  );
}

function OpenThread(props: ThreadProps & { conversation: ConversationWithMessages }) {
  const { conversation, talk, draft, onDraft, offerNew } = props;
  const { id, kept, model_state: state } = conversation;
  const turn = talk.turns[id];
  const messages = kept ? conversation.messages : (talk.said[id] ?? []);
  const shown = turn ? messages.slice(0, turn.base) : messages;
  const last = shown.at(-1);
  const isAnswering = turn !== undefined && !turn.isOver;
  const canRetry = kept && state !== 'removed' && !turn && last?.status !== 'running';
  const ask = (asked: Asked) => void talk.ask(conversation, messages, asked);
  const send = () => {
    onDraft('');
    ask({ content: draft });
  };
  useFollowEnd();
  return (
    <section className={styles.thread} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>
        {conversation.title ?? chat.untitled}
      </h2>
      {!kept && <p className={styles.notKept}>{chat.notKept}</p>}
      <div className={styles.messages} role="log" aria-label={chat.messages} aria-busy={isAnswering}>
        {shown.length === 0 && !turn && kept && <NothingSaid />}
        {shown.map((message) => (
          <MessageView
            key={message.id}
            conversation={conversation}
            message={message}
            onRetry={canRetry && message === last ? () => ask({ again: message.id }) : undefined}
          />
        ))}
        {turn && <TurnView turn={turn} onRetry={() => ask(turn.asked)} offerNew={offerNew} />}
      </div>
      {state !== 'removed' && (
        <Composer
          draft={draft}
          onDraft={onDraft}
          takesFocus={turn !== undefined}
          onSend={send}
          onStop={isAnswering ? () => talk.stop(id) : undefined}
          isBusy={(last?.status === 'running' || last?.status === 'waiting') && !turn}
        >
          <FixedModel conversation={conversation} />
        </Composer>
      )}
      {state === 'removed' && turn?.problem?.code !== 'llm_config_removed' && (
        <ProblemNotice problem={modelRemoved} action={offerNew()} />
      )}
    </section>
  );
}

/** It stays with the model that it was begun with. */
function FixedModel({ conversation }: { conversation: ConversationWithMessages }) {
  const { llm_config_name: model, model_state: state } = conversation;
  return (
    <>
      <span className={styles.model} title={model}>
        {model}
      </span>
      {state === 'disabled' && <Badge tone="waiting">{chat.switchedOff}</Badge>}
    </>
  );
}

const NothingSaid = () => (
  <EmptyState icon="chat" title={chat.nothingSaid.title}>
    {chat.nothingSaid.body}
  </EmptyState>
);

const modelRemoved = new ApiProblem({ status: 410, code: 'llm_config_removed', detail: chat.removedMeaning });
/** What no further try in this conversation mends. */
const endings = new Set(['llm_config_removed', 'conversation_full', 'context_length_exceeded']);

/** A question and as much of its answer as there is. */
function TurnView({
  turn,
  onRetry,
  offerNew,
}: { turn: Turn; onRetry: () => void } & Pick<ThreadProps, 'offerNew'>) {
  const { asked, isOver, problem } = turn;
  const text = useDeferredValue(turn.text);
  const question = 'content' in asked ? asked.content : undefined;
  const isEnd = problem !== undefined && endings.has(problem.code);
  return (
    <>
      {question !== undefined && <Question text={question} />}
      {(text !== '' || !isOver) && (
        <AnswerText text={text}>
          {!isOver && <p className={styles.soft}>{text === '' ? chat.waiting : chat.answering}</p>}
        </AnswerText>
      )}
      {problem && (
        <ProblemNotice problem={problem} {...(isEnd ? { action: offerNew(question) } : { onRetry })} />
      )}
    </>
  );
}

const endReachPx = 120;

/** Stays with the end of what is said, unless one has scrolled away from it to read. */
function useFollowEnd(): void {
  const isAtEnd = useRef(true);
  useWindowEvent('scroll', () => {
    const { scrollHeight } = document.documentElement;
    isAtEnd.current = scrollHeight - window.innerHeight - window.scrollY < endReachPx;
  });
  useLayoutEffect(() => {
    if (isAtEnd.current) window.scrollTo(0, document.documentElement.scrollHeight);
  });
}

function ThreadSkeleton() {
  return (
    <div className={styles.thread}>
      <Skeleton height={20} width="40%" />
      <div className={styles.messages}>
        <Skeleton height={38} width="45%" className={styles.mine} />
        <Skeleton height={120} />
      </div>
      <Skeleton height={108} />
    </div>
  );
}
