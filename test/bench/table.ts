export interface Row {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  /** The same thing bare, measured in the same run; absent where the limit is a plain number. */
  readonly bare?: readonly number[]
  /** Both absent where a figure is only told. */
  readonly must?: number
  readonly goal?: number
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
    const limit = (value?: number) =>
      value === undefined ? '–' : row.kind === 'ratio' ? `${100 * value} %` : `${value} ${row.unit}`
    return `| ${row.what} | ${spread(row.ours)} ${row.unit} | ${row.bare ? spread(row.bare) : '–'} | ${shown} | ${limit(row.must)} | ${limit(row.goal)} | ${verdictOf(row, figure)} |`
  })
  return [
    '| what | ours, median (min–max) | bare | reached | must | goal | verdict |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function verdictOf({ must, goal, kind }: Row, figure: number): 'goal' | 'must' | 'MISSED' | 'told' {
  if (must === undefined || goal === undefined) return 'told'
  const reaches = (limit: number) => (kind === 'ratio' ? figure >= limit : figure <= limit)
  return reaches(goal) ? 'goal' : reaches(must) ? 'must' : 'MISSED'
}
