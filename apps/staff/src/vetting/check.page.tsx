import { checkPoints, checkResults, evidenceGrades } from '#domain/vetting/clearing.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** For leads, while the file is in vetting; later the points stand as they were recorded. */
export function CheckPanel(props: FileProps) {
  const { words, me, file, panels, token } = props
  if (!mayUse(me.roles, 'check.record') || (file.state !== 'vetting' && panels.checks.length === 0)) return null
  const isOpen = file.state === 'vetting'
  const table = (
    <Table
      caption={words('staff.check.caption')}
      empty=""
      rows={checkPoints}
      keyOf={String}
      columns={isOpen ? formColumns(props) : recordedColumns(props)}
    />
  )

  return (
    <section>
      <h2>{words('staff.check.title')}</h2>
      {panels.vouchers.map((voucher) => (
        <p key={voucher.id}>
          {words(`staff.check.voucher.${voucher.kind}`, { author: voucher.author, day: words.date(voucher.vouchedOn) })}
        </p>
      ))}
      {isOpen ? (
        <PageForm action={paths.checks(file.id)} token={token} id="checks">
          {table}
          <div class="buttons">
            <button class="second">{words('staff.check.save')}</button>
          </div>
        </PageForm>
      ) : (
        table
      )}
    </section>
  )
}

const pointText = (words: Words, point: number): string => `${point} ${words.find(`staff.point.${point}`) ?? ''}`

const lastColumn = ({ words, panels }: FileProps) => ({
  name: words('staff.check.by'),
  cell: (point: number) => {
    const known = panels.checks.find((check) => check.point === point)
    return known ? words('staff.check.noted', { author: known.author, day: words.date(known.checkedOn) }) : ''
  },
})

const recordedColumns = (props: FileProps) => {
  const { words, panels } = props
  const known = (point: number) => panels.checks.find((check) => check.point === point)
  const resultOf = (point: number) => words.find(`staff.check.result.${known(point)?.result}`) ?? ''

  return [
    { name: words('staff.check.point'), cell: (point: number) => pointText(words, point) },
    { name: words('staff.check.result'), cell: resultOf },
    { name: words('staff.check.evidence'), cell: (point: number) => known(point)?.evidence ?? '' },
    lastColumn(props),
  ]
}

const formColumns = (props: FileProps) => {
  const { words } = props

  return [
    {
      name: words('staff.check.point'),
      cell: (point: number) => (
        <>
          <input type="hidden" name={`checks.${point - 1}.point`} value={point} />
          {pointText(words, point)}
        </>
      ),
    },
    {
      name: words('staff.check.result'),
      cell: (point: number) => <Choice {...props} point={point} part="result" values={checkResults} />,
    },
    {
      name: words('staff.check.evidence'),
      cell: (point: number) => <Choice {...props} point={point} part="evidence" values={evidenceGrades} />,
    },
    lastColumn(props),
  ]
}

interface ChoiceProps extends FileProps {
  readonly point: number
  readonly part: 'result' | 'evidence'
  readonly values: readonly string[]
}

const Choice = ({ words, panels, point, part, values }: ChoiceProps) => {
  const chosen = panels.checks.find((check) => check.point === point)?.[part]

  return (
    <select
      name={`checks.${point - 1}.${part}`}
      aria-label={`${words(`staff.check.${part}`)} ${point}`}
      class={part === 'evidence' ? 'w2' : undefined}
    >
      <option value="">{words('staff.desk.not_set')}</option>
      {values.map((value) => (
        <option key={value} value={value} selected={value === chosen}>
          {words.find(`staff.check.${part}.${value}`) ?? value}
        </option>
      ))}
    </select>
  )
}
