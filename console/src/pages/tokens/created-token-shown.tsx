import type { CreatedToken } from '../../api/tokens.ts';
import { useArea } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Snippet } from '../../components/snippet.tsx';
import { tokens } from '../../strings/tokens.ts';

const texts = tokens.created;

/** The new token, and a call that uses it. */
export function CreatedTokenShown({ created, onDone }: { created: CreatedToken; onDone: () => void }) {
  const { platform } = useArea();
  return (
    <ShownOnce secret={created.token} texts={texts} onDone={onDone}>
      <div>
        <p className={form.legend}>{texts.tryIt}</p>
        <Snippet call={{ publicUrl: platform.public_url, token: created.token, model: 'default' }} />
      </div>
    </ShownOnce>
  );
}
