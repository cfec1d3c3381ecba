import type { ReactNode } from 'react';
import type { FlowTarget } from '../../api/data-flow.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import { Icon } from '../../icons/icon.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import styles from './data-flow.module.css';

const texts = dataFlow.drawing;

type Zone = keyof typeof texts.zones;

interface Step {
  zone: Zone;
  name: string;
  children: ReactNode;
}

interface DrawingProps {
  mode: 'bundled' | 'byo';
  target: FlowTarget | null;
  isInForce: boolean;
}

/** The way of a call, step by step: a picture to the eye, a list to the ear. */
export function Drawing({ mode, target, isInForce }: DrawingProps) {
  const { name: platform } = useArea().platform;
  const steps: Step[] = [
    { zone: 'caller', name: texts.call, children: texts.callMeaning },
    { zone: 'platform', name: texts.gateway(platform), children: texts.gatewayMeaning },
    toModelStep(mode, target, platform),
    ...(target ? [{ zone: 'caller', name: texts.answer, children: texts.answerMeaning } as const] : []),
  ];
  return (
    <figure className={styles.drawing} data-in-force={isInForce}>
      <figcaption className={styles.caption}>
        <h3>{texts.modes[mode]}</h3>
        <Badge tone={isInForce ? 'accent' : 'idle'}>{isInForce ? texts.inForce : texts.notInForce}</Badge>
      </figcaption>
      <ol className={styles.steps} aria-label={texts.steps(texts.modes[mode])}>
        {steps.map(({ zone, name, children }) => (
          <li key={name} className={styles.step} data-zone={zone}>
            <span className={styles.zone}>{texts.zones[zone]}</span>
            <span className={styles.stepName}>{name}</span>
            <span className={styles.soft}>{children}</span>
            <span className={styles.arrow} aria-hidden="true">
              <Icon name="arrowRight" size={16} />
            </span>
          </li>
        ))}
      </ol>
      {target && (
        <p>
          {target.what_leaves} {texts.payers[target.payer]}
        </p>
      )}
    </figure>
  );
}

function toModelStep(mode: DrawingProps['mode'], target: FlowTarget | null, platform: string): Step {
  if (!target) return { zone: 'platform', name: texts.none, children: texts.noneMeaning[mode](platform) };
  const { owner, model, host, data_region: region, leaves_network: leaves } = target;
  return {
    zone: leaves ? 'outside' : 'inside',
    name: owner === 'own' ? texts.ownModel : texts.managedModel(platform),
    children: (
      <>
        {texts.target(model, host)}
        {region !== null && <span className={styles.region}>{texts.region(region)}</span>}
      </>
    ),
  };
}
