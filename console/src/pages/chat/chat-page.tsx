import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { usePlace } from '../../areas/area.tsx';
import { Page } from '../../components/page.tsx';
import { Icon } from '../../icons/icon.tsx';
import { chat } from '../../strings/chat.ts';
import { common } from '../../strings/common.ts';
import { pages } from '../../strings/pages.ts';
import styles from './chat.module.css';
import { ConversationList } from './conversation-list.tsx';
import { NewConversation } from './new-conversation.tsx';
import { useTalk } from './talk.ts';
import { Thread } from './thread.tsx';

/** Of one that is not begun yet. */
const unbegun = 'new';

export function ChatPage() {
  const talk = useTalk();
  const { conversation: open, show } = useOpenConversation();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [listOpen, drawer] = useDisclosure(false);
  const writeDraft = (id: string) => (draft: string) => setDrafts((all) => ({ ...all, [id]: draft }));
  const beginAnother = (question?: string) => {
    if (question !== undefined) writeDraft(unbegun)(question);
    drawer.close();
    show(undefined);
  };
  const list = {
    open,
    onDeleted: (id: string) => {
      if (id === open) show(undefined);
    },
  };
  const offerNew = (question?: string) => (
    <Button variant="default" size="xs" onClick={() => beginAnother(question)}>
      {chat.newConversation}
    </Button>
  );
  return (
    <Page title={pages.chat} actions={<PageActions onShowList={drawer.open} onNew={() => beginAnother()} />}>
      <div className={styles.layout}>
        <aside className={styles.side} aria-label={chat.conversations}>
          <ConversationList {...list} />
        </aside>
        <Drawer
          opened={listOpen}
          onClose={drawer.close}
          size="18rem"
          title={chat.conversations}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          <ConversationList {...list} onOpen={drawer.close} />
        </Drawer>
        {open === undefined ? (
          <NewConversation
            talk={talk}
            draft={drafts[unbegun] ?? ''}
            onDraft={writeDraft(unbegun)}
            onBegun={show}
          />
        ) : (
          <Thread
            key={open}
            id={open}
            talk={talk}
            draft={drafts[open] ?? ''}
            onDraft={writeDraft(open)}
            offerNew={offerNew}
          />
        )}
      </div>
    </Page>
  );
}

function PageActions({ onShowList, onNew }: { onShowList: () => void; onNew: () => void }) {
  return (
    <>
      <Button
        variant="default"
        className={styles.showList}
        leftSection={<Icon name="list" size={16} />}
        onClick={onShowList}
        aria-label={chat.showConversations}
      >
        {chat.conversations}
      </Button>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={onNew}>
        {chat.newConversation}
      </Button>
    </>
  );
}

/** It is in the address, so that loading the page again or going back leads to it. */
function useOpenConversation() {
  const place = usePlace();
  const navigate = useNavigate();
  const { conversation } = useSearch({ from: '/t/$tenant/$environment/chat' });
  const show = (id: string | undefined) =>
    void navigate({
      to: '/t/$tenant/$environment/chat',
      params: place,
      search: id === undefined ? {} : { conversation: id },
    });
  return { conversation, show };
}
