import { common } from '../strings/common.ts';
import styles from './address-list.module.css';
import { CopyButton } from './copy-button.tsx';

/** Addresses that somebody puts into an allowlist: each one to copy, or all of them. */
export function AddressList({ addresses }: { addresses: readonly string[] }) {
  return (
    <>
      <ul className={styles.addresses}>
        {addresses.map((address) => (
          <li key={address}>
            <code>{address}</code>
            <CopyButton value={address} label={common.copyValue(address)} />
          </li>
        ))}
      </ul>
      {addresses.length > 1 && (
        <span className={styles.all}>
          {common.copyAllAddresses}
          <CopyButton value={addresses.join('\n')} label={common.copyAllAddresses} />
        </span>
      )}
    </>
  );
}
