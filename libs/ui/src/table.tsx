import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  readonly name: string
  readonly cell: (row: Row) => ComponentChildren
  /** Figures stand at the end of their cell. */
  readonly isNumber?: boolean
}

export interface TableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Said instead of an empty table. */
  readonly empty: string
}

/** Rows and columns; the first column names the row. Scrolls inside its own box on narrow screens. */
export function Table<Row>({ caption, columns, rows, keyOf, empty }: TableProps<Row>) {
  if (rows.length === 0) return <p class="hint">{empty}</p>

  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th key={name} scope="col" class={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const TableRow = <Row,>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) => (
  <tr>
    {columns.map(({ name, cell, isNumber }, index) =>
      index === 0 ? (
        <th key={name} scope="row">
          {cell(row)}
        </th>
      ) : (
        <td key={name} class={isNumber ? 'number' : undefined}>
          {cell(row)}
        </td>
      ),
    )}
  </tr>
)

export interface PagerProps {
  /** Name of this navigation. */
  readonly label: string
  readonly next?: { readonly href: string; readonly label: string }
  readonly first?: { readonly href: string; readonly label: string }
}

/** Keyset pages go forward and back to the start. */
export const Pager = ({ label, next, first }: PagerProps) =>
  next || first ? (
    <nav class="pager" aria-label={label}>
      {first && (
        <a href={first.href} rel="first">
          {first.label}
        </a>
      )}
      {next && (
        <a href={next.href} rel="next">
          {next.label}
        </a>
      )}
    </nav>
  ) : null
