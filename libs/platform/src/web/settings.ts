/** What one web process is told about the place it answers at. */
export abstract class WebSettings {
  /** `http` on loopback only (practice copy, tests); everything else is https behind a proxy. */
  abstract readonly scheme: 'http' | 'https'
  /** Host headers that are answered, port included where there is one. The order is the operator's. */
  abstract readonly hosts: readonly string[]
  /** A practice copy answers nobody but this machine. */
  abstract readonly isPractice: boolean
  /** Neutral name of the session cookie; one per app, since cookies ignore ports. */
  abstract readonly cookie: string
  abstract readonly requestSeconds: number
  /** Pages of this app may load its own scripts. */
  abstract readonly hasScripts: boolean
  /** The page a stranger to a practice copy gets, whole. */
  abstract readonly strangerPage: () => string
}

/** Origins a page of ours may post from. */
export const originsOf = ({ scheme, hosts }: Pick<WebSettings, 'scheme' | 'hosts'>): readonly string[] =>
  hosts.map((host) => `${scheme}://${host}`)
