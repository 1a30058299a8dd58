import type { PersonRow } from '#domain/selection/input/people.js'
import type { QuotaRow } from '#domain/selection/input/quotas.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'

/** Floors and caps by family, in the order of the digits below. */
const assemblyBounds: readonly (readonly string[])[] = [
  ['11-12', '10-11', '0-1'],
  ['0-0', '5-7', '5-7', '5-6', '5-6'],
  ['5-7', '5-7', '5-6', '5-6'],
  ['3-5', '3-5', '2-5', '3-5', '3-5', '2-5', '3-5', '3-5'],
]

// How many people have which values: one digit a family (gender, age, education, region), ×n for n people. Counted from the
// fixture of 150 people in sortitionfoundation/sortition-algorithms (tests/fixtures/candidates.csv, features.csv).
const assembly = `0106 0112 0113 0114 0121×2 0123 0125×2 0130 0131 0133 0135 0201 0203 0204 0206 0210 0213 0216 0217 0220
0227×2 0230 0234 0236 0301 0302 0303×2 0306×2 0310 0311 0312×3 0313 0314×2 0315 0316 0323 0324 0326 0327 0332 0333 0334
0335 0337 0401 0402 0403 0404×2 0407 0410 0411×2 0412 0413 0415 0416 0421 0422 0423 0426 0427 0430 0431 0432 0435×3 0437
1102×3 1104 1107×2 1111 1112 1113 1114×3 1115 1120×3 1122×2 1124 1127×2 1130 1131 1133 1134 1135 1136 1200 1201 1202 1204
1205 1207 1212 1230 1231×2 1232 1233 1234×2 1236 1303 1304 1306 1311 1316 1317 1320 1321 1323 1327 1334×2 1336 1337 1400
1402 1404×3 1406 1411 1412 1414 1415×2 1424 1430 1432 1435×2 1437`

/** A citizens' assembly: 22 of 150 people under four families of quotas. */
export function assemblyInput(): SelectionInput {
  const people = assembly.split(/\s+/).flatMap((entry) => {
    const [digits = '', times = '1'] = entry.split('×')
    const values = Object.fromEntries(digits.split('').map((digit, family) => [`family ${family}`, digit]))
    return Array.from({ length: Number(times) }, (_, k): PersonRow => ({ id: `${digits}-${k}`, score: 3, values }))
  })
  const quotas = assemblyBounds.flatMap((bounds, family) =>
    bounds.map((bound, value): QuotaRow => {
      const [floor, cap] = bound.split('-')
      return { family: `family ${family}`, value: String(value), floor, cap }
    }),
  )
  return { people, quotas, places: 22 }
}
