export interface Row {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  /** The same thing bare, measured in the same run; absent where the limit is a plain number. */
  readonly bare?: readonly number[]
  readonly must: number
  readonly goal: number
  /** `ratio`: ours / bare, larger is better. `most`: ours itself, smaller is better. */
  readonly kind: 'ratio' | 'most'
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

const spread = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`

/** One line a row: figure with min–max, the limit of the same run, and how far it is from must and goal. */
export function printed(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const figure = row.kind === 'ratio' ? median(row.ours) / median(row.bare ?? []) : median(row.ours)
    const shown = row.kind === 'ratio' ? `${(100 * figure).toFixed(0)} %` : `${figure.toFixed(1)} ${row.unit}`
    const reaches = (limit: number) => (row.kind === 'ratio' ? figure >= limit : figure <= limit)
    const verdict = reaches(row.goal) ? 'goal' : reaches(row.must) ? 'must' : 'MISSED'
    const limit = (value: number) => (row.kind === 'ratio' ? `${100 * value} %` : `${value} ${row.unit}`)
    return `| ${row.what} | ${spread(row.ours)} ${row.unit} | ${row.bare ? spread(row.bare) : '–'} | ${shown} | ${limit(row.must)} | ${limit(row.goal)} | ${verdict} |`
  })
  return [
    '| what | ours, median (min–max) | bare | reached | must | goal | verdict |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}
