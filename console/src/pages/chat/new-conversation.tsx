import { NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  beginConversation,
  type Conversation,
  type ConversationModel,
  conversationModelsQuery,
  conversationQuery,
  conversationsQuery,
  renameConversation,
} from '../../api/conversations.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, useArea, useChange } from '../../areas/area.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { chat } from '../../strings/chat.ts';
import { Composer } from './composer.tsx';
import type { Talk } from './talk.ts';
import styles from './thread.module.css';

interface NewConversationProps {
  talk: Talk;
  draft: string;
  onDraft: (draft: string) => void;
  onBegun: (id: string) => void;
}

export function NewConversation({ talk, draft, onDraft, onBegun }: NewConversationProps) {
  const api = useApi();
  const queries = useQueryClient();
  const models = useQuery(conversationModelsQuery(api));
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const items = models.data?.items ?? [];
  const model = items.find(({ id }) => id === chosen) ?? items.find((one) => one.is_default) ?? items[0];
  const beginning = useChange(beginConversation);
  const begin = () =>
    beginning.mutate(model?.id, {
      onSuccess: (conversation) => {
        queries.setQueryData(conversationQuery(api, conversation.id).queryKey, {
          ...conversation,
          messages: [],
        });
        onDraft('');
        onBegun(conversation.id);
        void talk.ask(conversation, [], { content: draft });
        void nameAfter(draft, conversation);
      },
    });
  /** Without a name it is found by its time: nothing is lost where this fails. */
  const nameAfter = async (question: string, { id, kept }: Conversation) => {
    if (!kept) return;
    const named = await api.ask(renameConversation(id, toTitle(question))).catch(() => undefined);
    if (named) await queries.invalidateQueries({ queryKey: conversationsQuery(api).queryKey });
  };
  return (
    <section className={styles.thread} aria-label={chat.newConversation}>
      <div className={styles.messages}>
        <EmptyState icon="chat" title={chat.begin.title}>
          {chat.begin.body}
        </EmptyState>
      </div>
      {models.isError && <ProblemNotice problem={toProblem(models.error)} onRetry={() => models.refetch()} />}
      {beginning.error && <ProblemNotice problem={beginning.error} onRetry={begin} />}
      <Composer
        draft={draft}
        onDraft={onDraft}
        onSend={begin}
        onStop={undefined}
        isBusy={beginning.isPending}
        takesFocus={draft !== ''}
      >
        <ModelSelect models={items} value={model?.id} onChange={setChosen} isLoading={models.isPending} />
      </Composer>
    </section>
  );
}

interface ModelSelectProps {
  models: readonly ConversationModel[];
  value: string | undefined;
  onChange: (id: string) => void;
  isLoading: boolean;
}

function ModelSelect({ models, value, onChange, isLoading }: ModelSelectProps) {
  const { platform } = useArea();
  const groups = [
    { group: chat.ownModels, items: listOptions(models, 'own') },
    { group: chat.managedModels(platform.name), items: listOptions(models, 'managed') },
  ].filter(({ items }) => items.length > 0);
  return (
    <NativeSelect
      aria-label={chat.model}
      size="xs"
      className={styles.select}
      // With no model to choose the server says, when one asks, what keeps all of them away.
      data={groups.length === 0 ? [{ value: '', label: chat.whateverServes }] : groups}
      value={value ?? ''}
      disabled={isLoading}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const listOptions = (models: readonly ConversationModel[], whose: ConversationModel['served_by']) =>
  models
    .filter((model) => model.served_by === whose)
    .map(({ id, name, is_default: isDefault }) => ({
      value: id,
      label: isDefault ? chat.defaultModel(name) : name,
    }));

const titleLengthMax = 60;

function toTitle(question: string): string {
  const line = question.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > titleLengthMax ? `${line.slice(0, titleLengthMax - 1).trimEnd()}…` : line;
}
