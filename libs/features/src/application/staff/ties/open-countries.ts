import { grouped } from '#domain/grouped.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { schemaOf, standingAnswers, valuesAlone } from '../section-versions.js'

/**
 * Countries the person lives and works in, of each of these files; a file this session does not open is left out. One
 * audit line for all of them, committed first: never call it inside a transaction that has written one.
 */
export async function openCountries(
  keyring: Keyring,
  actor: StaffActor,
  files: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (files.length === 0) return new Map()
  const line = { verb: 'countries.opened', objectId: actor.editionId, purpose: `${files.length}` }
  const schemas = ['profile', schemaOf('profile', 'place')]
  const records = await keyring.open(actor.holder, line, { owners: files, schemas, keep: valuesAlone })
  const byOwner = grouped(records, ({ owner }) => owner)

  return new Map([...byOwner].map(([owner, own]) => [owner, countriesIn(standingAnswers(own))]))
}

interface Places {
  readonly country_of_residence?: string
  readonly region_of_work?: readonly string[]
}

const countriesIn = ({ country_of_residence: home, region_of_work: work = [] }: Places): string[] =>
  home ? [home, ...work] : [...work]
