import type { Family } from '#domain/selection/draft/families.js'
import type { LaidCandidate } from './candidates.js'

const regions: Readonly<Record<string, readonly string[]>> = {
  '014': ['KE'],
  '011': ['NG', 'GH'],
  '015': ['EG', 'TN'],
  '017': ['CD'],
  '018': ['ZA'],
  '005': ['CO', 'BR'],
  '013': ['MX', 'GT'],
  '021': ['US'],
  '143': ['KZ'],
  '030': ['CN'],
  '035': ['PH', 'MM'],
  '034': ['IN', 'PK'],
  '145': ['SY', 'TR'],
  '151': ['UA', 'PL', 'RU'],
  '039': ['RS'],
  '154': ['SE', 'GB'],
  '155': ['FR', 'DE'],
  '054': ['FJ'],
  '029': ['HT'],
}
const regionOf = (country = '') => Object.keys(regions).find((code) => regions[code]?.includes(country)) ?? ''
const notSaid = (text: string) => (text === 'prefer_not' ? 'not_said' : text)

/** Counts of a list by one family, made of the answers themselves and nothing of ours. */
export function recount(family: Family, list: readonly LaidCandidate[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { answered: said } of list) {
    const isDiverse = said.gender === 'woman' || said.gender === 'another'
    const values: Readonly<Record<Family, readonly string[]>> = {
      region: [regionOf(said.region_of_work[0])],
      equality: [isDiverse ? 'women_and_diverse' : 'others'],
      newcomer: [{ no: 'first_time', yes: 'been_before' }[said.attended_before] ?? 'not_said'],
      visa: [said.visa_for_sweden_known !== 'do_not_need' || said.travel_document === 'no' ? 'need' : 'do_not_need'],
      theme: said.themes,
      language: said.interpretation_need,
      gender: [notSaid(said.gender)],
      age: [notSaid(said.age_band)],
    }
    for (const value of values[family]) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}
