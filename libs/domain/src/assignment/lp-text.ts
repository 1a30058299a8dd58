/** Sides of a row; each name counts once. */
export interface RowSides {
  readonly plus: readonly string[]
  readonly minus?: readonly string[]
}

const perLine = 10
const lines = (terms: readonly string[]): string =>
  Array.from({ length: Math.ceil(terms.length / perLine) }, (_, i) =>
    terms.slice(i * perLine, (i + 1) * perLine).join(' '),
  ).join('\n  ')

/** Writes a linear model as CPLEX LP text: columns x0, x1 … from 0 to a bound, rows c0, c1 …, to be maximised. */
export class LpText {
  private readonly goal: string[] = []
  private readonly bounds: string[] = []
  private readonly rows: string[] = []

  /** Adds a column with its weight in the goal and its upper bound; answers with its name. */
  column(weight: number, most: number): string {
    const name = `x${this.goal.length}`
    this.goal.push(`${weight < 0 ? '-' : '+'} ${plain(Math.abs(weight))} ${name}`)
    this.bounds.push(`${name} <= ${most}`)
    return name
  }

  row({ plus, minus = [] }: RowSides, relation: '<=' | '=' | '>=', right: number): void {
    const terms = [...plus.map((name) => `+ ${name}`), ...minus.map((name) => `- ${name}`)]
    if (terms.length > 0) this.rows.push(`c${this.rows.length}: ${lines(terms)} ${relation} ${right}`)
  }

  text(): string {
    return `Maximize\n obj: ${lines(this.goal)}\nSubject To\n ${this.rows.join('\n ')}\nBounds\n ${this.bounds.join('\n ')}\nEnd\n`
  }
}

/** Never in the form 1e-7, which not every reader of the format takes. */
const plain = (value: number): string => (Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6))
