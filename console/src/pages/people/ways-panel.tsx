import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signinSettingsQuery } from '../../api/signin-settings.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { people } from '../../strings/people.ts';

const texts = people.ways;

export function WaysPanel() {
  const query = useQuery(signinSettingsQuery(useApi()));
  const settings = (
    <Button variant="default" size="xs" renderRoot={(props) => <Link {...props} to="/operator/signin" />}>
      {texts.settings}
    </Button>
  );
  return (
    <Panel title={texts.title} aside={settings}>
      <Async query={query} what={texts.loading} skeleton={<Skeleton height={62} />}>
        {({ oidc }) => (
          <Facts
            facts={[
              { label: texts.link, value: texts.linkValue, note: texts.linkNote },
              {
                label: texts.provider,
                value: oidc?.issuer ?? texts.none,
                note: oidc === null ? texts.noneNote : texts.providerNote,
              },
            ]}
          />
        )}
      </Async>
    </Panel>
  );
}
