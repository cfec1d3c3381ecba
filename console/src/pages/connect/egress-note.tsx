import { useArea } from '../../areas/area.tsx';
import { AddressList } from '../../components/address-list.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './connect.module.css';

const texts = connect.egress;

/** What somebody has to let in before the first test can pass. */
export function EgressNote() {
  const { name, egress_ips: addresses } = useArea().platform;
  return (
    <section className={styles.note}>
      <h2>{texts.title}</h2>
      {addresses.length === 0 ? (
        <p>{texts.none(name)}</p>
      ) : (
        <>
          <p>{texts.body(name)}</p>
          <AddressList addresses={addresses} />
        </>
      )}
    </section>
  );
}
