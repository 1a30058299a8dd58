import { addDays, type IsoDate } from '../calendar/iso-date.js'
import { type ConstantName, constantFact, type NamedFact, named, type RuleSet } from './rule-set.js'

/** Rules last compared with their source more than so many days before a day, by name, in the order of the rule set. */
export function staleRows(rules: RuleSet, today: IsoDate, days = 180): NamedFact[] {
  const limit = addDays(today, -days)
  const facts = [
    ...(Object.keys(rules.constants) as ConstantName[]).map((name) => constantFact(rules, name)),
    ...rules.countries.map((row) => named(`COUNTRY:${row.iso2}`, row)),
    ...rules.unrecognised.map((row) => named(`UNRECOGNISED:${row.nationality}`, row)),
    ...rules.airportTransit.map((row) => named(`AIRPORT_TRANSIT:${row.nationality}`, row)),
  ]

  return facts.filter(({ checkedOn }) => checkedOn < limit)
}
