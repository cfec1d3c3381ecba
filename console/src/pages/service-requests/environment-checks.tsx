import type { RequestCheck, RequestedEnvironment } from '../../api/service-requests.ts';
import { Note } from '../../components/note.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { requestPage } from '../../strings/service-requests.ts';
import { CheckLines } from './check-lines.tsx';
import styles from './service-requests.module.css';

const texts = requestPage.checks;

interface EnvironmentChecksProps {
  environment: RequestedEnvironment;
  isSetup: boolean;
}

/** The newest run of everything that is looked at before an environment becomes active. */
export function EnvironmentChecks({
  environment: { checks: run, override },
  isSetup,
}: EnvironmentChecksProps) {
  if (!run && !isSetup) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.subheading}>{texts.title}</h3>
      {override && <Override override={override} />}
      {run ? (
        <>
          <p className={styles.soft}>
            {texts.ran} <TimeAgo at={run.at} /> {texts.by(run.by.name)}
          </p>
          <div className={styles.groups}>
            {groupsOf(run.checks).map(({ title, checks }) => (
              <Group key={title} title={title} checks={checks} />
            ))}
          </div>
          {run.ledger && (
            <p className={styles.soft}>
              {texts.ledger(run.ledger.by_owner.own, run.ledger.by_owner.managed)}
            </p>
          )}
        </>
      ) : (
        <p className={styles.soft}>{texts.none}</p>
      )}
    </section>
  );
}

function groupsOf(checks: readonly RequestCheck[]): { title: string; checks: RequestCheck[] }[] {
  const titleOf = ({ part, model }: RequestCheck) =>
    model === null ? texts.parts[part] : texts.ofModel(texts.parts[part], model);
  return [...Map.groupBy(checks, titleOf)].map(([title, members]) => ({ title, checks: members }));
}

/** What passed as a whole is folded away. */
function Group({ title, checks }: { title: string; checks: readonly RequestCheck[] }) {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  const isWell = checks.every(({ status }) => status !== 'failed');
  return (
    <details className={styles.details} open={!isWell}>
      <summary>
        {title} <span className={styles.soft}>{texts.summary(passed, checks.length)}</span>
      </summary>
      <CheckLines label={title} checks={checks} />
    </details>
  );
}

function Override({ override }: { override: NonNullable<RequestedEnvironment['override']> }) {
  return (
    <Note tone="waiting" icon="alert" title={texts.override}>
      <p>{texts.overrideBy(override.by.name)}</p>
      <p className={styles.text}>{override.reason}</p>
      <p>
        {texts.overrideRed} {override.red.join(', ')}
      </p>
    </Note>
  );
}
