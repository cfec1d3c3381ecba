import { ActionIcon, Textarea } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { chat } from '../../strings/chat.ts';
import styles from './composer.module.css';

interface ComposerProps {
  draft: string;
  onDraft: (draft: string) => void;
  onSend: () => void;
  /** Undefined: nothing is being answered. */
  onStop: (() => void) | undefined;
  isBusy?: boolean;
  takesFocus?: boolean;
  /** Which model is asked, or the choice of one. */
  children: ReactNode;
}

export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, onStop, isBusy = false, takesFocus = false } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const canSend = draft.trim() !== '' && !onStop && !isBusy;
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  useWindowEvent('keydown', ({ key, target }) => {
    if (key === 'Escape' && !isInOverlay(target)) onStop?.();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter is its own.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <div className={styles.dock}>
      <form
        className={styles.composer}
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) onSend();
        }}
      >
        <Textarea
          ref={input}
          variant="unstyled"
          aria-label={chat.message}
          aria-describedby={hint}
          placeholder={chat.placeholder}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={100_000}
          value={draft}
          onChange={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div className={styles.bar}>
          <div className={styles.model}>{props.children}</div>
          <SendOrStop canSend={canSend} isBusy={isBusy} onStop={onStop} />
        </div>
      </form>
      <p id={hint} className={styles.hint}>
        {chat.hint}
      </p>
    </div>
  );
}

function SendOrStop({
  canSend,
  isBusy,
  onStop,
}: { canSend: boolean; isBusy: boolean } & Pick<ComposerProps, 'onStop'>) {
  if (onStop) {
    return (
      <ActionIcon variant="default" size="lg" aria-label={chat.stop} onClick={onStop}>
        <Icon name="stop" />
      </ActionIcon>
    );
  }
  return (
    <ActionIcon
      type="submit"
      variant="filled"
      color="accent"
      size="lg"
      aria-label={chat.send}
      disabled={!canSend}
      loading={isBusy}
    >
      <Icon name="send" />
    </ActionIcon>
  );
}

const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
