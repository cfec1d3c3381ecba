import { Kbd, Modal, Switch, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useEffect, useRef } from 'react';
import { useArea } from '../areas/area.tsx';
import { common } from '../strings/common.ts';
import { shortcutTexts } from '../strings/shell.ts';
import styles from './shortcuts.module.css';
import { useListedPages } from './use-listed-pages.ts';

interface ShortcutsProps {
  helpOpen: boolean;
  onToggleHelp: () => void;
  onCloseHelp: () => void;
}

const goKeys = { first: 'g', help: '?', theme: 't' } as const;
const secondKeyWithinMs = 1_200;

/** Keys that lead somewhere, and the sheet that lists them. They can be switched off, for those who dictate. */
export function Shortcuts({ helpOpen, onToggleHelp, onCloseHelp }: ShortcutsProps) {
  const [enabled, setEnabled] = useLocalStorage({ key: 'plugboard.shortcuts', defaultValue: true });
  const pages = useListedPages().filter(({ facts }) => facts.shortcut !== undefined);
  useShortcutKeys(enabled, onToggleHelp);
  const everywhere = [
    { keys: [goKeys.help], does: shortcutTexts.showThis },
    { keys: [goKeys.theme], does: shortcutTexts.switchTheme },
    { keys: [shortcutTexts.escape], does: shortcutTexts.closeDialogs },
  ];
  const places = pages.map(({ facts }) => ({
    keys: [goKeys.first, facts.shortcut ?? ''],
    does: `${shortcutTexts.thenGoTo} ${facts.title}`,
  }));
  return (
    <Modal
      opened={helpOpen}
      onClose={onCloseHelp}
      title={shortcutTexts.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <div className={styles.sheet}>
        <ShortcutList title={shortcutTexts.groupOfPages} entries={places} />
        <ShortcutList title={shortcutTexts.groupOfAll} entries={everywhere} />
        <Switch
          label={shortcutTexts.enabled}
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
      </div>
    </Modal>
  );
}

interface ShortcutEntry {
  keys: string[];
  does: string;
}

function ShortcutList({ title, entries }: { title: string; entries: ShortcutEntry[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.list}>
        {entries.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function useShortcutKeys(enabled: boolean, onToggleHelp: () => void): void {
  const { place } = useArea();
  const navigate = useNavigate();
  const pages = useListedPages();
  const isDark = useComputedColorScheme('light') === 'dark';
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const goPressedAt = useRef(0);
  useEffect(() => {
    if (!enabled) return;
    const act = (event: KeyboardEvent) => {
      if (!isForUs(event)) return;
      const follows = event.timeStamp - goPressedAt.current < secondKeyWithinMs;
      goPressedAt.current = event.key === goKeys.first ? event.timeStamp : 0;
      const page = follows ? pages.find(({ facts }) => facts.shortcut === event.key) : undefined;
      if (page) void navigate({ to: page.to, params: place ?? {} });
      else if (event.key === goKeys.help) onToggleHelp();
      else if (event.key === goKeys.theme) setColorScheme(isDark ? 'light' : 'dark');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [enabled, pages, place, navigate, onToggleHelp, isDark, setColorScheme]);
}

/** Never while somebody types, never from a dialog, whose secret may be shown this once, and never what is the browser’s. */
function isForUs({ target, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  const types = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]');
  const chooses = target instanceof HTMLElement && target.closest('[role="menu"], [role="listbox"]');
  const isAsked = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  return !types && !chooses && !isAsked && !ctrlKey && !metaKey && !altKey && !isComposing;
}
