import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BoardAccount, BoardModel } from '../../api/board.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import type { IconName } from '../../icons/icon.tsx';
import { board } from '../../strings/board.ts';
import type { BoardLayout } from './board-layout.ts';
import { BoardNode, type NodeLine } from './board-node.tsx';
import type { BoardRecords, DrawnSource } from './board-records.ts';
import {
  describeAccount,
  describeModel,
  describeSource,
  hostOf,
  nameOfAccount,
  nameOfSource,
  notesOf,
  stateOf,
} from './board-words.ts';
import { asFocusableImage, asList } from './svg-roles.ts';
import type { Followed } from './use-follow.ts';

interface NodesProps {
  records: BoardRecords;
  layout: BoardLayout;
  followed: Followed | undefined;
  onPoint: (key: string | undefined) => void;
}

const icons: Readonly<Record<DrawnSource['kind'], IconName>> = {
  call: 'route',
  environment: 'chat',
  feature: 'features',
  agent: 'agents',
};

export function SourceNodes({ records, layout, followed, onPoint }: NodesProps) {
  return (
    <g {...asList} aria-label={board.lists.sources}>
      {records.sources.map((source) => {
        const box = layout.boxes.get(source.key);
        if (!box) return null;
        return (
          <BoardNode
            key={source.key}
            box={box}
            kind="source"
            icon={icons[source.kind]}
            lines={[{ text: nameOfSource(source), look: 'name' }]}
            health={source.targets.length === 0 ? 'off' : 'well'}
            isLit={followed?.nodes.has(source.key)}
            within={(picture) => (
              <SourceLink source={source} {...pointed(describeSource(source, records), source.key, onPoint)}>
                {picture}
              </SourceLink>
            )}
          />
        );
      })}
    </g>
  );
}

function SourceLink({
  source: { kind, id },
  children,
  ...props
}: Pointed & { source: DrawnSource; children: ReactNode }) {
  const place = usePlace();
  if (kind === 'agent' && id !== null) {
    return (
      <Link to="/t/$tenant/$environment/agents/$agent" params={{ ...place, agent: id }} {...props}>
        {children}
      </Link>
    );
  }
  const page = kind === 'feature' ? 'features' : 'explain';
  return (
    <Link to={`/t/$tenant/$environment/${page}`} params={place} {...props}>
      {children}
    </Link>
  );
}

export function ModelNodes({ records, layout, followed, onPoint }: NodesProps) {
  const place = usePlace();
  return (
    <g {...asList} aria-label={board.lists.models}>
      {records.models.map((model) => {
        const box = layout.boxes.get(model.id);
        const isApart = model.owner === 'managed';
        const props = pointed(describeModel(model, records), model.id, onPoint);
        if (!box) return null;
        return (
          <BoardNode
            key={model.id}
            box={box}
            kind="model"
            lines={linesOfModel(model)}
            health={records.healthOf(model)}
            isApart={isApart}
            isLit={followed?.nodes.has(model.id)}
            within={(picture) =>
              isApart ? (
                <Unlinked {...props}>{picture}</Unlinked>
              ) : (
                <Link to="/t/$tenant/$environment/models" params={place} {...props}>
                  {picture}
                </Link>
              )
            }
          />
        );
      })}
    </g>
  );
}

export function AccountNodes({ records, layout, followed, onPoint }: NodesProps) {
  const { platform } = useArea();
  const place = usePlace();
  return (
    <g {...asList} aria-label={board.lists.accounts}>
      {records.accounts.map((account) => {
        const box = layout.boxes.get(account.id);
        const isApart = account.owner === 'managed';
        const props = pointed(describeAccount(account, records, platform.name), account.id, onPoint);
        const params = { ...place, account: account.id };
        if (!box) return null;
        return (
          <BoardNode
            key={account.id}
            box={box}
            kind="account"
            lines={linesOfAccount(account, platform.name)}
            health={account.health}
            isApart={isApart}
            isLit={followed?.nodes.has(account.id)}
            within={(picture) =>
              isApart ? (
                <Unlinked {...props}>{picture}</Unlinked>
              ) : (
                <Link to="/t/$tenant/$environment/accounts/$account" params={params} {...props}>
                  {picture}
                </Link>
              )
            }
          />
        );
      })}
    </g>
  );
}

const linesOfAccount = (account: BoardAccount, platform: string): NodeLine[] => [
  { text: nameOfAccount(account, platform), look: 'name' },
  { text: hostOf(account), look: 'code' },
  { text: stateOf(account), look: 'state' },
];

const linesOfModel = (model: BoardModel): NodeLine[] => [
  { text: model.name, look: 'name' },
  { text: notesOf(model), look: 'soft' },
];

interface Pointed {
  'aria-label': string;
  onMouseEnter: () => void;
  onMouseLeave: () => void;
  onFocus: () => void;
  onBlur: () => void;
}

/** Pointing at it and going to it by keyboard are the same. */
function pointed(label: string, key: string, onPoint: NodesProps['onPoint']): Pointed {
  const on = () => onPoint(key);
  const off = () => onPoint(undefined);
  return { 'aria-label': label, onMouseEnter: on, onMouseLeave: off, onFocus: on, onBlur: off };
}

/** The platform’s have no page here, but a way that can be followed. */
function Unlinked({ children, ...props }: Pointed & { children: ReactNode }) {
  return (
    <g {...asFocusableImage} {...props}>
      {children}
    </g>
  );
}
