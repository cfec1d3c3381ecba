import { isValidElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CopyButton } from '../../components/copy-button.tsx';
import { chat } from '../../strings/chat.ts';
import styles from './markdown.module.css';

const Heading = ({ children }: { children?: ReactNode }) => <p className={styles.heading}>{children}</p>;

/**
 * A model’s words are a stranger’s: no markup of theirs, no picture (its address could carry away what was said), no
 * heading that would join the page’s own.
 */
const components: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  a: ({ href = '', children }) =>
    /^(https?|mailto):/i.test(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      children
    ),
  img: ({ alt }) => <em>{chat.image(alt || chat.unnamedImage)}</em>,
  input: ({ checked }) => (checked ? chat.taskDone : chat.taskOpen),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <Scrolling label={chat.table}>
      <table>{children}</table>
    </Scrolling>
  ),
};

export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

function CodeBlock({ children }: { children: ReactNode }) {
  const { className = '', children: text } = isValidElement<{ className?: string; children?: ReactNode }>(
    children,
  )
    ? children.props
    : {};
  const language = /language-(\S+)/.exec(className)?.[1] ?? chat.code;
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        <span>{language}</span>
        <CopyButton value={String(text ?? '')} label={chat.copyCode} />
      </div>
      <Scrolling label={language}>
        <pre>{children}</pre>
      </Scrolling>
    </div>
  );
}

function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields of a form
    <div
      className={styles.scrolling}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      {children}
    </div>
  );
}
