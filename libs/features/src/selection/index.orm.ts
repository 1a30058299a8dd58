export { type SelectionSettings, settingsRow } from './staff/settings/settings-rows.js'
