import { checkPoints, checkResults, evidenceGrades, isCoverable, needsSecondLook } from '#domain/vetting/clearing.js'
import type { RecordedCheck } from '#features/vetting/staff/record-check.js'
import { LongText, SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'
import { SpokenNotice } from './spoken-notice.js'
import { type DeskProps, overOf, wrongText } from './desk-view.js'

/** The fifteen points with their findings; new ones are written down while the file is in vetting. */
export const Checklist = (props: DeskProps) => {
  const { words, me, file, findings, token } = props
  if (!mayUse(me.roles, 'check.record')) return null
  const isOpen = file.state === 'vetting'
  const known = new Set(findings.map(({ point }) => point))
  const first = checkPoints.find((point) => !known.has(point))
  const points = checkPoints.map((point) => (
    <Point key={point} {...props} point={point} isOpen={isOpen} isFirst={point === first} />
  ))

  return (
    <section>
      <h2>{words('staff.check.title')}</h2>
      <p class="hint">{words('staff.vetting.no_proof')}</p>
      <p>{words('staff.vetting.points', { count: known.size })}</p>
      <SpokenNotice words={words} id={file.id} typed={props.typed} mayCall={mayUse(me.roles, 'call.read')} />
      <Ladder words={words} />
      <Looks {...props} isOpen={isOpen} />
      {isOpen ? (
        <PageForm action={paths.checks(file.id)} token={token} id="checks">
          {points}
          <div class="buttons">
            <button class="main">{words('staff.check.save')}</button>
          </div>
        </PageForm>
      ) : (
        points
      )}
    </section>
  )
}

/** What each grade of evidence means, one line each. */
export const Ladder = ({ words }: { readonly words: Words }) => (
  <details>
    <summary>{words('staff.vetting.ladder')}</summary>
    <dl>
      {evidenceGrades.map((grade) => (
        <div key={grade}>
          <dt>{words(`staff.check.evidence.${grade}`)}</dt>
          <dd>{words(`staff.vetting.ladder.${grade}`)}</dd>
        </div>
      ))}
    </dl>
  </details>
)

const newest = (findings: readonly RecordedCheck[], point: number) => findings.find((one) => one.point === point)

const pointText = (words: Words, point: number): string => `${point} ${words.find(`staff.point.${point}`) ?? ''}`

/** Findings a second person has not looked at: the memo, and whatever does not fit. */
const Looks = ({ words, file, findings, token, isOpen }: DeskProps & { readonly isOpen: boolean }) => {
  const waiting = checkPoints
    .flatMap((point) => newest(findings, point) ?? [])
    .filter((one) => needsSecondLook(one) && one.second === null)
  if (!isOpen || waiting.length === 0) return null

  return (
    <section class="notice">
      <h3>{words('staff.vetting.looks')}</h3>
      <p class="hint">{words('staff.vetting.looks_text')}</p>
      {waiting.map((one) => (
        <form key={one.id} method="post" action={paths.looks(file.id)}>
          <input type="hidden" name="form_token" value={token} />
          <input type="hidden" name="finding" value={one.id} />
          <p>
            {pointText(words, one.point)}: {findingText(words, one)}
          </p>
          {one.isOwn ? (
            <p class="hint">{words('staff.vetting.own_finding')}</p>
          ) : (
            <button class="second">{words('staff.vetting.look')}</button>
          )}
        </form>
      ))}
    </section>
  )
}

function findingText(words: Words, one: RecordedCheck): string {
  const text = words('staff.vetting.finding', {
    result: words.find(`staff.check.result.${one.result}`) ?? '',
    grade: one.evidence,
    author: one.author,
    day: words.date(one.checkedOn),
  })
  return one.second === null ? text : `${text} ${words('staff.vetting.second', { name: one.second })}`
}

interface PointProps extends DeskProps {
  readonly point: number
  readonly isOpen: boolean
  /** The first without a finding. */
  readonly isFirst: boolean
}

/** The first point without a finding stands open, and those that could not be taken; the others open on a press. */
const Point = (props: PointProps) => {
  const { words, point, isOpen, isFirst, findings } = props
  const [standing, ...earlier] = findings.filter((one) => one.point === point)
  const isWrong = wrongText(props, `${nameOf(point)}.result`) ?? wrongText(props, `${nameOf(point)}.note`)
  const help = words.find(`staff.vetting.help.${point}`)

  return (
    <details open={isFirst || isWrong !== undefined}>
      <summary>
        {pointText(words, point)}
        <span class="hint"> · {standing ? shortText(words, standing) : words('staff.vetting.no_finding')}</span>
      </summary>
      {help && <p class="hint">{help}</p>}
      {standing && <Finding {...props} one={standing} />}
      {isOpen && <NewFinding {...props} standing={standing} />}
      {earlier.length > 0 && (
        <>
          <h3>{words('staff.vetting.earlier')}</h3>
          {earlier.map((one) => (
            <Finding key={one.id} {...props} one={one} />
          ))}
        </>
      )}
    </details>
  )
}

const nameOf = (point: number): string => `checks.${point - 1}`
const shortText = (words: Words, { result, evidence }: RecordedCheck): string =>
  `${words.find(`staff.check.result.${result}`) ?? ''}, ${evidence}`

const Finding = ({ words, notes, vouchers, one }: DeskProps & { readonly one: RecordedCheck }) => {
  const voucher = vouchers.find(({ id }) => id === one.voucherId)
  const note = one.noteId === null ? undefined : notes.get(one.noteId)

  return (
    <>
      <p>{findingText(words, one)}</p>
      {voucher && (
        <p>
          {words('staff.vetting.covered', { day: words.date(voucher.vouchedOn) })}{' '}
          <bdi>{voucher.name ?? words('staff.list.sealed')}</bdi>
        </p>
      )}
      {note !== undefined && <p dir="auto">{note}</p>}
    </>
  )
}

const NewFinding = (props: PointProps & { readonly standing: RecordedCheck | undefined }) => {
  const { words, point, standing, shown } = props
  const name = nameOf(point)
  const typed = shown.checks?.find((row) => row.point === String(point))
  const known = typed ?? standing
  const results = checkResults.filter((value) => value !== 'covered_by_voucher' || isCoverable(point))

  return (
    <>
      <input type="hidden" name={`${name}.point`} value={point} />
      <input type="hidden" name={`${name}.over`} value={overOf(shown, `${name}.result`, { typed, standing })} />
      <div class="date">
        <SelectField
          name={`${name}.result`}
          label={words('staff.check.result')}
          value={known?.result}
          empty={words('staff.desk.not_set')}
          choices={results.map((value) => ({ value, label: words.find(`staff.check.result.${value}`) ?? value }))}
          error={wrongText(props, `${name}.result`)}
        />
        <SelectField
          name={`${name}.evidence`}
          label={words('staff.check.evidence')}
          value={known?.evidence}
          empty={words('staff.desk.not_set')}
          choices={evidenceGrades.map((value) => ({ value, label: words(`staff.check.evidence.${value}`) }))}
        />
      </div>
      <LongText
        name={`${name}.note`}
        label={words('staff.vetting.note')}
        hint={words('staff.vetting.sealed')}
        rows={2}
        value={typed?.note}
        error={wrongText(props, `${name}.note`)}
      />
    </>
  )
}
