import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Conversation, Message } from '../../api/conversations.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { chat } from '../../strings/chat.ts';
import { Markdown } from './markdown.tsx';
import styles from './message.module.css';

/** What a person said: their own characters, never read as anything else. */
export function Question({ text }: { text: string }) {
  return (
    <div className={styles.question}>
      <span className={styles.who}>{chat.you}</span>
      <div className={styles.said}>{text}</div>
    </div>
  );
}

export function AnswerText({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={styles.answer}>
      <span className={styles.who}>{chat.answer}</span>
      <Markdown text={text} />
      {children}
    </div>
  );
}

interface MessageViewProps {
  conversation: Conversation;
  message: Message;
  /** Undefined: it cannot be answered again. */
  onRetry: (() => void) | undefined;
}

export function MessageView({ conversation, message, onRetry }: MessageViewProps) {
  const { role, content, error, status } = message;
  const problem = error && new ApiProblem({ status: 0, code: error.code, detail: error.detail });
  if (role === 'user') {
    return (
      <>
        <Question text={content} />
        {problem && <ProblemNotice problem={problem} {...(onRetry && { onRetry })} />}
      </>
    );
  }
  return (
    <>
      <AnswerText text={content}>
        {status === 'running' || status === 'waiting' ? (
          <p className={styles.soft}>{status === 'running' ? chat.answering : chat.inQueue}</p>
        ) : (
          <AnswerFoot conversation={conversation} message={message} onRetry={onRetry} />
        )}
      </AnswerText>
      {problem && problem.code !== 'aborted' && (
        <ProblemNotice problem={problem} {...(onRetry && { onRetry })} />
      )}
    </>
  );
}

/** Who answered, and what can be done with the answer. */
function AnswerFoot({ conversation, message, onRetry }: MessageViewProps) {
  const { platform } = useArea();
  const {
    content,
    error,
    served_by: servedBy,
    llm_config_id: configId,
    llm_config_name: name,
    model,
  } = message;
  const account = servedBy === 'managed' ? chat.servedBy.managed(platform.name) : chat.servedBy.own;
  return (
    <div className={styles.foot}>
      {error && <span>{error.code === 'aborted' ? chat.stopped : chat.brokeOff}</span>}
      {servedBy && (
        <span>
          <strong>{name ?? model}</strong>
          {name !== null && model !== null && model !== name && <code className={styles.model}>{model}</code>}{' '}
          {account}
        </span>
      )}
      {configId !== null && configId !== conversation.llm_config_id && (
        <Badge tone="waiting">{chat.standIn}</Badge>
      )}
      <span className={styles.actions}>
        <CopyButton value={content} label={chat.copyAnswer} />
        {onRetry && (
          <Tooltip label={chat.answerAgain}>
            <ActionIcon size="sm" aria-label={chat.answerAgain} onClick={onRetry}>
              <Icon name="again" size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </div>
  );
}
