import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { ModelConfig } from '../../api/model-configs.ts';
import form from '../../components/form.module.css';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';
import type { PolicyDraft } from './policy-draft.ts';
import { type Remarks, TargetRow } from './target-row.tsx';

const texts = fallback.targets;

interface TargetsFieldProps extends Remarks {
  values: Pick<PolicyDraft, 'targets' | 'targets_for_named'>;
  /** What may be among them. */
  configs: readonly ModelConfig[];
  onEdit: (change: Partial<PolicyDraft>) => void;
}

/** Models in an order that is changed by buttons: the same by mouse, keyboard and voice. */
export function TargetsField({ values, configs, onEdit, ...remarks }: TargetsFieldProps) {
  const { targets } = values;
  const nameOf = (id: string) => configs.find((config) => config.id === id)?.name ?? texts.gone;
  const [announced, announce] = useState('');
  const { list, following } = useFocusThatFollows();
  const move = (id: string, by: 1 | -1) => {
    const from = targets.indexOf(id);
    const moved = targets.with(from, targets[from + by] ?? id).with(from + by, id);
    following.current = { id, by };
    announce(texts.moved(nameOf(id), from + by + 1, targets.length));
    onEdit({ targets: moved });
  };
  return (
    <>
      <p className={form.help}>{targets.length === 0 ? texts.none : texts.help}</p>
      {targets.length > 0 && (
        <ol ref={list} className={styles.targets} aria-label={texts.list}>
          {targets.map((id, index) => (
            <TargetRow
              key={id}
              id={id}
              name={nameOf(id)}
              index={index}
              isLast={index === targets.length - 1}
              onMove={(by) => move(id, by)}
              onRemove={() => onEdit({ targets: targets.filter((other) => other !== id) })}
              {...remarks}
            />
          ))}
        </ol>
      )}
      <span role="status" className={styles.heard}>
        {announced}
      </span>
      <AddTarget
        configs={configs.filter(
          ({ id, enabled, is_embedding }) => enabled && !is_embedding && !targets.includes(id),
        )}
        onAdd={(id) => onEdit({ targets: [...targets, id] })}
      />
      {targets.length > 0 && (
        <Checkbox
          label={texts.forNamed}
          description={texts.forNamedHelp}
          checked={values.targets_for_named}
          onChange={(event) => onEdit({ targets_for_named: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** The row moved in the document, which drops the focus: it goes on with the button that was pressed. */
function useFocusThatFollows() {
  const list = useRef<HTMLOListElement>(null);
  const following = useRef<{ id: string; by: 1 | -1 }>(undefined);
  useEffect(() => {
    if (!following.current) return;
    const { id, by } = following.current;
    following.current = undefined;
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>(`[data-target="${id}"] button:enabled`);
    (by === 1 && buttons?.length === 3 ? buttons[1] : buttons?.[0])?.focus();
  });
  return { list, following };
}

function AddTarget({ configs, onAdd }: { configs: readonly ModelConfig[]; onAdd: (id: string) => void }) {
  const [chosen, choose] = useState('');
  const id = useId();
  if (configs.length === 0) return <p className={form.help}>{texts.noneLeft}</p>;
  const add = () => {
    onAdd(chosen);
    choose('');
    document.getElementById(id)?.focus();
  };
  return (
    <div className={styles.add}>
      <NativeSelect
        id={id}
        label={texts.add}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: texts.choose },
          ...configs.map((config) => ({ value: config.id, label: config.name })),
        ]}
      />
      <Button variant="default" disabled={chosen === ''} onClick={add}>
        {texts.addNow}
      </Button>
    </div>
  );
}
