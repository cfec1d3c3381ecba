import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { Agent } from '../../api/agents.ts';
import { useMay, usePlace } from '../../areas/area.tsx';
import { Icon } from '../../icons/icon.tsx';
import { agents } from '../../strings/agents.ts';
import { DeleteAgentDialog } from './delete-agent-dialog.tsx';

const texts = agents.actions;

export function AgentActions({ agent }: { agent: Agent }) {
  const place = usePlace();
  const manages = useMay('agents.manage');
  const [asking, question] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={texts.of(agent.name)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/$environment/agents/$agent"
                params={{ ...place, agent: agent.id }}
                {...props}
              />
            )}
          >
            {texts.open}
          </Menu.Item>
          <Menu.Item
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/$environment/fallback"
                params={place}
                search={{ agent: agent.id }}
                {...props}
              />
            )}
          >
            {texts.policy}
          </Menu.Item>
          {manages && <Menu.Divider />}
          {manages && (
            <Menu.Item color="red" onClick={question.open}>
              {texts.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {manages && <DeleteAgentDialog agent={agent} opened={asking} onClose={question.close} />}
    </>
  );
}
