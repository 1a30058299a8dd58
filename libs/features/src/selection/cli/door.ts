import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { insertSettings, type SelectionSettings, settingsRow } from '../staff/settings/settings-rows.js'

/** Other caps, as long as nobody has set any rules: people of a demonstration come from few countries and speak many languages. */
export async function capAtFirst(
  database: Database,
  actor: StaffActor,
  caps: Pick<SelectionSettings, 'mostPerCountry' | 'mostLanguages'>,
): Promise<void> {
  const settings = await settingsRow(database, actor.editionId)
  if (settings.number > 0) return
  await database.transaction((tx) => insertSettings(tx, actor, { ...settings, ...caps }))
}
