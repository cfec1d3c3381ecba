import { ActionIcon, Button, Input, Switch, TextInput } from '@mantine/core';
import { Icon } from '../../icons/icon.tsx';
import { requestForm } from '../../strings/service-request-form.ts';
import styles from './service-requests.module.css';
import type { WishDraft } from './wish-draft.ts';

const texts = requestForm.setup;

interface ModelFieldsProps {
  models: WishDraft['models'];
  problem: string | undefined;
  onEdit: (models: WishDraft['models']) => void;
}

/** Which models there are, and of each whether it streams. */
export function ModelFields({ models, problem, onEdit }: ModelFieldsProps) {
  const put = (index: number, change: Partial<WishDraft['models'][number]>) =>
    onEdit(models.map((model, at) => (at === index ? { ...model, ...change } : model)));
  return (
    <Input.Wrapper
      label={texts.models}
      labelElement="div"
      description={texts.modelsHelp}
      withAsterisk
      error={problem}
    >
      <div className={styles.models}>
        {models.map(({ name, streaming }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a model has no other identity while its name is typed
          <div key={index} className={styles.modelRow}>
            <TextInput
              aria-label={texts.model(index + 1)}
              placeholder={texts.modelExample}
              spellCheck={false}
              value={name}
              error={problem !== undefined && name.trim() === ''}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
            <Switch
              label={texts.streaming}
              aria-label={texts.streamingOf(index + 1)}
              checked={streaming}
              onChange={(event) => put(index, { streaming: event.currentTarget.checked })}
            />
            <ActionIcon
              aria-label={texts.removeModel(index + 1)}
              disabled={models.length === 1}
              onClick={() => onEdit(models.filter((_, at) => at !== index))}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => onEdit([...models, { name: '', streaming: true }])}
          >
            {texts.addModel}
          </Button>
        </div>
      </div>
    </Input.Wrapper>
  );
}
