import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useArea } from '../../areas/area.tsx';
import { board } from '../../strings/board.ts';
import { BoardCable, BoardPlugs } from './board-cable.tsx';
import type { Cable } from './board-cables.ts';
import { layOutBoard } from './board-layout.ts';
import { BoardLegend } from './board-legend.tsx';
import { BoardFade } from './board-node.tsx';
import { AccountNodes, ModelNodes, SourceNodes } from './board-nodes.tsx';
import styles from './board-picture.module.css';
import { type BoardRecords, toShape } from './board-records.ts';
import { describeAccount, describeModel, describeSource } from './board-words.ts';
import { BoardZones } from './board-zones.tsx';
import { asGroup } from './svg-roles.ts';
import { type Followed, useFollow } from './use-follow.ts';

/** Before the frame is measured: what most screens leave it. The height does not depend on it. */
const usualWidth = 960;

interface BoardPictureProps {
  records: BoardRecords;
  /** The node whose cables are lit while nothing is pointed at. */
  always?: string | undefined;
}

export function BoardPicture({ records, always }: BoardPictureProps) {
  const { ref, width } = useElementSize();
  const layout = useMemo(() => layOutBoard(toShape(records), width || usualWidth), [records, width]);
  const { followed, point } = useFollow(records, layout.cables, always);
  const cables = layout.cables.map((cable) => ({
    cable,
    health: healthOfCable(cable, records),
    isLit: followed?.cables.has(cable.key),
  }));
  const nodes = { records, layout, followed, onPoint: point };
  return (
    <>
      <div ref={ref} className={styles.frame}>
        <svg
          className={styles.picture}
          {...asGroup}
          aria-label={board.picture}
          width={layout.width}
          height={layout.height}
        >
          {(['source', 'model', 'account'] as const).map((kind) => (
            <BoardFade key={kind} kind={kind} width={layout.nodeWidths[kind]} />
          ))}
          <BoardZones layout={layout} />
          {cables.map((props) => (
            <BoardCable key={props.cable.key} {...props} onPoint={point} />
          ))}
          <SourceNodes {...nodes} />
          <ModelNodes {...nodes} />
          <AccountNodes {...nodes} />
          {cables.map((props) => (
            <BoardPlugs key={props.cable.key} {...props} />
          ))}
        </svg>
      </div>
      <div className={styles.foot}>
        <Words followed={followed} records={records} />
        <BoardLegend />
      </div>
    </>
  );
}

/** As the account is that it leads to. */
function healthOfCable({ from, to, kind }: Cable, records: BoardRecords): string {
  if (to === undefined) return records.source(from)?.problem?.code === 'feature_off' ? 'off' : 'failing';
  const model = records.model(kind === 'lies' ? from : to);
  return model ? records.healthOf(model) : 'unknown';
}

/** The same that is said of the node to people who hear the page. */
function Words({ followed, records }: { followed: Followed | undefined; records: BoardRecords }) {
  const { platform } = useArea();
  const key = followed?.key ?? '';
  const source = records.source(key);
  const model = records.model(key);
  const account = records.account(key);
  const words =
    (source && describeSource(source, records)) ??
    (model && describeModel(model, records)) ??
    (account && describeAccount(account, records, platform.name));
  return (
    <p className={styles.words} aria-hidden="true">
      {words ?? <span className={styles.hint}>{board.hint}</span>}
    </p>
  );
}
