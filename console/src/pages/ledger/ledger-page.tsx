import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ledgerQuery } from '../../api/ledger.ts';
import { parsePeriod, type Wished } from '../../api/periods.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Page } from '../../components/page.tsx';
import { ledger } from '../../strings/ledger.ts';
import { pages } from '../../strings/pages.ts';
import { AttemptsPanel } from './attempts-panel.tsx';
import { FindCall } from './find-call.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { type LedgerSearch, parseFilter, parseLedgerSearch } from './ledger-search.ts';

const address = '/t/$tenant/$environment/ledger';

export function LedgerPage() {
  const search = getRouteApi(address).useSearch();
  const place = usePlace();
  const navigate = useNavigate();
  const filter = parseFilter(search);
  const query = useInfiniteQuery(ledgerQuery(useApi(), parsePeriod(search), filter));
  const look = (wish: Wished<LedgerSearch>) =>
    void navigate({ to: address, params: place, search: parseLedgerSearch(wish), replace: true });
  return (
    <Page title={pages.ledger} description={ledger.description} actions={<FindCall />}>
      <LedgerFilters search={search} onLook={look} />
      <AttemptsPanel query={query} isFiltered={Object.keys(filter).length > 0} />
    </Page>
  );
}
