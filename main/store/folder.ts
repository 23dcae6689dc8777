/** Which folders may hold a ledger: SQLite's locks and its WAL do not hold on network file systems. */
import { mkdirSync, realpathSync, statfsSync } from 'node:fs'

export class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused'
  readonly reason: string

  constructor(dir: string, reason: string) {
    super(
      `The data folder ${dir} cannot hold the ledger: ${reason}. Choose a folder on this machine's own disk.`,
    )
    this.reason = reason
  }
}

/** Linux statfs magic numbers of network file systems (linux/magic.h and the file systems' own headers). */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x01021997, '9P'],
])

const CLOUD_FOLDERS =
  /[\\/](OneDrive|Dropbox|Google Drive|GoogleDrive|iCloud Drive|Mobile Documents|Nextcloud)([\\/]|$|[ -])/i

/**
 * Makes the folder when it is missing.
 * @returns the real path, and a warning for people when a program that copies files elsewhere watches it.
 * @throws DataFolderRefused on a network file system or a Windows network path.
 */
export function openDataFolder(dir: string): { path: string; warning: string | null } {
  if (/^[\\/]{2}/.test(dir)) throw new DataFolderRefused(dir, 'it is a network path')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = realpathSync(dir)
  const network = process.platform === 'linux' ? NETWORK_TYPES.get(statfsSync(path).type) : undefined
  if (network !== undefined) throw new DataFolderRefused(dir, `it is on a network file system (${network})`)
  const cloud = CLOUD_FOLDERS.exec(path)
  const warning =
    cloud === null
      ? null
      : `The data folder is inside ${cloud[1]}, which may copy the ledger while it is written. Use a folder that is not synchronised.`
  return { path, warning }
}
