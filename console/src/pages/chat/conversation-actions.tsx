import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { type Conversation, deleteConversation, renameConversation } from '../../api/conversations.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { chat } from '../../strings/chat.ts';
import { common } from '../../strings/common.ts';
import styles from './conversation-actions.module.css';

interface ConversationActionsProps {
  conversation: Conversation;
  onDeleted: (id: string) => void;
}

export function ConversationActions({ conversation, onDeleted }: ConversationActionsProps) {
  const { id, kept } = conversation;
  const title = conversation.title ?? chat.untitled;
  const [renaming, rename] = useDisclosure(false);
  const [asking, question] = useDisclosure(false);
  const removal = useChange(() => async (client) => {
    const answer = await deleteConversation(id)(client);
    // Before everything is asked for anew: by then this entry is gone, and an open conversation sought in vain.
    if (answer.response.ok) onDeleted(id);
    return answer;
  });
  return (
    <>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={chat.actionsOf(title)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {kept && <Menu.Item onClick={rename.open}>{chat.rename}</Menu.Item>}
          <Menu.Item color="red" onClick={question.open}>
            {chat.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={renaming} onClose={rename.close} title={chat.renameTitle}>
        <RenameForm conversation={conversation} onDone={rename.close} />
      </Dialog>
      <ConfirmDialog
        opened={asking}
        title={chat.removeTitle(title)}
        confirm={chat.remove}
        isDangerous
        isBusy={removal.isPending}
        problem={removal.error}
        onConfirm={() => removal.mutate()}
        onClose={question.close}
      >
        {chat.removeMeaning}
      </ConfirmDialog>
    </>
  );
}

function RenameForm({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const [title, setTitle] = useState(conversation.title ?? '');
  const change = useChange((to: string) => renameConversation(conversation.id, to));
  const wanted = title.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') change.mutate(wanted, { onSuccess: onDone });
      }}
    >
      <TextInput
        label={chat.title}
        value={title}
        maxLength={200}
        data-autofocus
        error={change.error?.fields['title']}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {change.error && <ProblemNotice problem={change.error} />}
      <div className={styles.actions}>
        <Button variant="default" onClick={onDone}>
          {common.cancel}
        </Button>
        <Button type="submit" disabled={wanted === ''} loading={change.isPending}>
          {chat.save}
        </Button>
      </div>
    </form>
  );
}
