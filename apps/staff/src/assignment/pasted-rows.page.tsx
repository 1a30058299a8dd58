import type { ReadRows, RowError } from '#domain/assignment/rows.js'
import { Notice } from '#ui/blocks.js'
import { LongText } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface PastedRowsProps {
  readonly words: Words
  readonly token: string
  readonly rows: string
  readonly read?: ReadRows
  /** How many reads were assigned. */
  readonly assigned?: number
  readonly refusal?: string
  /** Code of an error of the rows as a text. */
  readonly error?: string
}

/** Rows are named by number only: what stands in them is on the page once, in the box it was pasted into. */
export const PastedRowsText = (props: PastedRowsProps) => (
  <>
    <h1>{props.words('staff.rows.title')}</h1>
    <Refused code={props.refusal} />
    {props.assigned !== undefined && (
      <Notice isStatus>
        <p>{props.words('staff.rows.assigned', { count: props.assigned })}</p>
      </Notice>
    )}
    <p>
      <a href={paths.plan}>{props.words('staff.proposal.back')}</a>
    </p>
    <p class="lead">{props.words('staff.rows.lead')}</p>
    {props.read && <Result words={props.words} read={props.read} />}
    <Paste {...props} />
  </>
)

const Paste = ({ words, token, rows, error }: PastedRowsProps) => (
  <PageForm action={paths.pastedRows} token={token}>
    <LongText
      name="rows"
      label={words('staff.rows.text')}
      hint={words('staff.rows.hint')}
      value={rows}
      rows={14}
      error={error && words.find(`error.${error}`, { field: words('staff.rows.text'), limit: 50_000 })}
    />
    <div class="buttons">
      <button class="main" name="act" value="look">
        {words('staff.rows.look')}
      </button>
      <button class="second" name="act" value="enter">
        {words('staff.rows.enter')}
      </button>
    </div>
  </PageForm>
)

const Result = ({ words, read }: { readonly words: Words; readonly read: ReadRows }) => (
  <section>
    <h2>{words('staff.rows.result')}</h2>
    {read.ok ? (
      <p>{words('staff.rows.fits', { count: read.pairs.length })}</p>
    ) : (
      <Table
        caption={words('staff.rows.errors')}
        empty=""
        rows={read.errors}
        keyOf={({ row, code }) => `${row} ${code}`}
        columns={[
          { name: words('staff.rows.row'), cell: ({ row }: RowError) => words.number(row) },
          { name: words('staff.rows.wrong'), cell: ({ code }: RowError) => words(`staff.rows.error.${code}`) },
        ]}
      />
    )}
  </section>
)
