import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { AppError } from '../../domain/app-error.ts';
import type { Lease } from '../ledger.ts';
import type { Database } from './database.ts';

interface LeaseRow {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  readonly born: string;
  readonly expires_ms: number;
}

/** Takes a lease unless a live owner holds it. Time is the system's, whatever clock the ledger writes with. */
export function acquireLease(state: Database, name: string, seconds: number): Lease | undefined {
  return state.write(() => {
    const held = state.get<LeaseRow>('SELECT * FROM lease WHERE name = ?', name);
    if (held !== undefined && held.expires_ms > Date.now() && isAlive(held)) return undefined;
    const token = randomUUID();
    state.run(
      'INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?, ?, ?)',
      name,
      token,
      hostname(),
      process.pid,
      birthOf(process.pid) ?? '',
      Date.now() + seconds * 1000,
    );
    return { name, token };
  });
}

/** Extends a lease that is still held; one that expired without being taken is still its owner's. */
export function renewLease(state: Database, { name, token }: Lease, seconds: number): boolean {
  const expires = Date.now() + seconds * 1000;
  return (
    state.run('UPDATE lease SET expires_ms = ? WHERE name = ? AND token = ?', expires, name, token).changes >
    0
  );
}

export function releaseLease(state: Database, { name, token }: Lease): void {
  state.run('DELETE FROM lease WHERE name = ? AND token = ?', name, token);
}

/** Throws AppError `conflict` when someone else holds the lease by now. */
export function assertHeld(state: Database, { name, token }: Lease): void {
  if (state.get('SELECT 1 AS held FROM lease WHERE name = ? AND token = ?', name, token) !== undefined)
    return;
  throw new AppError(
    'conflict',
    `The lease “${name}” was lost: another process took over, and this one's work is refused.`,
  );
}

/** Owners on other hosts are taken to live until their lease expires. */
function isAlive({ host, pid, born }: LeaseRow): boolean {
  if (host !== hostname()) return true;
  const found = birthOf(pid);
  return found !== undefined && (born === '' || found === '' || found === born);
}

/**
 * When a process of this host was started, so that a reused number is not taken for its owner; empty where the system
 * does not tell; undefined when there is no such process.
 */
function birthOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isForeign = error instanceof Error && 'code' in error && error.code === 'EPERM';
    if (!isForeign) return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
