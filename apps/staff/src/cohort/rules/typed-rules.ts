import { type Family, familyValues, ruledFamilies } from '#domain/selection/draft/families.js'
import { isSet } from '#domain/selection/draft/rules.js'
import type { SettingsView } from '#features/selection/staff/settings/change-settings.js'
import { supportLines } from '#domain/decision/support.js'
import type { RuleParts } from './rules.form.js'
import type { TypedRules } from './rules.page.js'

const crowns = (minorUnits: number): string => (minorUnits === 0 ? '' : String(minorUnits / 100))

/** The form as the settings in force fill it, with an empty row for every value that could have a rule. */
export function typedFrom({ settings, places, lottery, languages }: SettingsView): TypedRules {
  const valuesOf = (family: Family): readonly string[] => {
    const own = settings.rules.filter((rule) => rule.family === family).map(({ value }) => value)
    const known = family === 'language' ? languages : familyValues[family]
    return [...new Set([...known, ...own])]
  }
  const rules = ruledFamilies.flatMap((family) =>
    valuesOf(family).map((value): RuleParts => {
      const rule = settings.rules.find((one) => one.family === family && one.value === value)
      return { family, value, ...(rule && isSet(rule) ? rule : {}) }
    }),
  )
  const prices = Object.fromEntries(supportLines.map((item) => [item, crowns(settings.prices[item])]))

  return {
    values: {
      ...prices,
      version: String(settings.number),
      over_invitation: String(places.overInvitation),
      lottery,
      most_per_organisation: String(settings.mostPerOrganisation),
      most_per_country: String(settings.mostPerCountry),
      most_languages: String(settings.mostLanguages),
      budget: settings.budget === null ? undefined : String(settings.budget / 100),
      rules,
    },
    errors: {},
    findings: [],
  }
}
