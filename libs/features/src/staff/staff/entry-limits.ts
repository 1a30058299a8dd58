import { type Bucket, takeTokens } from '#platform/database/rate-limits.js'
import type { Database } from '#platform/database/database.js'

/** What somebody does who is not signed in: sign in, use a paper, ask for one. */
type Entry = 'sign-in' | 'paper' | 'forgotten'

const minute = 60
const hour = 3600
const limits: Readonly<
  Record<Entry, { readonly ofName: number; readonly ofNetwork: number; readonly seconds: number }>
> = {
  'sign-in': { ofName: 5, ofNetwork: 60, seconds: minute },
  paper: { ofName: 5, ofNetwork: 60, seconds: minute },
  forgotten: { ofName: 3, ofNetwork: 30, seconds: hour },
}

/**
 * Takes one try from a network's share for this name, and of its share for all names together. What other networks try counts
 * for nothing here: nobody can keep a colleague out by trying their name (SECURITY §5). Fault `database_away`.
 */
export function mayTry(
  database: Pick<Database, 'query'>,
  entry: Entry,
  { login, network }: { readonly login: string; readonly network: string },
): Promise<boolean> {
  const { ofName, ofNetwork, seconds } = limits[entry]
  const buckets: Bucket[] = [
    { name: `staff-${entry}:${login}:${network}`, size: ofName, seconds },
    { name: `staff-${entry}-from:${network}`, size: ofNetwork, seconds },
  ]
  return takeTokens(database, buckets)
}
