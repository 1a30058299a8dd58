import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

type Part = Pick<FileProps, 'words' | 'me' | 'file' | 'token' | 'panels'>

/** Who put the person forward, for coordinators and vetting leads. */
export function ProvenancePanel({ words, panels: { provenance } }: Part) {
  if (!provenance) return null
  const { by, number, week, flags, reasons, hasSameWay } = provenance

  return (
    <section class="notice">
      <h2 dir="auto">{words('staff.provenance.title', { name: by ?? words('staff.provenance.unknown') })}</h2>
      <p>{words('staff.provenance.line', { number, week: words.date(week) })}</p>
      {flags.map((flag) => (
        <p key={flag}>{words(`staff.nominations.flag.${flag}`)}</p>
      ))}
      {flags.includes('lock_channel') && hasSameWay !== null && (
        <p class={hasSameWay ? undefined : 'error'}>
          {words(hasSameWay ? 'staff.provenance.same' : 'staff.provenance.other')}
        </p>
      )}
      {reasons && (
        <dl>
          <div>
            <dt>{words('field.nominee_why.label')}</dt>
            <dd dir="auto">{reasons.why}</dd>
          </div>
          <div>
            <dt>{words('field.nominee_known.label')}</dt>
            <dd dir="auto">{reasons.known}</dd>
          </div>
        </dl>
      )}
    </section>
  )
}

/** One press instead of two, where the nomination says so; a person still presses. */
export const StraightToReview = ({ words, me, file, token, panels }: Part) =>
  panels.provenance?.flags.includes('skip_screening') &&
  file.state === 'submitted' &&
  mayUse(me.roles, 'application.skip-screening') ? (
    <PageForm action={paths.screeningSkips(file.id)} token={token} id="straight">
      <input type="hidden" name="version" value={file.version} />
      <div class="buttons">
        <button class="second">{words('staff.provenance.straight')}</button>
      </div>
    </PageForm>
  ) : null

const coverable = ['2', '3', '4', '5']

/** Evidence E4 offered, never filled in by itself: the lead takes it or leaves it. */
export const VoucherPanel = ({ words, me, file, token, panels }: Part) =>
  panels.provenance?.flags.includes('counts_as_voucher') &&
  file.state === 'vetting' &&
  mayUse(me.roles, 'check.record') &&
  !panels.checks.some(({ result }) => result === 'covered_by_voucher') ? (
    <PageForm action={paths.checks(file.id)} token={token} id="voucher">
      <p>{words('staff.provenance.voucher')}</p>
      {coverable.map((point, i) => (
        <div key={point} hidden>
          <input type="hidden" name={`checks.${i}.point`} value={point} />
          <input type="hidden" name={`checks.${i}.result`} value="covered_by_voucher" />
          <input type="hidden" name={`checks.${i}.evidence`} value="E4" />
        </div>
      ))}
      <div class="buttons">
        <button class="second">{words('staff.provenance.take')}</button>
      </div>
    </PageForm>
  ) : null
