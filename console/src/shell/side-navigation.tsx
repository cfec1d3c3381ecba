import { Link } from '@tanstack/react-router';
import { useArea } from '../areas/area.tsx';
import { navigationGroups } from '../areas/page-facts.ts';
import { Icon } from '../icons/icon.tsx';
import { navigationGroupNames } from '../strings/pages.ts';
import styles from './side-navigation.module.css';
import { useListedPages } from './use-listed-pages.ts';

/** The pages of this area that this person may see, by group. */
export function SideNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const { place } = useArea();
  const pages = useListedPages();
  return (
    <div className={styles.groups}>
      {navigationGroups.map((group) => {
        const members = pages.filter(({ facts }) => facts.navigation?.group === group);
        if (members.length === 0) return null;
        return (
          <div key={group}>
            {navigationGroupNames[group] !== '' && (
              <p className={styles.group}>{navigationGroupNames[group]}</p>
            )}
            <ul className={styles.list}>
              {members.map(({ to, facts }) => (
                <li key={to}>
                  <Link
                    className={styles.link}
                    to={to}
                    params={place ?? {}}
                    activeOptions={{ exact: isAreaRoot(to) }}
                    {...(onNavigate && { onClick: onNavigate })}
                  >
                    {facts.navigation && <Icon name={facts.navigation.icon} />}
                    {facts.title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

/** Every page of an area begins with the address of its first one. */
const isAreaRoot = (to: string): boolean => to.endsWith('/') || to === '/operator';
