import { Button, Checkbox, Skeleton, TextInput, VisuallyHidden } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CheckResult } from '../../api/checks.ts';
import { CheckReport } from '../../components/account/check-report.tsx';
import { shortLadder } from '../../components/account/ladder.tsx';
import type { CheckState } from '../../components/account/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './choose-models.module.css';
import { isEmbeddingName, type Selected, toSelected } from './selection.ts';

const texts = connect.models;

/** More than anybody reads; who looks for one of them types. */
const shownMax = 100;

interface ChooseModelsProps {
  check: CheckState;
  /** What is known of the account’s models, from whichever check. */
  result: CheckResult | undefined;
  isUntested: boolean;
  takesDeployments: boolean;
  /** Models that have a name here already. */
  taken: readonly string[];
  selected: readonly Selected[];
  onSelect: (selected: readonly Selected[]) => void;
  onAsk: () => void;
  onContinue: () => void;
}

export function ChooseModels(props: ChooseModelsProps) {
  const { result, taken, selected, onSelect, onContinue } = props;
  const models = result?.models ?? [];
  const byHand = selected.filter(({ model }) => !models.includes(model));
  const isChosen = (model: string) => selected.some((one) => one.model === model);
  const toggle = (model: string) =>
    onSelect(
      isChosen(model) ? selected.filter((one) => one.model !== model) : [...selected, toSelected(model)],
    );
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        <ListingState {...props} />
        {models.length > 0 && (
          <ModelList models={models} taken={taken} isChosen={isChosen} onToggle={toggle} />
        )}
        {byHand.length > 0 && (
          <ul className={styles.chips}>
            {byHand.map(({ model }) => (
              <li key={model} className={styles.chip}>
                <code>{model}</code>
                <button type="button" aria-label={texts.remove(model)} onClick={() => toggle(model)}>
                  <Icon name="cross" size={14} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <AddByName
          help={props.takesDeployments ? texts.byHandDeployment : texts.byHandHelp}
          onAdd={(model) => {
            if (!isChosen(model)) toggle(model);
          }}
        />
        <div className={styles.foot}>
          <span role="status">{texts.chosen(selected.length)}</span>
          <Button disabled={selected.length === 0} onClick={onContinue}>
            {texts.continue}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** Where the list is on its way, or not to be had. */
function ListingState({ check, result, isUntested, onAsk }: ChooseModelsProps) {
  if (check.isRunning || check.problem || result?.valid === false) {
    return (
      <>
        <CheckReport check={check} expected={shortLadder} />
        {check.isRunning ? (
          <Skeleton height={160} />
        ) : (
          <ListingLine text={texts.failed} action={texts.askAgain} onAsk={onAsk} />
        )}
      </>
    );
  }
  if (result) return result.models.length === 0 && <p className={styles.remark}>{texts.unlisted}</p>;
  return isUntested && <ListingLine text={texts.untested} action={texts.ask} onAsk={onAsk} />;
}

interface ListingLineProps {
  text: string;
  action: string;
  onAsk: () => void;
}

function ListingLine({ text, action, onAsk }: ListingLineProps) {
  return (
    <div className={styles.line}>
      <p>{text}</p>
      <Button variant="default" onClick={onAsk}>
        {action}
      </Button>
    </div>
  );
}

interface ModelListProps {
  models: readonly string[];
  taken: readonly string[];
  isChosen: (model: string) => boolean;
  onToggle: (model: string) => void;
}

function ModelList({ models, taken, isChosen, onToggle }: ModelListProps) {
  const [wanted, setWanted] = useState('');
  const found = models.filter((model) => model.toLowerCase().includes(wanted.trim().toLowerCase()));
  const beyond = found.length - shownMax;
  return (
    <div>
      <TextInput
        aria-label={texts.find}
        placeholder={texts.find}
        leftSection={<Icon name="search" size={16} />}
        value={wanted}
        autoComplete="off"
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <fieldset className={styles.list}>
        <VisuallyHidden component="legend">{texts.listed}</VisuallyHidden>
        {found.slice(0, shownMax).map((model) => (
          <div key={model} className={styles.row}>
            <Checkbox
              className={styles.check}
              label={<code>{model}</code>}
              checked={isChosen(model) || taken.includes(model)}
              disabled={taken.includes(model)}
              onChange={() => onToggle(model)}
            />
            {isEmbeddingName(model) && <Badge tone="idle">{texts.embedding}</Badge>}
            {taken.includes(model) && <span className={styles.soft}>{texts.added}</span>}
          </div>
        ))}
        {found.length === 0 && <p className={styles.soft}>{texts.nothing}</p>}
        {beyond > 0 && <p className={styles.soft}>{texts.more(beyond)}</p>}
      </fieldset>
    </div>
  );
}

function AddByName({ help, onAdd }: { help: string; onAdd: (model: string) => void }) {
  const [typed, setTyped] = useState('');
  function add(event: FormEvent) {
    event.preventDefault();
    if (typed.trim() === '') return;
    onAdd(typed.trim());
    setTyped('');
  }
  return (
    <form className={styles.add} onSubmit={add}>
      <TextInput
        className={styles.grow}
        label={texts.byHand}
        description={help}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={typed.trim() === ''}>
        {texts.add}
      </Button>
    </form>
  );
}
