import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { loadUsageCsv } from '../../api/usage.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { addDays, dayOf } from '../../components/days.ts';
import { DownloadButton } from '../../components/download-button.tsx';
import { Page } from '../../components/page.tsx';
import { pages } from '../../strings/pages.ts';
import { usage } from '../../strings/usage.ts';
import { ChartPanel } from './chart-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { toPeriod } from './period.ts';
import { UsageControls } from './usage-controls.tsx';
import { type Grouping, placeGroupings, platformGroupings, type UsageSearch } from './usage-search.ts';

const address = '/t/$tenant/$environment/usage';
const platformAddress = '/operator/usage';

export function UsagePage() {
  const search = getRouteApi(address).useSearch();
  const params = usePlace();
  const navigate = useNavigate();
  return (
    <Usage
      description={usage.description}
      search={search}
      groupings={placeGroupings}
      onSearch={(wish) => navigate({ to: address, params, search: wish, replace: true, resetScroll: false })}
    />
  );
}

export function PlatformUsagePage() {
  const search = getRouteApi(platformAddress).useSearch();
  const navigate = useNavigate();
  return (
    <Usage
      description={usage.descriptionOfPlatform}
      search={search}
      groupings={platformGroupings}
      onSearch={(wish) => navigate({ to: platformAddress, search: wish, replace: true, resetScroll: false })}
    />
  );
}

interface UsageProps {
  description: string;
  search: UsageSearch;
  groupings: readonly Grouping[];
  onSearch: (search: UsageSearch) => void;
}

function Usage({ description, search, groupings, onSearch }: UsageProps) {
  const api = useApi();
  const period = toPeriod(search, dayOf(Date.now()));
  const wish = { from: period.first, to: addDays(period.last, 1) };
  const { by = 'day', show: measure = 'calls' } = search;
  const edit = (change: UsageSearch) => onSearch({ ...search, ...change });
  return (
    <Page
      title={pages.usage}
      description={description}
      actions={
        <DownloadButton
          label={usage.csv}
          fileName={`usage-${wish.from}-${wish.to}.csv`}
          load={() => loadUsageCsv(api, { ...wish, by: [by] })}
        />
      }
    >
      <UsageControls search={search} period={period} by={by} groupings={groupings} onEdit={edit} />
      <FiguresPanel wish={wish} />
      <ChartPanel
        wish={wish}
        period={period}
        by={by}
        measure={measure}
        onMeasure={(show) => edit({ show })}
      />
      <GroupsPanel key={by} wish={wish} by={by} />
    </Page>
  );
}
