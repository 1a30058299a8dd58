import { type DryRun, leftCodes } from '#features/decision/staff/many/dry-run.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface LeftFilesProps {
  readonly words: Words
  /** Dry runs of one act. */
  readonly runs: readonly DryRun[]
}

const exampleCount = 5

/** How many files would be left and why, and a few of them to look at. */
export const LeftFiles = ({ words, runs }: LeftFilesProps) => {
  const countOf = (code: (typeof leftCodes)[number]) => runs.reduce((sum, { left }) => sum + (left[code] ?? 0), 0)

  return (
    <>
      <Table
        caption={words('staff.many.left_caption')}
        empty={words('staff.many.left_none')}
        rows={leftCodes.filter((code) => countOf(code) > 0)}
        keyOf={(code) => code}
        columns={[
          { name: words('staff.many.left_why'), cell: (code) => words(`staff.many.left.${code}`) },
          { name: words('staff.many.left_count'), cell: (code) => words.number(countOf(code)), isNumber: true },
        ]}
      />
      <Examples words={words} runs={runs} />
    </>
  )
}

const Examples = ({ words, runs }: LeftFilesProps) => {
  const examples = runs.flatMap((run) => run.examples).slice(0, exampleCount)
  if (examples.length === 0) return null

  return (
    <>
      <h2>{words('staff.many.examples')}</h2>
      <ul>
        {examples.map(({ id, caseNumber, code }) => (
          <li key={id}>
            <a href={paths.application(id)} dir="ltr">
              {caseNumber}
            </a>
            : {words(`staff.many.left.${code}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
