import { Tabs } from '@mantine/core';
import { snippets } from '../strings/snippets.ts';
import { CopyButton } from './copy-button.tsx';
import { type SampleCall, sampleCalls } from './sample-calls.ts';
import styles from './snippet.module.css';

const languages = ['curl', 'python', 'typescript'] as const;

/** The same first call in three languages, ready to be copied. */
export function Snippet({ call }: { call: SampleCall }) {
  return (
    <Tabs defaultValue="curl" keepMounted={false}>
      <Tabs.List aria-label={snippets.language}>
        {languages.map((language) => (
          <Tabs.Tab key={language} value={language}>
            {snippets.languages[language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {languages.map((language) => {
        const code = sampleCalls[language](call);
        return (
          <Tabs.Panel key={language} value={language} className={styles.panel}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <pre className={styles.code} tabIndex={0}>
              <code>{code}</code>
            </pre>
            <span className={styles.copy}>
              <CopyButton value={code} label={snippets.copy(snippets.languages[language])} />
            </span>
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
