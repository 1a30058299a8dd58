import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { insertSettings, settingsRow } from '../staff/settings/settings-rows.js'

/** Another cap on people of one country, as long as nobody has set any rules: people of a demonstration come from few countries. */
export async function capCountriesAtFirst(
  database: Database,
  actor: StaffActor,
  mostPerCountry: number,
): Promise<void> {
  const settings = await settingsRow(database, actor.editionId)
  if (settings.number > 0) return
  await database.transaction((tx) => insertSettings(tx, actor, { ...settings, mostPerCountry }))
}
